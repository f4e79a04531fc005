"""Text as it is kept: characters, HTML, lengths."""

import html

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources.characters import seen
from dashboard.sources.text import bounded, is_html, line, paragraphs, plain
from tests.articles.strategies import ANY_TEXT

PIECES = st.sampled_from(
    [
        *("<", ">", "</", "&", ";", "&amp;", "&lt;", "&gt;", "lt;", "#60;", "&#x3c;", "&nbsp;"),
        *("<p>", "</p>", "<br/>", "<b>", "<script>", "</script>", "<!--", "-->", "<![CDATA["),
        *("]]>", "<svg onload=x>", "<a href='", "'>", '"', "<textarea>", "<title>", "<plaintext>"),
        *("\u200b", "\u200d", "\ufe0f", "\u202e", "\xa0", "\n", "\n\n", " ", "a", "É", "\ud800"),
        *("<x", "<math>", "<li>", "<template>", "<select>", "<iframe>", "<xmp>", "</", "<?", "<!"),
    ]
)
MARKUP = st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join) | ANY_TEXT


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Côte d’Ivoire", "Côte d’Ivoire"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("gnp\u202e.exe\u2066x\u2069", "gnp.exex"),
        ("نص\u200f (1) \u061c\u200eok", "نص\u200f (1) \u061c\u200eok"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Rapport\xa0n°\u202f5\u3000人", "Rapport n° 5 人"),
        ("defen\xadder\u200bs\u2060\ufeff", "defenders"),
        ("half \ud83d, whole 😀", "half , whole 😀"),
        ("no \uffff\U0001fffe\ufdd0character", "no character"),
        ("tag\U000e0041\U000e007fs", "tags"),
        ("❤\ufe0f 1\ufe0f\u20e3 葛\U000e0100", "❤\ufe0f 1\ufe0f\u20e3 葛\U000e0100"),
        ("❤\ufe0f\ufe01\ufe02\U000e0101", "❤\ufe0f"),
        ("w\ufe01o\U000e0123r\u200b\ufe0fd", "word"),
        ("👩\u200d⚕\ufe0f", "👩\u200d⚕\ufe0f"),
        ("\u200f\u200d \u2800\u3164", ""),
        ("\U000e0041", ""),
    ],
)
def test_characters_that_stay(text: str, kept: str) -> None:
    assert seen(text) == kept


@pytest.mark.parametrize(
    ("text", "one", "several"),
    [
        ("  A\ttitle  ", "A title", "A title"),
        ("A\r\nB\u2028C\u2029D\x85E", "A B C D E", "A\nB\nC\nD\nE"),
        ("A\n \n\n\nB\n", "A     B", "A\n\nB"),
        ("\n\u200b\n", "", ""),
    ],
)
def test_lines(text: str, one: str, several: str) -> None:
    assert (line(text), paragraphs(text)) == (one, several)


WRITE_TO = "Write to < jane@example.org> or < https://a.example/?x=1>"
HTML = [
    ("<p>x</p>", "x"),
    ("Tom &amp; Jerry", "Tom & Jerry"),
    ("<br/>", ""),
    ("A<br>B<BR />C", "A\nB\nC"),
    ("<p>One</p><p>Two <b>bold</b></p>", "One\nTwo bold"),
    ("<ul><li>One<li>Two</ul>after", "One\nTwo\nafter"),
    ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
    ("Be<!-- not this -->fore<script>run()</script><style>p{}</style>", "Before"),
    ("<template><p>no</p></template>yes", "yes"),
    ('<img src="x.png" alt="A flag" onerror="run()">Kenya', "Kenya"),
    ('See <a href="http://x.org/?a=1&amp;b=2">there</a>', "See there"),
    ("Cut in the middle <a href='http://x", "Cut in the middle"),
    (
        "R&eacute;publique d&#233;mocratique &#x26; d&#146;Ivoire",
        "République démocratique & d’Ivoire",
    ),
    ("&nbsp;a&nbsp;&zwnj;b&shy;c", "a \u200cbc"),
    ("First &amp; line\nSecond\n\nThird", "First & line\nSecond\n\nThird"),
    ("<b>First</b>\nstill first\n\nSecond", "First still first\nSecond"),
    ("&lt;p&gt;Escaped &amp;amp; again&lt;/p&gt;", "Escaped & again"),
    ("&lt;p&gt;Tom &amp;amp;amp; &amp;amp;nbsp;Jerry", "Tom &  Jerry"),
    ("<p>5 &lt; 6 and a &lt; b</p>", "5 < 6 and a < b"),
    ("<![CDATA[<p>Inside</p>]]>", "Inside"),
    ("Word <o:p></o:p>leaves", "Word leaves"),
    ("<p>AT&T &copy 2015</p>", "AT&T © 2015"),
    ("<p>if a<b then</p>", "if a< b then"),
    ("<p>if a<b</p>, or x<y and <i>z</i>", "if a< b\n, or x< y and z"),
    ("<p>if a<b and c>d</p>", "if a< b and c>d"),
    ("<p>Write to <jane@example.org> or <https://a.example/?x=1>", WRITE_TO),
    ("<p>a<!b and c<?5</p>", "a< !b and c< ?5"),
    ("<p>x<td nowrap>y<option selected value=3>z<br\n/></p>", "xyz"),
    ("<?xml version='1.0'?><!DOCTYPE html><p>x <a\nhref=/y>z</a>", "x z"),
    ("<p>x<img alt='a <b c' src=y>z<foo>!</foo>", "xz!"),
]
NO_HTML = [
    "",
    "a < b and c > d",
    "a<b and c>d",
    "AT&T",
    "Q&A; R&D; M&Ms;",
    "x <3 y",
    "?a=1&copy=2",
    "5 > 4 & 3 < 4",
    "“quoted” – text",
    "-> see below <-",
    "&;",
    "[b]bold[/b]",
]


@pytest.mark.parametrize(("text", "read"), HTML)
def test_html_is_read(text: str, read: str) -> None:
    assert is_html(text)
    assert plain(text) == read


@pytest.mark.parametrize("text", NO_HTML)
def test_other_text_stays(text: str) -> None:
    assert not is_html(text)
    assert html.unescape(plain(text)).replace("< ", "<") == html.unescape(text).replace("< ", "<")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Write to <jane@example.org>", "Write to < jane@example.org>"),
        ("&lt;<script>x</script>img src=x>", ""),
        ("<\u200bscript>", ""),
        ("<scr<script></script>ipt>alert(1)", "< script>alert(1)"),
        ("<script", "< script"),
        ("<ScRiPt>run()</sCrIpT >", ""),
    ],
)
def test_nothing_opens_a_tag(text: str, read: str) -> None:
    assert plain(text) == read


def test_deep_nesting_and_repeated_escapes_end() -> None:
    assert plain("<div>" * 50_000 + "x") == "x"
    assert plain("&" + "amp;" * 100_000 + "lt;p>").endswith("lt;p>")
    assert plain("<![CDATA[" * 50_000) == ""
    for part in ("<a ", "<a b ", "<a@", "<a:", "<a."):
        assert plain("<p>x</p>" + part * 50_000).startswith("x")
    assert plain("<p>x</p><" + "a@" * 100_000 + " b" * 100_000).startswith("x")


@given(MARKUP)
def test_a_browser_finds_no_tag_in_plain_text(text: str) -> None:
    read = plain(text)
    assert html.unescape(nh3.clean(read, tags=set())) == html.unescape(read)


@given(MARKUP)
def test_what_is_kept_stays(text: str) -> None:
    assert seen(seen(text)) == seen(text)
    assert line(line(text)) == line(text)
    assert paragraphs(paragraphs(text)) == paragraphs(text)
    assert plain(plain(text)) == plain(text)
    assert "\n" not in line(text)


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("", 1, None),
        ("exactly ten", 11, None),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two, three", 10, "one two…"),
        ("first\nsecond", 9, "first…"),
        ("人权捍卫者", 4, "人权捍…"),
        ("x" * 50, 45, "x" * 44 + "…"),
        ("y " + "x" * 80, 60, "y " + "x" * 57 + "…"),
        ("e\u0301" * 30, 50, "e\u0301" * 24 + "…"),
        ("👩\u200d⚕", 2, "…"),
    ],
)
def test_bounded(text: str, limit: int, cut: str | None) -> None:
    assert bounded(text, limit) == cut


@given(ANY_TEXT, st.integers(1, 40))
def test_bounded_holds_the_bound(text: str, limit: int) -> None:
    cut = bounded(text, limit)
    assert (cut is None) == (len(text) <= limit)
    assert cut is None or (len(cut) <= limit and text.startswith(cut[:-1]) and cut[-1] == "…")
