"""A page as the lines a person sees, whether it was saved as HTML or copied as text."""

import re
from dataclasses import dataclass
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dashboard.errors import SourceError
from dashboard.sources.address import web_address
from dashboard.sources.characters import LINE_END, seen
from dashboard.sources.source import Source

_WRAP = re.compile(r" *[\t\r\n\f]\s*")
_MARKUP = re.compile(
    r"\A\s*<[!?a-z]|<(?:!doctype|html|body)\b|</(?:p|div|li|td|h[1-6]|span)\s*>", re.IGNORECASE
)

# As HTML has it; browsers part lines at all of these.
_BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details div dl dt fieldset "  # noqa: SIM905
    "figcaption figure form h1 h2 h3 h4 h5 h6 header hr legend li main ol p pre section summary "
    "table tbody td tfoot th thead tr ul".split()
)
_DROPPED = frozenset(
    "head script style template noscript svg iframe select textarea nav footer -comment".split()  # noqa: SIM905
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What browsers write at the top of a page they save, before its length in characters.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_SAVED_FROM_WITHIN = 4096
_BASES = (
    ("base[href]", "href"),
    ("link[rel=canonical]", "href"),
    ("meta[property='og:url']", "content"),
)
_RELATIVE = re.compile(r"(?!#)(?![a-z][a-z0-9+.-]*:)\S", re.IGNORECASE)
# Elements that stay open until they are closed; the parser needs quadratic time for their depth.
_NESTING = re.compile(
    r"<(/?)(?:a|article|b|div|font|i|section|span|strong|table|ul)\b", re.IGNORECASE
)
_DEEPEST = 5000


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank.

    Attributes:
        text: stripped; all kinds of space are plain ones, runs of them stay.
        gap: number of blank lines before it, 0 where markup parts the lines.
        level: 1 to 6 in a heading, else 0.
        is_link: whether a link is in it.
        href: absolute http or https address of its link with the longest text, or empty; a relative
            one as written where the page does not tell what it starts from.
    """

    text: str
    gap: int = 0
    level: int = 0
    is_link: bool = False
    href: str = ""


def read(source: Source) -> list[Line]:
    """Return the lines of a page, HTML or not.

    Raises:
        SourceError: the page nests elements thousands deep.
    """
    if not _MARKUP.search(source.text):
        return split(source.text)
    if is_deep(source.text):
        raise SourceError(source.name, f"elements nest more than {_DEEPEST} deep")
    return render(source.text, source.base)


def split(text: str) -> list[Line]:
    """Return the lines of plain text."""
    lines: list[Line] = []
    gap = 0
    for raw in LINE_END.split(text):
        line = seen(raw).strip()
        if line:
            lines.append(Line(line, gap))
        gap = 0 if line else gap + 1
    return lines


def render(html: str, address: str = "") -> list[Line]:
    """Return the lines of HTML: block elements and ``<br>`` part them, inline ones do not.

    Args:
        html: a page or a part of one.
        address: it came from, where relative links start if the page has no ``<base>``; may be
            empty.
    """
    parser = LexborHTMLParser(html)
    page = _Page(_base(parser, address or _saved_from(html)))
    if parser.root is not None:
        page.write(parser.root)
    return page.lines


def is_deep(html: str) -> bool:
    """Whether elements nest so deep that the parser would need minutes."""
    steps = (-1 if found[1] else 1 for found in _NESTING.finditer(html))
    return max(accumulate(steps), default=0) > _DEEPEST


def _saved_from(html: str) -> str:
    found = _SAVED_FROM.search(html, 0, _SAVED_FROM_WITHIN)
    return web_address(found[1]) if found else ""


def _base(parser: LexborHTMLParser, address: str) -> str:
    """Return the address that relative links start from, empty when nothing tells."""
    told = (_told(parser, selector, name, address) for selector, name in _BASES)
    based, *others = told
    return based or address or next(filter(None, others), "")


def _told(parser: LexborHTMLParser, selector: str, name: str, address: str) -> str:
    found = parser.css_first(selector)
    return web_address(found.attributes.get(name) or "", address) if found is not None else ""


def _whole(href: str, base: str) -> str:
    """Return the address of a link; one that nothing makes whole as written, so that it is told."""
    address = web_address(href, base)
    return address or (href.strip() if not base and _RELATIVE.match(href.strip()) else "")


class _Page:
    """The lines written so far and the one being written."""

    def __init__(self, base: str) -> None:
        self.lines: list[Line] = []
        self._base = base
        self._parts: list[str] = []
        self._gap = self._level = self._heading = self._pre = self._longest = 0
        self._in_link = self._is_link = False
        self._href = self._anchor = ""

    def write(self, root: LexborNode) -> None:
        """Write the lines of a node; without recursion, as pages may nest deeper than Python."""
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        while stack:
            node, entered = stack.pop()
            if entered:
                self._leave(node.tag or "")
            elif node.tag == "-text":
                self._text(node.text_content or "")
            elif node.tag not in _DROPPED:
                self._enter(node)
                stack.append((node, True))
                stack.extend((child, False) for child in reversed([*node.iter(include_text=True)]))
        self._end_line()

    def _enter(self, node: LexborNode) -> None:
        if node.tag in _BLOCKS:
            self._end_line()
        if node.tag == "a":
            self._in_link = "href" in node.attributes
            self._anchor = _whole(node.attributes.get("href") or "", self._base)
        self._heading = _HEADINGS.get(node.tag or "", self._heading)
        self._pre += node.tag == "pre"

    def _leave(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line()
        if tag == "a":
            self._in_link = False
            self._anchor = ""
        if tag in _HEADINGS:
            self._heading = 0
        self._pre -= tag == "pre"

    def _text(self, text: str) -> None:
        first, *more = LINE_END.split(text) if self._pre else [_WRAP.sub(" ", text)]
        self._add(first)
        for part in more:
            self._end_line(counted=True)
            self._add(part)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        if text.strip():
            if self._anchor and len(text.strip()) > self._longest:
                self._href, self._longest = self._anchor, len(text.strip())
            self._is_link = self._is_link or self._in_link
            self._level = self._level or self._heading

    def _end_line(self, *, counted: bool = False) -> None:
        text = seen("".join(self._parts)).strip()
        if text:
            line = Line(text, self._gap, self._level, self._is_link, self._href)
            self.lines.append(line)
            self._gap = self._level = self._longest = 0
            self._is_link, self._href = False, ""
        elif counted:
            self._gap += 1
        self._parts.clear()
