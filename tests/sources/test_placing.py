"""Which countries articles are about."""

from datetime import date

import pyarrow as pa
import pytest

from dashboard.articles.model import Article
from dashboard.sources import placing
from dashboard.sources.row import Row
from tests.sources.planned import plan

SILENT = ("countries", "tags", "points", "fallback_countries", "summary")


@pytest.mark.parametrize(
    ("title", "codes", "basis"),
    [
        ("Georgia: Atlanta police charge activists", [], []),
        ("Georgia: journalist arrested in Tbilisi", ["GEO"], ["title"]),
        ("Georgia/Kenya: Atlanta hears lawyers", ["KEN"], ["title"]),
        ("Congo: activists held in Kinshasa", ["COD"], ["text"]),
        ("Granada: detenida una activista en Andalucía", [], []),
        ("عمان: اعتقال صحفي أردني", [], []),
    ],
)
def test_what_hides_a_name_hides_it_before_a_colon(
    title: str, codes: list[str], basis: list[str]
) -> None:
    columns = {name: pa.array([""], pa.string()) for name in (*SILENT, "language")}
    found = placing.place(columns | {"title": pa.array([title])}, in_text=True)
    assert found.countries.to_pylist() == [codes]
    assert found.basis.to_pylist() == [basis]


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("اعتقال محام في الأردن", ["JOR"]),
        ("中国律师被捕", ["CHN"]),
        ("Avocat arrêté en République centrafricaine", ["CAF"]),
        ("Detenida abogada en España y Túnez", ["ESP", "TUN"]),
    ],
)
def test_the_default_language_of_a_feed_hides_no_country(title: str, codes: list[str]) -> None:
    columns = {name: pa.array([""], pa.string()) for name in SILENT}
    written = {"title": pa.array([title]), "language": pa.array(["en"])}
    found = placing.place(columns | written, in_text=True)
    assert found.countries.to_pylist() == [codes]


WORDS = "AI IT PR TV ID NO IS SO TO IN ME DO BE AM AT AND ARE CAN PER COM NOR BEN TON".split()  # noqa: SIM905


@pytest.mark.parametrize("word", WORDS)
def test_a_tag_that_is_a_word_is_a_topic_and_no_country(word: str) -> None:
    for title, countries in (("Lawyers held", ()), ("Kenya: Lawyers held", ("KEN",))):
        found = _tagged(title, word)
        assert (found.countries, found.topics) == (countries, (word,))


@pytest.mark.parametrize(
    ("title", "tags", "countries", "topics"),
    [
        ("Italy’s lawyers on strike", "IT", ("ITA",), ()),
        ("Lawyers on strike in Italy", "IT, KE", ("ITA", "KEN"), ()),
        ("Lawyers on strike", "IT, KE", (), ("IT, KE",)),
        ("Lawyers on strike", "Kenya, UG", ("KEN", "UGA"), ()),
        ("Lawyers on strike", "Kenya; NO", ("KEN", "NOR"), ()),
        ("Lawyers on strike", "Law, IT", (), ("Law, IT",)),
        ("Lawyers on strike in Italy", "Law, IT", ("ITA",), ("Law, IT",)),
        ("Lawyers on strike in Italy", "IT|AI", ("ITA",), ("AI",)),
        ("Lawyers on strike in Italy and Kenya", "IT, KE", ("ITA", "KEN"), ()),
        ("Lawyers on strike", "Kenya|IT", ("KEN",), ("IT",)),
        ("Lawyers on strike", "UK|USA|UAE|DRC", ("GBR", "USA", "ARE", "COD"), ()),
    ],
)
def test_a_code_is_a_country_where_the_text_names_it(
    title: str, tags: str, countries: tuple[str, ...], topics: tuple[str, ...]
) -> None:
    found = _tagged(title, *tags.split("|"))
    assert (found.countries, found.topics) == (countries, topics)


def test_a_rejected_row_keeps_a_word_as_its_topic() -> None:
    rows = [Row(1, title="A", date="soon", tags=("AI",))]
    (reject,) = plan(rows, source="", today=date(2025, 1, 1)).rejects
    assert (reject.original["topics"], reject.original["countries"]) == ("AI", "")


def test_a_word_before_the_colon_of_a_title_is_no_country() -> None:
    rows = [Row(1, title="A", date="2015-11-17", fallback_countries=("IT",))]
    (found,) = plan(rows, source="", today=date(2025, 1, 1)).articles
    assert found.countries == ()


def _tagged(title: str, *tags: str) -> Article:
    rows = [Row(1, title=title, date="2015-11-17", tags=tags)]
    (found,) = plan(rows, source="", today=date(2025, 1, 1)).articles
    return found
