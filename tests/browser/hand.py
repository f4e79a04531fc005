"""What a hand does on the page: go to a place on the map, drag over months, read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

BRAZIL, AUSTRALIA, OCEAN = (-53.0, -10.0), (134.0, -25.0), (-30.0, 5.0)
KASHMIR = (75.5, 34.5)

_POINTING_MS = 500
_TRIES, _PAUSE_MS = 600, 50
_PROJECT = """(place) => {
    const graph = document.querySelector('#map .js-plotly-plot');
    const [x, y] = graph._fullLayout.geo._subplot.projection(place);
    const box = graph.getBoundingClientRect();
    return [box.x + x, box.y + y];
}"""

_PLACE = """(code) => {
    const graph = document.querySelector('#map .js-plotly-plot');
    const drawn = (meta) => graph.calcdata.find(([first]) => first.trace.meta === meta);
    const points = drawn('points');
    const place = points[0].trace.ids.indexOf(code);
    return place < 0 ? drawn('areas').find(({ loc }) => loc === code).ct : points[place].lonlat;
}"""


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true; Playwright's own way breaks the page's policy (eval)."""
    for _ in range(_TRIES):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(_PAUSE_MS)
    raise AssertionError(f"never true: {expression}")


def ready(page: Page) -> None:
    """Wait until every view is there and the map has drawn its countries."""
    until(page, "() => Boolean(window.defenders && defenders.view && defenders.view())")
    expect(page.locator("#head")).not_to_be_empty()
    page.locator("#map .choroplethlayer path").nth(200).wait_for(state="attached")


def visit(page: Page, url: str) -> None:
    """Open an address and wait for it."""
    page.goto(url)
    ready(page)


def go(page: Page, search: str) -> None:
    """Go to a view from the page that is open, as its links do: sooner than opening it anew."""
    page.evaluate("(search) => defenders.navigate(search)", search)
    settled(page)


@contextmanager
def left(page: Page) -> Iterator[None]:
    """Leave the page at the end, before its server stops: it would ask in vain."""
    yield
    page.goto("about:blank")


def settled(page: Page) -> None:
    """Wait until everything that is shown is what the server answered to the address."""
    page.evaluate(
        """async () => {
            const isSettled = (view) => view && view.settled
                && view.answer.search === location.search && view.answer.query === view.query;
            while (!isSettled(defenders.view())) await new Promise((go) => setTimeout(go, 20));
        }"""
    )


def at(page: Page, place: Sequence[float]) -> tuple[float, float]:
    """Return where a longitude and latitude is on the screen."""
    x, y = page.evaluate(_PROJECT, list(place))
    return x, y


def place_of(page: Page, code: str) -> tuple[float, float]:
    """Return the longitude and latitude of a country: of its point if it is a small one."""
    lon, lat = page.evaluate(_PLACE, code)
    return lon, lat


def click(page: Page, place: Sequence[float], *, empty: bool = False) -> None:
    """Point at a place on the map until its name shows, and click; ``empty``: no name will."""
    page.mouse.move(*at(page, place))
    if empty:
        page.wait_for_timeout(_POINTING_MS)
    else:
        page.locator("#country-tip").wait_for()
    page.mouse.down()
    page.mouse.up()


def drag_months(page: Page, start: float, end: float, *, drop: bool = True) -> None:
    """Drag over the timeline between two parts of its width, 0 to 1."""
    page.locator("#timeline .plot").scroll_into_view_if_needed()
    box = page.locator("#timeline .plot").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * start, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * end, middle + 2, steps=10)
    if drop:
        page.mouse.up()


def query(page: Page) -> dict[str, str]:
    """Return the parameters in the address bar."""
    return {key: values[-1] for key, values in parse_qs(urlsplit(page.url).query).items()}


def head(page: Page) -> str:
    """Return the line that says what is shown."""
    return page.locator("#head").inner_text()
