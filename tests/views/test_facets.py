"""What else could be chosen: the lists, and the names that a script fills in."""

import pytest
from dash import html

from dashboard import locales
from dashboard.articles.values import names, values
from dashboard.text import fold
from dashboard.views import facets
from tests.articles import made
from tests.views.tree import find, known, prop, text, view


def choices(language: str) -> dict[str, list[tuple[str, str]]]:
    return facets.choices(values(made.dataset()), known(), locales.texts(language))


def test_titles_name_their_lists() -> None:
    found = facets.layout(locales.texts("en"))
    assert [text(title) for title in find(found, html.H3)] == ["Categories", "Topics"]
    for facet in find(found, html.Section):
        assert prop(facet, "aria-labelledby") == prop(find(facet, html.H3)[0], "id")
    lists = [prop(rows, "data-facet") for rows in find(found, html.Ul)]
    assert lists == ["category", "topic"]


@pytest.mark.parametrize(
    ("language", "categories", "topics"),
    [
        (
            "en",
            ["Urgent Interventions", "Events", "Statements", "Reports and Publications"],
            ["Human Rights Defenders", "Economic, Social and Cultural Rights", "Torture"],
        ),
        (
            "fr",
            ["Interventions urgentes", "Événements", "Déclarations", "Rapports et publications"],
            [
                "Défenseurs des droits humains",
                "Droits économiques, sociaux et culturels",
                "Torture",
            ],
        ),
    ],
)
def test_the_most_frequent_value_comes_first(
    language: str, categories: list[str], topics: list[str]
) -> None:
    found = choices(language)
    assert [name for _, name in found["category"]] == categories
    assert [name for _, name in found["topic"]] == topics
    assert [value for value, _ in found["source"]] == ["omct", "fidh"]


def test_countries_stand_in_the_order_of_their_names() -> None:
    found = choices("fr")["country"]
    assert [name for _, name in found] == sorted((name for _, name in found), key=fold)
    assert dict(found)["CIV"] == "Côte d’Ivoire"
    assert dict(found)["-"] == "Aucun pays cité"


def test_what_is_chosen_has_a_name_even_if_the_dataset_does_not_know_it() -> None:
    filters = view("?country=FRA,KEN&category=podcasts&language=fr").filters
    assert facets.chosen(filters, known(), locales.texts("fr")) == {
        "country": [("FRA", "France"), ("KEN", "Kenya")],
        "category": [("podcasts", "podcasts")],
        "topic": [],
        "source": [],
        "language": [("fr", "français")],
    }


def test_nothing_has_empty_lists() -> None:
    nothing = made.nothing()
    found = facets.choices(values(nothing), names(nothing), locales.texts("en"))
    assert not any(found.values())
