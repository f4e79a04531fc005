"""Numbers, dates and sentences as people of a language read them, and which language that is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import locales
from tests.articles.strategies import ANY_TEXT

NARROW, THIN = "\u202f", "\u2009"


def test_languages_are_the_files() -> None:
    assert {"en", "fr"} <= set(locales.languages())
    assert list(locales.languages()) == sorted(locales.languages())


@pytest.mark.parametrize(
    ("language", "number", "written"),
    [
        ("en", 0, "0"),
        ("en", 999, "999"),
        ("en", 4778, "4,778"),
        ("en", 1234567, "1,234,567"),
        ("fr", 4778, f"4{NARROW}778"),
        ("fr", 1234567, f"1{NARROW}234{NARROW}567"),
    ],
)
def test_numbers(language: str, number: int, written: str) -> None:
    assert locales.texts(language).number(number) == written


@pytest.mark.parametrize(
    ("language", "count", "written"),
    [
        ("en", 0, "0 articles name no country"),
        ("en", 1, "1 article names no country"),
        ("en", 2, "2 articles name no country"),
        ("en", 4778, "4,778 articles name no country"),
        ("fr", 0, "0 article ne cite aucun pays"),
        ("fr", 1, "1 article ne cite aucun pays"),
        ("fr", 2, "2 articles ne citent aucun pays"),
        ("fr", 4778, f"4{NARROW}778 articles ne citent aucun pays"),
        # CLDR gives French a form "many" from a million on; the file has none, "other" serves.
        ("fr", 1000000, f"1{NARROW}000{NARROW}000 articles ne citent aucun pays"),
    ],
)
def test_plural_forms(language: str, count: int, written: str) -> None:
    assert locales.texts(language)("map.nowhere", count=count) == written


def test_placeholders_are_filled_as_they_are() -> None:
    texts = locales.texts("en")
    assert texts("list.page", page=1234, pages=5678) == "Page 1,234 of 5,678"
    assert texts("chips.search", words="{count} {0} %s") == "“{count} {0} %s”"
    with pytest.raises(KeyError, match="no such key"):
        texts("no such key")


@pytest.mark.parametrize(
    ("language", "day", "in_full", "month"),
    [
        ("en", date(2015, 11, 17), "November 17, 2015", "November 2015"),
        ("en", date(1997, 1, 1), "January 1, 1997", "January 1997"),
        ("fr", date(2015, 11, 17), "17 novembre 2015", "novembre 2015"),
        ("fr", date(2015, 8, 1), "1 août 2015", "août 2015"),
    ],
)
def test_days_and_months(language: str, day: date, in_full: str, month: str) -> None:
    texts = locales.texts(language)
    assert (texts.day(day), texts.month(day)) == (in_full, month)


@pytest.mark.parametrize(
    ("start", "end", "english", "french"),
    [
        ("2014-01-01", "2015-12-31", f"2014{THIN}–{THIN}2015", "2014–2015"),
        ("2014-01-01", "2014-12-31", "2014", "2014"),
        (
            "2006-06-01",
            "2008-05-31",
            f"June 2006{THIN}–{THIN}May 2008",
            f"juin 2006{THIN}–{THIN}mai 2008",
        ),
        (
            "2015-03-01",
            "2015-05-31",
            f"March{THIN}–{THIN}May 2015",
            f"mars{THIN}–{THIN}mai 2015",
        ),
        ("2016-02-01", "2016-02-29", "February 2016", "février 2016"),
        (
            "2016-02-01",
            "2016-02-28",
            f"Feb 1{THIN}–{THIN}28, 2016",
            "1–28 févr. 2016",
        ),
        ("2015-11-17", "2015-11-17", "Nov 17, 2015", "17 nov. 2015"),
        (
            "2014-12-30",
            "2015-01-02",
            f"Dec 30, 2014{THIN}–{THIN}Jan 2, 2015",
            f"30 déc. 2014{THIN}–{THIN}2 janv. 2015",
        ),
        ("0001-01-01", "9999-12-31", f"1{THIN}–{THIN}9999", "1–9999"),
    ],
)
def test_periods(start: str, end: str, english: str, french: str) -> None:
    days = date.fromisoformat(start), date.fromisoformat(end)
    assert locales.texts("en").period(*days) == english
    assert locales.texts("fr").period(*days) == french


@given(st.dates(), st.dates(), st.sampled_from(locales.languages()))
def test_any_period_can_be_written(one: date, other: date, language: str) -> None:
    written = locales.texts(language).period(min(one, other), max(one, other))
    assert str(max(one, other).year) in written


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2015, 2, 28), True),
        (date(2016, 2, 28), False),
        (date(2016, 2, 29), True),
        (date(2015, 11, 29), False),
        (date.max, True),
    ],
)
def test_the_end_of_a_month(day: date, ends: bool) -> None:
    assert locales.ends_month(day) is ends


@pytest.mark.parametrize(
    ("key", "value", "written", "shown"),
    [
        ("category", "events", "Events", "Événements"),
        ("category", "podcasts", "Podcasts", "Podcasts"),
        ("country", "KEN", "Kenya", "Kenya"),
    ],
)
def test_names_of_values(key: str, value: str, written: str, shown: str) -> None:
    assert locales.texts("fr").name(key, value, written) == shown


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [("en", "fr", "French"), ("fr", "es", "espagnol"), ("fr", "qx", "qx")],
)
def test_names_of_languages(language: str, code: str, name: str) -> None:
    assert locales.texts(language).language_name(code) == name


@pytest.mark.parametrize("language", locales.languages())
def test_a_language_tells_its_name_and_direction(language: str) -> None:
    texts = locales.texts(language)
    assert texts("language.name").casefold() == texts.language_name(language).casefold()
    assert texts.direction in {"ltr", "rtl"}


@pytest.mark.parametrize(
    ("wanted", "accepted", "default", "shown"),
    [
        ("fr", "en", "en", "fr"),
        ("xx", "fr", "en", "fr"),
        ("../fr", "", "en", "en"),
        ("", "fr", "en", "fr"),
        (None, "fr", "en", "fr"),
        (None, "FR", "en", "fr"),
        (None, "fr-CA", "en", "fr"),
        (None, "fr-ca;q=0.8", "en", "fr"),
        (None, "en-US,en;q=0.9,fr;q=0.8", "fr", "en"),
        (None, "en;q=0.5, fr;q=0.9", "en", "fr"),
        (None, "en;q=0.5, fr", "en", "fr"),
        (None, "de, fr ; q=0.5", "en", "fr"),
        (None, "fr;q=0", "en", "en"),
        (None, "fr;q=0.000, en;q=0.001", "fr", "en"),
        (None, "fr;q=best, en", "fr", "en"),
        (None, "*", "fr", "fr"),
        (None, "qx", "fr", "fr"),
        (None, ";;,=,q=1,-", "fr", "fr"),
        (None, "", "fr", "fr"),
        (None, "", "xx", "en"),
        (None, "", "", "en"),
    ],
)
def test_the_language_to_show(wanted: str | None, accepted: str, default: str, shown: str) -> None:
    assert locales.choose(wanted, accepted, default) == shown


@given(ANY_TEXT, ANY_TEXT)
def test_there_is_always_a_language_to_show(wanted: str, accepted: str) -> None:
    assert locales.choose(wanted, accepted, "en") in locales.languages()
