"""The table of countries: its head, and the links that show it; a script fills in the rows."""

import pytest
from dash import html

from dashboard import locales
from dashboard.views import header, table
from tests.views.tree import find, links, prop, text, view


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Country", "Articles", "Per million people", "Share of the selection", "Change"]),
        (
            "fr",
            ["Pays", "Articles", "Par million d’habitants", "Part de la sélection", "Évolution"],
        ),
    ],
)
def test_every_column_has_a_head_that_sorts(language: str, names: list[str]) -> None:
    found = table.layout(locales.texts(language))
    heads = find(found, html.Th)
    assert [text(head) for head in heads] == names
    assert all(prop(head, "scope") == "col" and find(head, html.Button) for head in heads)
    assert text(find(found, html.Caption))
    assert prop(found, "aria-label")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("?", {"Show table": "?map=table", "Hide map": "?map=off"}),
        ("?map=table&page=2", {"Show map": "?page=2", "Hide table": "?page=2&map=off"}),
        ("?map=off&q=a", {"Show map": "?q=a", "Show table": "?q=a&map=table"}),
    ],
)
def test_the_other_stages_are_one_click_away(address: str, expected: dict[str, str]) -> None:
    assert links(header.stages(view(address), locales.texts("en"))) == expected
