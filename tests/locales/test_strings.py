"""The files of strings: every language has all of them, and the dashboard uses all of them."""

import ast
import csv
import json
import re
from collections.abc import Iterator, Mapping
from string import Formatter

import pytest

from dashboard import locales
from dashboard.articles.dataset import from_sample
from dashboard.articles.filters import DIMENSIONS, Filters
from dashboard.articles.model import Basis
from dashboard.articles.select import Sort
from dashboard.articles.view import PARTS, Measure
from dashboard.exports.about import Site, about
from dashboard.locales import Text
from dashboard.settings import ROOT
from dashboard.text import slug
from dashboard.views import facets, keys, timeline, zoom

CODE = ROOT / "dashboard"
TEMPLATES = sorted((CODE / "web" / "templates").glob("*.html"))
ENGLISH = locales.texts("en").strings
OTHERS = [code for code in locales.languages() if code != "en"]
TOLD = about(from_sample(), Filters(), 0, Site("Title", "Address"), locales.texts("en")).told
CLDR_FORMS = {"zero", "one", "two", "few", "many", "other"}
LIKELY = range(10_000)  # numbers of articles that a language must have its own form for


def usual(file: str) -> list[str]:
    """Return the values of a data file as they stand in a query."""
    with (ROOT / "data" / file).open(encoding="utf-8", newline="") as lines:
        return [slug(row["name"]) for row in csv.DictReader(lines)]


# Every key that is put together, by its parts as the code has them, with what it can become.
BUILT = {
    "{}.show": ["map.show", "table.show"],
    "{}.hide": ["map.hide", "table.hide"],
    "measure.{}": [f"measure.{name}" for name in Measure],
    "zoom.{}": [f"zoom.{step}" for step in zoom.STEPS],
    "region.{}": ["region.053", "region.057"],
    "facet.{}": [f"facet.{key}" for key in facets.SHOWN],
    "list.sort.{}": [f"list.sort.{sort}" for sort in Sort],
    "keys.{}": [f"keys.{name}" for name in keys.KEYS],
    "play.{}": [f"play.{name}" for name in (*timeline.STEPS, *timeline.CHOICES)]
    + [f"play.{value}" for values in timeline.CHOICES.values() for value in values],
    "timeline.{}": [f"timeline.{unit}" for unit in timeline.UNITS],
    "embed.{}": [f"embed.{part}" for part in PARTS],
    "about.found.{}": [f"about.found.{basis}" for basis in Basis],
    "plain.{}": [f"plain.{d.key}" for d in DIMENSIONS],
    "list.{}": [f"list.{step}" for step in ("first", "previous", "next", "last")],
    "problem.{}": [
        f"problem.{key}" for key in (*(d.key for d in DIMENSIONS), "measure", "colours", "limit")
    ],
    "download.{}": [f"download.{part}" for part in TOLD],
    "{}.month": ["period.since.month", "period.until.month"],
    "{}.day": ["period.since.day", "period.until.day"],
    "{}.{}": [
        *(f"category.{value}" for value in usual("categories.csv")),
        *(f"topic.{value}" for value in usual("topics.csv")),
    ],
}


def nodes() -> Iterator[ast.AST]:
    # Who imports reads English: the words of the sources are those of files, not of the page.
    for path in sorted(set(CODE.rglob("*.py")) - set((CODE / "sources").rglob("*.py"))):
        yield from ast.walk(ast.parse(path.read_text("utf-8")))


def pattern(node: ast.JoinedStr) -> str:
    """Return an f-string with ``{}`` for what is filled in."""
    return "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)


def called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)


def key_arguments() -> Iterator[ast.expr]:
    """Yield every expression that is used as the key of a string."""
    for node in nodes():
        if isinstance(node, ast.Call):
            if called(node) in {"texts", "get"} and node.args:
                yield node.args[0]
            elif called(node) == "FilterError":
                yield node.args[2]


def constants() -> set[str]:
    written = {n.value for n in nodes() if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return written | {
        key for path in TEMPLATES for key in re.findall(r'"([a-z.-]+)"', path.read_text())
    }


def forms(text: Text) -> Mapping[str, str]:
    return {"other": text} if isinstance(text, str) else text


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return the members of a JSON object, none of which may stand there twice."""
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


@pytest.mark.parametrize("language", locales.languages())
def test_no_key_stands_twice(language: str) -> None:
    text = (CODE / "locales" / f"{language}.json").read_text("utf-8")
    assert json.loads(text, object_pairs_hook=unique) == locales.texts(language).strings


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys(language: str) -> None:
    assert set(locales.texts(language).strings) == set(ENGLISH)


@pytest.mark.parametrize("language", locales.languages())
def test_every_form_has_the_same_placeholders(language: str) -> None:
    different = {
        (key, form): placeholders(sentence)
        for key, text in locales.texts(language).strings.items()
        for form, sentence in forms(text).items()
        # "one" may say "within the last day" without a number.
        if (placeholders(sentence) ^ placeholders(forms(ENGLISH[key])["other"]))
        - ({"count"} if form == "one" else set())
    }
    assert different == {}


@pytest.mark.parametrize("language", locales.languages())
def test_every_text_has_the_plural_forms_its_language_needs(language: str) -> None:
    texts = locales.texts(language)
    needed = {"other", *(texts.locale.plural_form(number) for number in LIKELY)}
    assert needed <= CLDR_FORMS
    for key, text in texts.strings.items():
        counts = "count" in placeholders(forms(ENGLISH[key])["other"])
        assert (needed <= set(forms(text)) <= CLDR_FORMS) if counts else isinstance(text, str), key


@pytest.mark.parametrize("language", locales.languages())
def test_no_sentence_is_empty_or_has_space_around_it(language: str) -> None:
    sentences = [s for t in locales.texts(language).strings.values() for s in forms(t).values()]
    assert [s for s in sentences if not s or s != s.strip()] == []


def test_keys_are_put_together_only_as_listed_here() -> None:
    found = {pattern(key) for key in key_arguments() if isinstance(key, ast.JoinedStr)}
    assert found == set(BUILT)


def test_every_key_that_is_used_exists() -> None:
    made = {key for keys in BUILT.values() for key in keys}
    stems = {key.rpartition(".")[0] for key in made if key.startswith("period.")}
    rooms = "|".join({key.partition(".")[0] for key in ENGLISH})
    written = {text for text in constants() if re.fullmatch(rf"({rooms})(\.[a-z-]+)+", text)}
    assert (written | made) - stems - set(ENGLISH) == set()


def test_every_key_is_used() -> None:
    made = {key for keys in BUILT.values() for key in keys}
    assert set(ENGLISH) - constants() - made == set()


@pytest.mark.parametrize(("file", "key"), [("categories.csv", "category"), ("topics.csv", "topic")])
def test_the_english_names_are_those_of_the_data_files(file: str, key: str) -> None:
    names = {value: slug(str(ENGLISH[f"{key}.{value}"])) for value in usual(file)}
    assert {value for value, name in names.items() if name != value} == set()
