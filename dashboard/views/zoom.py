"""What moves the map: nearer, farther, home, and to a region; ``assets/zoom.js`` does it."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.locales import Texts
from dashboard.places import iso
from dashboard.places.regions import Region, regions
from dashboard.views.markup import aria, data

STEPS = {"in": "+", "out": "−", "home": "⌂"}


def buttons(texts: Texts) -> Component:
    """Return the buttons that lie over the map."""
    made = [
        html.Button(sign, title=texts(f"zoom.{name}"), **data(zoom=name), **_named(name, texts))
        for name, sign in STEPS.items()
    ]
    return html.Div(made, role="group", className="zoom", **aria(label=texts("zoom.title")))


def places(texts: Texts) -> Component:
    """Return a button for each region, and a list of their parts."""
    large = [region for region in regions() if not region.parent]
    made: list[Component] = [
        html.Button(name(r.m49, texts), **_view(r), **aria(pressed="false")) for r in large
    ]
    first = html.Option(texts("zoom.parts"), value="")
    groups = [html.Optgroup(_parts(r, texts), label=name(r.m49, texts)) for r in large]
    parts = html.Select([first, *groups], **data(parts=""), **aria(label=texts("zoom.parts")))
    choose = html.Button(texts("zoom.choose"), hidden=True, **data(members=""))
    label = aria(label=texts("zoom.regions"))
    joined = html.Div(made, className="joined")
    return html.Div([joined, parts, choose], role="group", className="regions", **label)


def name(m49: str, texts: Texts) -> str:
    """Return the name of a region, the United Nations' where CLDR's is another."""
    if f"region.{m49}" in texts.strings:
        return texts(f"region.{m49}")
    return iso.region(m49, texts.language)


def _parts(region: Region, texts: Texts) -> list[Component]:
    parts = [part for part in regions() if part.parent == region.m49]
    return [html.Option(name(part.m49, texts), value=part.m49, **_view(part)) for part in parts]


def _view(region: Region) -> dict[str, Any]:
    place = data(lon=f"{region.lon:g}", lat=f"{region.lat:g}", scale=f"{region.scale:g}")
    return place | data(countries=",".join(region.countries))


def _named(step: str, texts: Texts) -> dict[str, Any]:
    return aria(label=texts(f"zoom.{step}"))
