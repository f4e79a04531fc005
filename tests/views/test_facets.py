"""The lists of what else could be chosen."""

import pytest
from dash import html
from dash.development.base_component import Component

from dashboard import locales
from dashboard.articles.counts import count
from dashboard.views import facets
from tests.articles import made
from tests.views.tree import counts, find, links, prop, query, text, view

CATEGORY, TOPIC = 0, 1
SHOWN = {"name", "number"}


def layout(address: str, language: str = "en") -> list[Component]:
    return facets.layout(view(address), counts(address), locales.texts(language))


def rows(facet: Component) -> list[str]:
    """Return each row of a facet: its name and its number."""
    return [
        " ".join(text(span) for span in find(row, html.Span) if prop(span, "className") in SHOWN)
        for row in find(facet, html.Li)
    ]


def test_titles_name_their_lists() -> None:
    found = layout("")
    assert [text(find(facet, html.H3)) for facet in found] == ["Categories", "Topics"]
    for facet in found:
        assert prop(facet, "aria-labelledby") == prop(find(facet, html.H3)[0], "id")


@pytest.mark.parametrize(
    ("address", "language", "categories", "topics"),
    [
        (
            "",
            "en",
            ["Urgent Interventions 14", "Events 6", "Statements 6", "Reports and Publications 4"],
            [
                "Human Rights Defenders 16",
                "Economic, Social and Cultural Rights 6",
                "Torture 6",
            ],
        ),
        (
            "?country=XKX&lang=fr",
            "fr",
            [
                "Interventions urgentes 1",
                "Événements 0",
                "Déclarations 1",
                "Rapports et publications 0",
            ],
            [
                "Défenseurs des droits humains 1",
                "Droits économiques, sociaux et culturels 1",
                "Torture 0",
            ],
        ),
    ],
)
def test_values_and_numbers(
    address: str, language: str, categories: list[str], topics: list[str]
) -> None:
    found = layout(address, language)
    assert (rows(found[CATEGORY]), rows(found[TOPIC])) == (categories, topics)


def test_zero_cannot_be_chosen() -> None:
    (facet, _) = layout("?country=XKX")
    (events, _) = find(facet, html.Span, className="choice")
    assert text(events) == "Events0"
    assert prop(events, "aria-disabled") == "true"
    assert list(links(facet)) == ["Urgent Interventions1", "Statements1"]


def test_a_chosen_zero_can_be_released() -> None:
    (facet, _) = layout("?country=XKX&category=events&lang=fr")
    (chosen,) = find(facet, html.A, **{"aria-current": "true"})
    assert text(chosen) == "Events0"
    assert query(prop(chosen, "href")) == {"country": "XKX", "lang": "fr"}


def test_a_chosen_value_that_the_dataset_does_not_know_can_be_released() -> None:
    (facet, _) = layout("?category=podcasts")
    (chosen,) = find(facet, html.A, **{"aria-current": "true"})
    assert (text(chosen), prop(chosen, "href")) == ("podcasts0", "?")


def test_a_choice_adds_to_the_view() -> None:
    address = "?country=COL&category=statements&from=2015&map=off&lang=fr&page=3"
    found = query(links(layout(address, "fr")[CATEGORY])["Interventions urgentes7"])
    assert found == {
        "country": "COL",
        "category": "statements,urgent-interventions",
        "from": "2015-01",
        "map": "off",
        "lang": "fr",
    }


@pytest.mark.parametrize(
    ("address", "widths"),
    [
        ("", ["100.0%", "42.9%", "42.9%", "28.6%"]),
        ("?country=NAM", ["100.0%", "0.0%", "100.0%", "0.0%"]),
        ("?q=zzz", ["0.0%", "0.0%", "0.0%", "0.0%"]),
    ],
)
def test_bars_compare_with_the_highest(address: str, widths: list[str]) -> None:
    bars = find(layout(address)[CATEGORY], html.Span, className="bar")
    assert [prop(bar, "style")["inlineSize"] for bar in bars] == widths


def test_nothing_has_empty_lists() -> None:
    everything = view("")
    found = facets.layout(
        everything, count(made.nothing(), everything.filters), locales.texts("en")
    )
    assert [rows(facet) for facet in found] == [[], []]


def test_every_country_is_listed_by_name_for_the_script() -> None:
    rows = facets.countries(
        view("?country=XKX&lang=fr"), counts("?country=XKX&lang=fr"), locales.texts("fr")
    )
    assert [row["name"] for row in rows] == sorted(row["name"] for row in rows)
    numbers = counts("").by["country"]
    assert {row["code"]: row["number"] for row in rows} == numbers
    (chosen,) = (row for row in rows if row["chosen"])
    assert (chosen["code"], query(chosen["href"])) == ("XKX", {"lang": "fr"})
    most = max(rows, key=lambda row: int(row["number"]))
    assert (most["share"], most["shown"]) == (100, str(most["number"]))
    assert query(most["href"]) == {"country": f"XKX,{most['code']}", "lang": "fr"}
