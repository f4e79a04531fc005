"""Components written as HTML: every text and attribute stays what it is."""

from html.parser import HTMLParser
from typing import Any

import pytest
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from dashboard.views.markup import aria, element, written
from tests.articles.strategies import ANY_TEXT


class Read(HTMLParser):
    """Reads HTML back into (tag, attributes, text)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("component", "expected"),
    [
        (None, ""),
        ("a < b & c", "a &lt; b &amp; c"),
        (html.P(), "<p></p>"),
        (
            element("p", [html.B("x"), element("br"), "<"], lang="fr"),
            '<p lang="fr"><b>x</b><br>&lt;</p>',
        ),
        (html.P(["a", html.Br(), 3]), "<p>a<br>3</p>"),
        ([html.B("x"), html.I("y")], "<b>x</b><i>y</i>"),
        (html.A("x", href="?a=1&b=2", className="c"), '<a class="c" href="?a=1&amp;b=2">x</a>'),
        (html.Div(tabIndex=-1, hidden=True), '<div hidden tabindex="-1"></div>'),
        (html.Div(hidden=False), "<div></div>"),
        (html.Div(**aria(label="it's")), '<div aria-label="it&#x27;s"></div>'),
        (html.Time("x", dateTime="2015-11-17"), '<time datetime="2015-11-17">x</time>'),
    ],
)
def test_components_are_written_as_html(component: Any, expected: str) -> None:
    assert written(component) == expected


@given(ANY_TEXT, ANY_TEXT)
def test_no_text_becomes_markup(text: str, title: str) -> None:
    text, title = (value.replace("\r", "").replace("\0", "") for value in (text, title))
    found = Read(written(html.P(text, title=title)))
    assert (found.tags, found.text) == ([("p", {"title": title})], text)


def test_what_is_not_html_is_refused() -> None:
    with pytest.raises(TypeError, match="Store"):
        written(html.P(dcc.Store(id="x")))


@given(st.lists(ANY_TEXT, max_size=3))
def test_texts_follow_one_another(texts: list[str]) -> None:
    assert written(texts) == "".join(map(written, texts))
