"""The list of feeds: what it may say, and how it is told what it may not."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import SettingError
from dashboard.settings import ROOT
from dashboard.sources.feeds import Feed, read
from dashboard.sources.intake import Defaults

SHIPPED = ROOT / "data" / "sources.toml"
ONE = '[[feed]]\nname = "one"\nurl = "https://example.org/1"\n'


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return tmp_path / "sources.toml"


def test_the_shipped_list_names_no_feed() -> None:
    assert read(SHIPPED) == ()


def test_the_shipped_examples_can_be_used(listed: Path) -> None:
    _, *examples = SHIPPED.read_text("utf-8").split("# [[feed]]")
    text = "".join(f"[[feed]]{example}".replace("\n# ", "\n") for example in examples)
    listed.write_text(text.replace("\n#\n", "\n"), "utf-8")
    plain, full = read(listed)
    assert (plain.name, plain.defaults) == ("example", Defaults())
    assert all(re.match(r"https://example\.org/", feed.url) for feed in (plain, full))
    assert full.defaults == Defaults(
        "Example Organisation",
        "Urgent Interventions",
        "fr",
        ("Human Rights Defenders", "Women's Rights"),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("feeds = 3", "feeds: Extra inputs are not permitted"),
        ("feed = 3", "feed: Input should be a valid tuple"),
        ("[[feed]]", "feed 1: name: Field required; feed 1: url: Field required"),
        ("feed = [3]", "feed 1: "),
        (ONE + 'titel = "x"', "feed 1 (one): titel: Extra inputs are not permitted"),
        (
            ONE.replace("https", "ftp"),
            "feed 1 (one): url: ftp://example.org/1: is no http or https",
        ),
        (ONE.replace("https://", ""), "feed 1 (one): url: example.org/1: is no http or https"),
        (ONE.replace("one", ""), "feed 1: name: "),
        (ONE.replace("one", "--json"), "feed 1 (--json): name: "),
        (ONE.replace("one", r"a\nb"), "name: "),
        (ONE + 'language = "eng"', "feed 1 (one): language: 'eng' is no ISO 639-1 language"),
        (ONE + 'language = "EN"', "'EN' is no ISO 639-1 language"),
        (ONE + 'topics = "Water"', "feed 1 (one): topics: "),
        (ONE + 'topics = ["a;b"]', "feed 1 (one): topics.0: 'a;b': a topic holds no semicolon"),
        (ONE + "category = 3", "feed 1 (one): category: Input should be a valid string"),
        (ONE + ONE, "feeds 1 and 2 have the same name 'one'; feeds 1 and 2 have the same url"),
        (
            ONE + ONE.replace("one", "two"),
            "feeds 1 and 2 have the same url 'https://example.org/1'",
        ),
        ("[[feed]", "is no TOML: "),
        (ONE + 'name = "two"', "is no TOML: "),
    ],
)
def test_what_is_wrong_is_told_with_file_and_entry(listed: Path, text: str, words: str) -> None:
    listed.write_text(text)
    with pytest.raises(SettingError) as caught:
        read(listed)
    assert str(caught.value).startswith(f"{listed}: ")
    assert words in str(caught.value)


def test_a_file_that_cannot_be_read_is_told(listed: Path) -> None:
    with pytest.raises(SettingError, match=r"sources\.toml: cannot be read: No such file"):
        read(listed)
    listed.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingError, match=r"sources\.toml: is no TOML: "):
        read(listed)


@given(st.text(max_size=30), st.sampled_from(["", ONE, "[[feed]]\n", 'feed = [{name = "']))
def test_any_file_is_a_list_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, text: str, start: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(start + text, "utf-8", errors="replace")
    try:
        feeds = read(path)
    except SettingError:
        return
    assert all(isinstance(feed, Feed) for feed in feeds)
