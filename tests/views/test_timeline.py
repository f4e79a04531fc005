"""The timeline's controls; the bars themselves are drawn and tested in the browser."""

from datetime import date

import pandas as pd
import pytest
from dash import html

from dashboard import locales
from dashboard.articles.filters import Filters
from dashboard.articles.values import months
from dashboard.views import timeline
from tests.articles import made
from tests.views.tree import find, prop, text


@pytest.mark.parametrize(
    ("filters", "fields"),
    [
        (Filters(), ("", "")),
        (Filters(start=date(2015, 11, 1), end=date(2015, 11, 30)), ("2015-11-01", "2015-11-30")),
        (Filters(end=date(2016, 2, 29)), ("", "2016-02-29")),
    ],
)
def test_the_fields_say_the_period_in_days(filters: Filters, fields: tuple[str, str]) -> None:
    assert timeline.dates(filters) == fields


def test_the_fields_are_limited_to_the_months_of_the_dataset() -> None:
    limits = {"type": "date", "min": "2014-11-01", "max": "2016-02-29"}
    assert timeline.limits(months(made.dataset())) == {"input": limits}
    assert timeline.limits(months(made.nothing())) == {"input": {"type": "date"}}
    assert timeline.limits(pd.DatetimeIndex(["2015-02-01"]))["input"]["max"] == "2015-02-28"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_control_has_a_name(language: str) -> None:
    layout = timeline.layout(locales.texts(language))
    buttons = find(layout, html.Button)
    assert len(buttons) == 9
    assert all(text(button) or prop(button, "aria-label") for button in buttons)
    assert all(prop(choice, "aria-label") for choice in find(layout, html.Select))
    groups = [div for div in find(layout, html.Div) if prop(div, "role") == "group"]
    assert len({prop(group, "aria-label") for group in groups}) == len(groups) == 4
