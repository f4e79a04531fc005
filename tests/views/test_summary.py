"""The line that says what is shown, and the chips that take it back."""

import pytest
from dash import html

from dashboard import locales
from dashboard.views import summary
from tests.views.tree import find, known, prop, query, text, view

THIN, NARROW = "\u2009", "\u202f"
EVERYTHING = (
    "?country=COL,-&category=urgent-interventions&topic=torture&source=omct&language=es"
    "&from=2015-11&to=2015-12&q=tortura&map=off&lang=fr"
)


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
