"""Text of a source as it is kept: plain, and safe in a terminal, a page and beside other text.

A field goes through :func:`dashboard.sources.mojibake.repaired`, which needs the characters that
the others remove, then :func:`plain`, then :func:`line` or :func:`paragraphs`, then
:func:`bounded`.
"""

import html
import re
import unicodedata
from html.entities import html5

from dashboard.sources import lines
from dashboard.sources.characters import LINE_END, seen
from dashboard.sources.mojibake import repaired

NAME_LIMIT = 200
TITLE_LIMIT = 500
SUMMARY_LIMIT = 20_000
_ELLIPSIS = "…"
_NO_WORD = 40

# Elements of the HTML standard, those it calls obsolete, and what Word writes.
_NAMES = (
    "a|abbr|acronym|address|area|article|aside|audio|b|base|basefont|bdi|bdo|big|blink|blockquote"
    "|body|br|button|canvas|caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn"
    "|dialog|dir|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset"
    "|h[1-6]|head|header|hgroup|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map"
    "|mark|marquee|math|menu|meta|meter|nav|nobr|noembed|noframes|noscript|object|ol|optgroup"
    "|option|output|p|param|picture|plaintext|pre|progress|q|rb|rp|rt|ruby|s|samp|script|search"
    "|section|select|slot|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td"
    "|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr|xmp"
    "|(?:o|v|w|m|st1|fb):[a-z]+"
)
# "<b and c>" is what someone writes of numbers, so an attribute has to have a value.
_TAG = re.compile(
    rf"<!--|<!doctype\s|<!\[cdata\[|</(?:{_NAMES})\s*>|<(?:{_NAMES})(?:\s*/?>|\s+[a-z][\w:-]*=\S)",
    re.IGNORECASE,
)
_FLAGS = (
    "allowfullscreen|async|autoplay|checked|compact|controls|default|defer|disabled|download|hidden"
    "|inert|ismap|itemscope|loop|multiple|muted|nohref|noshade|novalidate|nowrap|open|playsinline"
    "|readonly|required|reversed|selected|data-[\\w-]+"
)
# What a browser takes for markup beside other markup, and no one wrote as such: it meets the next
# tag before its own end; it is words, or an address of the web or of e-mail, between brackets.
_NO_TAG = re.compile(
    r"<(?=[a-z][^<>=]*+<"
    rf"|(?!(?:{_NAMES})(?:\s+(?:{_FLAGS}))+\s*/?>)[a-z][\w.-]*+(?:\s++[^\s<>=\"'/]++)++\s*>"
    r"|[a-z](?:[^\s<>=\"'@:]|:(?!//))*+(?:@|://)[^\s<>]*+>"
    r"|!(?!--|doctype|\[)|\?(?![a-z]))",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|([a-z][a-z0-9]{1,31}));", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_ANY_TAG = re.compile(r"<[^<>]*>")
# Where a browser would begin to read a tag.
_OPENING = re.compile(r"<(?=[a-z/!?])", re.IGNORECASE)
_PASSES = 8


def line(text: str) -> str:
    """Return text as one line, stripped; runs of spaces stay."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return seen(LINE_END.sub(" ", text)).strip()


def paragraphs(text: str) -> str:
    """Return text as lines parted by ``\\n``, at most one of them blank in a row."""
    if text.isascii() and text.isprintable():
        return text.strip()
    stripped = (line(part) for part in LINE_END.split(text))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(stripped)).strip()


def bounded(text: str, limit: int) -> str | None:
    """Return text cut to at most ``limit`` characters, None when it is no longer than that.

    It is cut after a word, or after a character where no word ends near, and ends with ``…``.
    Whoever keeps the cut text has to tell the person whose text it was.
    """
    if len(text) <= limit:
        return None
    kept = text[: limit - 1]
    if not text[limit - 1].isspace():
        words = kept[: max(kept.rfind(" "), kept.rfind("\n")) + 1].rstrip()
        kept = (
            words if words and len(kept) - len(words) <= _NO_WORD else _whole(kept, text[limit - 1])
        )
    return kept.rstrip(" \n,;:-–—") + _ELLIPSIS


def is_html(text: str) -> bool:
    """Whether text is HTML beyond doubt: it has a tag, a comment or a complete entity.

    >>> is_html("Tom &amp; Jerry"), is_html("<br/>"), is_html("a < b and c > d, AT&T")
    (True, True, False)
    """
    return ("<" in text and _TAG.search(text) is not None) or (
        "&" in text and any(map(_is_entity, _ENTITY.finditer(text)))
    )


def label(text: str) -> str:
    """Return a name as one line of plain text, repaired."""
    text = repaired(text)
    return line(plain(text) if is_html(text) else text)


def plain(text: str) -> str:
    """Return the text a reader of HTML sees, as :func:`paragraphs` has it.

    Block elements, list items and ``<br>`` end lines; scripts, styles, templates, comments and
    pictures are gone. A blank line ends a line as well, as in exports of WordPress. Text that is
    no HTML stays, so does each line of a text whose only HTML is entities. What is HTML still
    after that had been escaped more than once and is read again. No ``<`` is left that a browser
    would take for the begin of a tag: a space follows it.
    """
    for _ in range(_PASSES):
        text = seen(text)
        if not is_html(text):
            break
        text = _rendered(text) if _TAG.search(text) else _ENTITY.sub(_decoded, text)
    return paragraphs(_OPENING.sub("< ", seen(text)))


def _whole(kept: str, following: str) -> str:
    """Return kept without the last character if the following one belongs to it."""
    while kept and (unicodedata.combining(following) or following in "\u200d\ufe0e\ufe0f"):
        kept, following = kept[:-1], kept[-1]
    return kept


def _rendered(text: str) -> str:
    text = _BLANK_LINES.sub("<br>", _NO_TAG.sub("&lt; ", _CDATA.sub("", text)))
    if lines.is_deep(text):
        return _ANY_TAG.sub("\n", text)
    return "\n".join(found.text for found in lines.render(text))


def _is_entity(found: re.Match[str]) -> bool:
    return found[1] is None or f"{found[1]};" in html5


def _decoded(found: re.Match[str]) -> str:
    return html.unescape(found[0]) if _is_entity(found) else found[0]
