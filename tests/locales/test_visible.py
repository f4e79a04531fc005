"""No visible words in the code: they stand in the files of strings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.settings import ROOT

ROOMS = ("views", "web")
# The API is described to programmers, in English as its parameters are, and so is its code.
DESCRIBED = {"api.py", "models.py", "reference.py"}
# Arguments and keys whose text a person sees or hears.
SHOWN = {
    *("children", "title", "label", "description", "placeholder", "alt", "summary", "content"),
    *("text", "ticktext", "hovertext", "hovertemplate", "texttemplate", "annotation_text"),
    *("roledescription", "valuetext"),
}
COMPONENTS = re.compile(r"(html|dmc|dcc)\.[A-Z]\w*")
# Our own functions that take something to show as their first argument.
SHOWING = {"link", "HTMLResponse", "PlainTextResponse"}
_PLACE = re.compile(r"%?\{[^{}]*\}")
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]")


def parts(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an expression can put on the page, ``{}`` for what is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            yield "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in values)
        case ast.List(elts=several) | ast.Tuple(elts=several) | ast.BoolOp(values=several):
            for one in several:
                yield from parts(one)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from parts(one)
            yield from parts(other)
        case ast.Starred(value=value):
            yield from parts(value)


def shown(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions that a piece of code puts on the page."""
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        if node.args and (COMPONENTS.fullmatch(name) or name in SHOWING):
            yield node.args[0]
        yield from (k.value for k in node.keywords if k.arg in SHOWN)
    elif isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        yield from (v for k, v in pairs if isinstance(k, ast.Constant) and k.value in SHOWN)
    elif isinstance(node, ast.Constant | ast.JoinedStr):
        yield from ([node] if any(_TAG.search(text) for text in parts(node)) else [])


def visible_words(source: str) -> list[str]:
    """Return the texts with words that a module shows without asking the files of strings."""
    tree = ast.parse(source)
    within = {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values}
    texts = {
        text: None
        for node in ast.walk(tree)
        if id(node) not in within
        for expression in shown(node)
        for text in parts(expression)
    }
    return [text for text in texts if _WORD.search(_TAG.sub(" ", _PLACE.sub("", text)))]


@pytest.mark.parametrize(
    "path",
    [
        path
        for room in ROOMS
        for path in sorted((ROOT / "dashboard" / room).glob("*.py"))
        if path.name not in DESCRIBED
    ],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_a_module_shows_no_words_of_its_own(path: Path) -> None:
    assert visible_words(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('html.P("Hello")', ["Hello"]),
        ('html.P(["Hello", html.B("you")])', ["Hello", "you"]),
        ('html.P(children="Hello")', ["Hello"]),
        ('html.P(texts("a") or "Hello")', ["Hello"]),
        ('html.P("Hello" if late else texts("a"))', ["Hello"]),
        ('html.P(texts("a") + " and " + name)', [" and "]),
        ('html.P(f"{number} articles")', ["{} articles"]),
        ('html.Img(alt="Map")', ["Map"]),
        ('html.A(name, title="Open")', ["Open"]),
        ('aria(label="Map")', ["Map"]),
        ('dmc.TextInput(label="From")', ["From"]),
        ('link("Clear", view)', ["Clear"]),
        ('go.Bar(hovertemplate="%{y} articles<extra></extra>")', ["%{y} articles<extra></extra>"]),
        ('{"title": {"text": "Articles"}}', ["Articles"]),
        ('page = f"<h1>{title}</h1><p>Lost</p>"', ["<h1>{}</h1><p>Lost</p>"]),
        ('html.P([*more, "Été"])', ["Été"]),
        ('html.P("4,778 – ×")', []),
        ('html.P(texts("list.title"), className="lead", id="list")', []),
        ("page = f\"<h1 class='big'>{title}</h1>\"", []),
        ('go.Bar(hovertemplate="<b>%{customdata[0]}</b><extra></extra>")', []),
        ('aria(hidden="true")', []),
        ('"""A docstring about html."""', []),
    ],
)
def test_words_in_code_are_found(source: str, found: list[str]) -> None:
    assert visible_words(source) == found


def words_of_template(source: str) -> str:
    """Return what a template shows beside what is filled in."""
    return " ".join(_TAG.sub(" ", re.sub(r"\{[{%].*?[}%]\}", "", source, flags=re.DOTALL)).split())


@pytest.mark.parametrize(
    "path", sorted((ROOT / "dashboard" / "web" / "templates").glob("*.html")), ids=lambda p: p.name
)
def test_a_template_shows_no_words_of_its_own(path: Path) -> None:
    assert not _WORD.search(words_of_template(path.read_text("utf-8")))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<p class="a">{{ texts("x") }} · Hello</p>', "· Hello"),
        ('{% if a %}<b title="{{ b }}">{{ c }}</b>{% endif %}', ""),
    ],
)
def test_words_in_templates_are_found(source: str, found: str) -> None:
    assert words_of_template(source) == found
