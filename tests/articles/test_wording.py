"""Which articles are meant, in words."""

import pytest

from dashboard import locales
from dashboard.articles import wording
from dashboard.articles.filters import Filters
from dashboard.articles.select import select
from dashboard.articles.values import names
from tests.articles import made

THIN, NARROW = "\u2009", "\u202f"


def head(address: str, language: str = "en") -> str:
    filters = Filters.from_query(address)[0]
    total = len(select(made.dataset(), filters))
    return wording.head(total, filters, names(made.dataset()), locales.texts(language)).text


@pytest.mark.parametrize(
    ("address", "english", "french"),
    [
        ("", "30 articles", "30 articles"),
        ("?country=XKX,NAM", "4 articles, Kosovo, Namibia", "4 articles, Kosovo, Namibie"),
        ("?country=FRA", "0 articles, France", "0 article, France"),
        ("?country=-", "4 articles, No country named", "4 articles, Aucun pays cité"),
        ("?category=events", "6 articles, Events", "6 articles, Événements"),
        ("?topic=torture", "6 articles, Torture", "6 articles, Torture"),
        ("?source=omct", "19 articles, OMCT", "19 articles, OMCT"),
        ("?language=es", "5 articles, Spanish", "5 articles, espagnol"),
        ("?category=podcasts", "0 articles, podcasts", "0 article, podcasts"),
        ("?from=2015", "27 articles, since January 2015", "27 articles, depuis janvier 2015"),
        (
            "?from=2015-11-17",
            "9 articles, since November 17, 2015",
            "9 articles, depuis le 17 novembre 2015",
        ),
        (
            "?to=2015-02",
            "9 articles, until February 2015",
            "9 articles, jusqu’à février 2015",
        ),
        (
            "?to=2016-02-28",
            "27 articles, until February 28, 2016",
            "27 articles, jusqu’au 28 février 2016",
        ),
        ("?to=9999", "30 articles, until December 9999", "30 articles, jusqu’à décembre 9999"),
        ("?q=leap+day", "1 article, “leap day”", "1 article, « leap day »"),
        (
            "?country=COL&category=urgent-interventions&from=2014&to=2015",
            f"6 articles, Colombia, 2014{THIN}–{THIN}2015, Urgent Interventions",
            "6 articles, Colombie, 2014–2015, Interventions urgentes",
        ),
        (
            "?country=KEN,UGA,COL",
            "21 articles, Kenya, Uganda, Colombia",
            "21 articles, Kenya, Ouganda, Colombie",
        ),
        (
            "?country=KEN,UGA,COL,CIV",
            "23 articles, Kenya, Uganda, Colombia and 1 more",
            "23 articles, Kenya, Ouganda, Colombie et 1 de plus",
        ),
        (
            "?country=KEN,UGA,COL,CIV,-&category=events,statements",
            "10 articles, Kenya, Uganda, Colombia and 2 more, Events, Statements",
            "10 articles, Kenya, Ouganda, Colombie et 2 de plus, Événements, Déclarations",
        ),
    ],
)
def test_the_head_line(address: str, english: str, french: str) -> None:
    assert head(address) == english
    assert head(address, "fr") == french


def test_the_head_line_of_nothing() -> None:
    found = wording.head(0, Filters(country=("KEN",)), names(made.nothing()), locales.texts("en"))
    assert found.text == "0 articles, Kenya"


def test_the_parts_of_the_head_line_stand_around_the_period() -> None:
    filters = Filters.from_query("country=KEN&from=2015&topic=torture&category=events&q=leap")[0]
    found = wording.head(3, filters, names(made.dataset()), locales.texts("en"))
    assert found.text == "3 articles, Kenya, since January 2015, Events, Torture, “leap”"
    assert (found.before, found.after) == (("Kenya",), ("Events", "Torture", "“leap”"))


def test_large_numbers_are_written_as_the_language_writes_them() -> None:
    for language, line in (("en", "4,778 articles"), ("fr", f"4{NARROW}778 articles")):
        found = wording.head(4778, Filters(), names(made.dataset()), locales.texts(language))
        assert found.text == line


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("country", "TUR", "Türkiye"),
        ("country", "-", "Aucun pays cité"),
        ("language", "en", "anglais"),
        ("category", "events", "Événements"),
        ("source", "omct", "OMCT"),
        ("source", "unknown", "unknown"),
    ],
)
def test_labels(key: str, value: str, shown: str) -> None:
    assert wording.label(key, value, names(made.dataset()), locales.texts("fr")) == shown
