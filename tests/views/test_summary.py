"""The line that says what is shown, and the chips that take it back."""

import pytest
from dash import html

from dashboard import locales
from dashboard.articles.filters import Filters
from dashboard.articles.select import select
from dashboard.articles.values import names
from dashboard.views import summary
from tests.articles import made
from tests.views.tree import find, known, prop, query, text, view

THIN, NARROW = "\u2009", "\u202f"
EVERYTHING = (
    "?country=COL,-&category=urgent-interventions&topic=torture&source=omct&language=es"
    "&from=2015-11&to=2015-12&q=tortura&map=off&lang=fr"
)


def head(address: str, language: str = "en") -> str:
    filters = view(address).filters
    total = len(select(made.dataset(), filters))
    return summary.head(total, filters, known(), locales.texts(language)).text


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
    found = summary.head(0, Filters(country=("KEN",)), names(made.nothing()), locales.texts("en"))
    assert found.text == "0 articles, Kenya"


def test_the_parts_of_the_head_line_stand_around_the_period() -> None:
    filters = view("?country=KEN&from=2015&topic=torture&category=events&q=leap").filters
    found = summary.head(3, filters, known(), locales.texts("en"))
    assert found.text == "3 articles, Kenya, since January 2015, Events, Torture, “leap”"
    assert (found.before, found.after) == (("Kenya",), ("Events", "Torture", "“leap”"))


def test_large_numbers_are_written_as_the_language_writes_them() -> None:
    for language, line in (("en", "4,778 articles"), ("fr", f"4{NARROW}778 articles")):
        found = summary.head(4778, Filters(), known(), locales.texts(language))
        assert found.text == line


def test_no_filter_no_chip() -> None:
    address = "?page=2&lang=fr&map=off"
    assert summary.chips(view(address), known(), locales.texts("fr")) == []


def test_a_chip_removes_its_filter_and_nothing_else() -> None:
    address = EVERYTHING + "&page=2"
    shown = summary.chips(view(address), known(), locales.texts("fr"))
    everything = query(EVERYTHING)
    gone = [
        ("Colombie", ["country"], {"country": "-"}),
        ("Aucun pays cité", ["country"], {"country": "COL"}),
        ("Interventions urgentes", ["category"], {}),
        ("Torture", ["topic"], {}),
        ("OMCT", ["source"], {}),
        ("espagnol", ["language"], {}),
        (f"novembre{THIN}–{THIN}décembre 2015", ["from", "to"], {}),
        ("« tortura »", ["q"], {}),
        ("Tout effacer", [k for k in everything if k not in {"map", "lang"}], {}),
    ]
    expected = [
        (name, {k: v for k, v in everything.items() if k not in keys} | left)
        for name, keys, left in gone
    ]
    found = [(text(chip).removesuffix("×"), query(prop(chip, "href"))) for chip in shown]
    assert found == expected


def test_a_chip_says_what_it_does() -> None:
    (chip, _) = summary.chips(view("?country=KEN"), known(), locales.texts("en"))
    assert prop(chip, "title") == prop(chip, "aria-label") == "Remove the filter Kenya"
    (cross,) = find(chip, html.Span, **{"aria-hidden": "true"})
    assert text(cross) == "×"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("?from=2015-11&to=2015-12", f"November{THIN}–{THIN}December 2015"),
        ("?from=2015-11-17", "since November 17, 2015"),
        ("?to=2015", "until December 2015"),
    ],
)
def test_the_chip_of_a_period(address: str, name: str) -> None:
    chip, _ = summary.chips(view(address), known(), locales.texts("en"))
    assert text(chip) == f"{name}×"
    assert prop(chip, "href") == "?"


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
    assert summary.label(key, value, known(), locales.texts("fr")) == shown
