"""The listing page: fixtures, the pages beside the checkout, and pages made up at random."""

import csv
import html
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources import listing
from dashboard.sources.intake import Defaults
from dashboard.sources.row import Note, Record, Row
from dashboard.sources.source import Source
from tests.sources.planned import Plan, plan, plan_source

FIXTURES = Path(__file__).parent / "fixtures"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "listing"
TODAY = date(2025, 1, 1)


def intake(page: str | bytes) -> Plan:
    data = page.encode() if isinstance(page, str) else page
    return plan_source(Source("page", data), Defaults(), TODAY)


def entries(page: str) -> list[Record]:
    return list(listing.read(Source("page", page.encode())))


def rows(page: str) -> list[Row]:
    return [row for row in entries(page) if isinstance(row, Row)]


def content(found: Plan) -> object:
    articles = [(a.title, a.date, a.category, a.topics, a.countries) for a in found.articles]
    return articles, [reject.number for reject in found.rejects]


def in_paragraphs(page: str) -> str:
    lines = "".join(f"<p>{html.escape(line)}</p>\n" for line in page.splitlines() if line.strip())
    return f"<!doctype html><html><body>\n{lines}</body></html>"


CHANGES: dict[str, Callable[[str], str]] = {
    "as it is": lambda page: page,
    "CRLF": lambda page: page.replace("\n", "\r\n"),
    "lone CR": lambda page: page.replace("\n", "\r"),
    "NBSP": lambda page: page.replace(" ", "\u00a0"),
    "tabs around bars": lambda page: re.sub(r" +\| +", "\t|\t", page),
    "spaces at line ends": lambda page: page.replace("\n", "  \t\n"),
    "no blank lines": lambda page: re.sub(r"\n+", "\n", page),
    "twice as many blank lines": lambda page: page.replace("\n\n", "\n\n\n\n"),
    "byte order mark": lambda page: "\ufeff" + page,
    "nothing after it": lambda page: page.rstrip("\n"),
    "HTML paragraphs": in_paragraphs,
    "HTML with breaks": lambda page: (
        "<html><body>" + html.escape(page).replace("\n", "<br>\n") + "</body></html>"
    ),
    "HTML with pre": lambda page: f"<html><body><pre>{html.escape(page)}</pre></body></html>",
}


def shared_pages() -> list[Path]:
    return sorted(SHARED.glob("*.txt"))


PAGES = [FIXTURES / "listing.txt", FIXTURES / "home.txt", *shared_pages()]


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_way_a_page_was_copied_changes_nothing(
    path: Path, change: Callable[[str], str]
) -> None:
    page = path.read_text(encoding="utf-8")
    assert content(intake(change(page))) == content(intake(page))


def test_pages_beside_the_checkout_give_what_is_expected(
    record_property: Callable[[str, object], None], capsys: pytest.CaptureFixture[str]
) -> None:
    pages = shared_pages()
    record_property("shared listing pages", len(pages))
    with capsys.disabled():
        print(f"\n{len(pages)} shared listing pages compared, {SHARED.exists()=}")
    expected = _expected(SHARED / "expected.csv") if pages else []
    found = []
    for page in pages:
        given_by_page = intake(page.read_bytes())
        assert given_by_page.rejects == ()
        assert not given_by_page.unknown_countries
        found += [
            (page.name, a.title, a.date.isoformat(), a.category, ", ".join(a.topics), a.countries)
            for a in given_by_page.articles
        ]
    assert found == expected


def _expected(path: Path) -> list[tuple[str, str, str, str, str, tuple[str, ...]]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (
                line["file"],
                line["title"],
                line["date"],
                line["category"],
                line["topics"],
                tuple(code for code in line["iso3"].split(";") if code),
            )
            for line in csv.DictReader(file)
        ]


def test_html_equals_the_text_of_the_same_page() -> None:
    text, markup = (intake((FIXTURES / name).read_bytes()) for name in ("home.txt", "home.html"))
    assert content(markup) == content(text)
    assert [a.summary for a in markup.articles] == [a.summary for a in text.articles]


META = [
    (
        "November 17, 2015  |   Economic, Social and Cultural Rights, Human Rights Defenders  |"
        "  Events",
        ("Economic, Social and Cultural Rights", "Human Rights Defenders"),
        "Events",
        (),
    ),
    (
        "June 15, 2018  |  Urgent Interventions  |  Korea, (South) Republic of",
        (),
        "Urgent Interventions",
        ("KOR",),
    ),
    (
        "May 1, 2018 | Statements | Congo, Democratic Republic, France",
        (),
        "Statements",
        ("COD", "FRA"),
    ),
    ("May 1, 2018 | Kenya | Statements", (), "Statements", ("KEN",)),
    ("May 1, 2018 | Statements | Torture", ("Torture",), "Statements", ()),
    ("May 1, 2018 | Kenya | Torture | Statements", ("Torture",), "Statements", ("KEN",)),
    ("May 1, 2018 | New Theme, Torture | Statements", ("New Theme", "Torture"), "Statements", ()),
    ("May 1, 2018 | Statements", (), "Statements", ()),
    ("May 1, 2018 | Kenya", (), "", ("KEN",)),
    ("May 1, 2018 | Podcasts", (), "Podcasts", ()),
    ("May 1, 2018 | Torture | Podcasts | Kenya", ("Torture",), "Podcasts", ("KEN",)),
    ("May 1, 2018 | New Theme | Podcasts | Atlantis", ("New Theme",), "Podcasts", ()),
    ("May 1, 2018 |  | STATEMENTS | ", (), "Statements", ()),
    ("1er mai 2018 | Déclarations | Sénégal", (), "Statements", ("SEN",)),
    ("Statements | Kenya | May 1, 2018", (), "Statements", ("KEN",)),
]


@pytest.mark.parametrize(("line", "topics", "category", "countries"), META)
def test_parts_between_bars(
    line: str, topics: tuple[str, ...], category: str, countries: tuple[str, ...]
) -> None:
    page = f"First\n\nMay 2, 2018 | Statements\n\nSample title\n\n{line}\n"
    _, article = intake(page).articles
    assert (article.title, article.topics, article.category, article.countries) == (
        "Sample title",
        topics,
        category,
        countries,
    )


@pytest.mark.parametrize(
    ("line", "category", "country"),
    [
        ("2015年09月17日 | 声明 | 中国", "声明", "CHN"),
        ("2015年9月17日｜Statements｜中国", "Statements", "CHN"),
        ("17 أيلول/سبتمبر 2015 | Statements | الصين", "Statements", "CHN"),
        ("quinta-feira, 17 de setembro de 2015 | Statements | China", "Statements", "CHN"),
        ("Thu, 09/17/2015 - 10:30 | Statements | China", "Statements", "CHN"),
    ],
)
def test_a_date_of_any_language(line: str, category: str, country: str) -> None:
    (article,) = intake(f"Sample title\n\n{line}\n").articles
    assert (article.date, article.category, article.countries) == (
        date(2015, 9, 17),
        category,
        (country,),
    )


REJECTS = [
    ("May 1, 2018 | Things | Stuff", "none of 'Things', 'Stuff' is a known category"),
    ("May 32, 2018 | Statements | Kenya", "is in no calendar"),
    ("Mayday 1, 2018 | Statements | Kenya", "is not understood"),
    ("Statements | Kenya", "no date"),
    ("May 1, 1918 | Statements", "is before 1945"),
    ("01/02/2018 | Statements", "is ambiguous"),
]


@pytest.mark.parametrize(("line", "reason"), REJECTS)
def test_a_line_that_gives_no_article_is_a_reject(line: str, reason: str) -> None:
    found = intake(f"First\n\nMay 2, 2018 | Statements\n\nSecond\n\n{line}\n")
    assert [article.title for article in found.articles] == ["First"]
    (reject,) = found.rejects
    assert reject.number == 2
    assert reason in reject.reason


@pytest.mark.parametrize(
    "line",
    [
        "Home | Statements | Events",
        "Home | About | Contact",
        "Sample Person | Sample Group",
        "|",
        "May 1, 2018",
    ],
)
def test_other_lines_with_bars_or_dates_stay_text(line: str) -> None:
    (article,) = intake(f"First\n\n{line}\n\nMay 2, 2018 | Statements\n").articles
    assert (article.title, article.summary) == ("First", line)


FURNITURE = [
    "Articles: 4778",
    "Articles: 46 - 60 out of 6770",
    "Articles : 46 – 60 sur 6 770",
    "Artículos: 46 - 60 de 6.770",
    "7 new",
    "7 nouveaux",
    "7 nuevos",
    "Show Map     RSS",
    "Hide map",
    "Afficher la carte",
    "Ocultar el mapa",
    "RSS",
    "loading form   loading ...",
    "Loading...",
    "« 1 2 3 … 40 Next »",
    "Human Rights Defenders news",
    "News on Torture",
    "News on the Rights of the Child",
    "Economic, Social and Cultural Rights news",
]


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_furniture_is_no_article_wherever_it_stands(line: str, gap: str) -> None:
    meta = "May 2, 2018 | Statements"
    page = gap.join([line, "First", meta, line, "Second", "Lead.", meta, line, meta, line, line])
    assert [(row.title, row.summary) for row in rows(page + "\n")] == [
        ("First", ""),
        ("Second", "Lead."),
        ("", ""),
    ]


TITLES = [
    "News on the trial of Sample Person",
    "7 new charges",
    "Articles: a reader",
    "RSS feeds of Sample Group",
    "Read more books: a campaign",
    "2015",
    "Loading bay blocked",
]


@pytest.mark.parametrize("title", TITLES)
def test_titles_that_look_like_furniture_are_titles(title: str) -> None:
    page = f"First\n\nMay 3, 2018 | Statements\n\n{title}\n\nLead.\n\nMay 2, 2018 | Statements\n"
    assert [row.title for row in rows(page)] == ["First", title]


def test_introduction_is_told_by_what_stands_under_it() -> None:
    meta = "May 2, 2018 | Statements"
    pages = {
        "read more": f"Head\nText. [Read more…]\nTitle\n{meta}\n",
        "gap": f"Head\n\nText.\n\n\nTitle\n\nLead.\n\nread more ...\n\n{meta}\n\nTitle\n\n{meta}\n",
        "topic": f"Torture\nTitle\n{meta}\n",
    }
    assert {name: rows(page)[0].title for name, page in pages.items()} == dict.fromkeys(
        pages, "Title"
    )


def test_a_head_on_no_known_topic_is_kept_in_the_summary() -> None:
    meta = "May 2, 2018 | Statements"
    page = f"First\n\n{meta}\n\nInvented section\n\n\nSecond\n\nLead.\n\n{meta}\n"
    assert [(row.title, row.summary) for row in rows(page)] == [
        ("First", ""),
        ("Second", "Invented section\n\nLead."),
    ]


def test_an_entry_that_lost_its_last_line_is_a_reject() -> None:
    meta = "May 2, 2018 | Statements"
    cut_off = "Kenya:  Sample Person moved\n\nLead."
    for page, number in (
        (f"First\n\n{meta}\n\n{cut_off}\n", 2),
        (f"First\n\n{meta}\n\nSecond\n\nLead.\n\nread more ...\n", 2),
        (f"First\n\n{meta}\n\n{cut_off}\n\nNews on Torture\n\nSecond\n\n{meta}\n", 2),
    ):
        (reject,) = intake(page).rejects
        assert (reject.number, "stands under" in reject.reason) == (number, True)


def told(
    country: str, day: int, under: str = "November {day}, 2015 | Statements | {country}"
) -> str:
    lines = [f"{country}: Defender arrested", f"A sentence on {country}.", under]
    return "\n\n".join(filter(None, lines)).format(day=day, country=country) + "\n\n"


@pytest.mark.parametrize("under", ["", "Novembre {day} 2015 Statements {country}"])
@pytest.mark.parametrize("order", ["Kenya Peru Uganda", "Peru Kenya Uganda", "Kenya Uganda Peru"])
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_an_entry_that_runs_on_into_the_next_is_a_reject(under: str, order: str, gap: str) -> None:
    days = {country: day for day, country in enumerate(order.split(), start=1)}
    parts = [told(name, day, *([under] if name == "Peru" else [])) for name, day in days.items()]
    found = intake("".join(parts).replace("\n\n", gap))
    assert {(a.title, a.summary, a.date.day, a.category, a.countries) for a in found.articles} == {
        (f"{name}: Defender arrested", f"A sentence on {name}.", days[name], "Statements", (code,))
        for name, code in (("Kenya", "KEN"), ("Uganda", "UGA"))
    }
    (reject,) = found.rejects
    assert reject.original["title"] == "Peru: Defender arrested"
    summary = f"A sentence on Peru.\n\n{under}".strip()
    assert reject.original["summary"] == summary.format(day=days["Peru"], country="Peru")


def test_each_of_several_lost_entries_is_a_reject() -> None:
    lost = [told(country, 1, "") for country in ("Peru", "Togo", "Chad")]
    for page in ("".join([told("Kenya", 1), *lost, told("Uganda", 2)]), "".join(lost * 2)):
        found = intake(page + told("Uganda", 3))
        assert [a.countries for a in found.articles][-1] == ("UGA",)
        titles = [reject.original["title"].partition(":")[0] for reject in found.rejects]
        assert titles == ["Peru", "Togo", "Chad"] * page.count("Peru: ")


SUMMARIES = [
    ("Kenya: Report", "Uganda: not asked", "Kenya"),
    ("Kenya and Uganda: Report", "Kenya: three cases\n\nUganda: two cases", "Kenya, Uganda"),
    ("Kenya: Report", "Kenya: three cases are told of.", "Kenya"),
    ("Kenya: Report", "Kenya: Report", "Kenya"),
    ("Kenya: Report", "Uganda: Police came. Nothing else is known.", "Uganda"),
    ("Report on East Africa", "Kenya: three cases\n\nUganda: two cases", "Kenya, Uganda"),
    ("Report", "Joint note: three cases", "Kenya"),
]


@pytest.mark.parametrize(("title", "summary", "countries"), SUMMARIES)
def test_countries_that_begin_a_line_of_a_summary(title: str, summary: str, countries: str) -> None:
    meta = f"May 2, 2018 | Statements | {countries}"
    found = intake(f"First\n\n{meta}\n\n{title}\n\n{summary}\n\n{meta}\n")
    assert (found.articles[1].title, found.articles[1].summary) == (title, summary)
    assert found.rejects == ()


def test_countries_tell_the_first_title_from_what_stands_above_it() -> None:
    found = intake("Our programme\n\n" + told("Kenya", 1) + told("Peru", 2))
    assert [(a.title, a.summary) for a in found.articles] == [
        (f"{country}: Defender arrested", f"A sentence on {country}.")
        for country in ("Kenya", "Peru")
    ]
    assert found.rejects == ()


def test_text_below_the_last_entry_is_no_article() -> None:
    page = "First\n\nMay 2, 2018 | Statements\n\nNews on Torture\n\nContact us\n"
    assert len(intake(page).articles) == 1
    assert intake(page).rejects == ()


PREFIXES = [
    ("Hong Kong:  Case of Sample Person", "", ("HKG",)),
    ("Myanmar (ex-Burma):  Case", "", ("MMR",)),
    ("Joint Statement: Case", "", ()),
    ("Kenya:  Case", " | Uganda", ("UGA",)),
    ("Joint note, Kenya: Case", "", ("KEN",)),
    ("Kenya and Uganda: Case", "", ("KEN", "UGA")),
    ("Kenya", "", ("KEN",)),
    ("Paris: Case", "", ()),
]


@pytest.mark.parametrize(("title", "stated", "countries"), PREFIXES)
def test_country_in_the_title(title: str, stated: str, countries: tuple[str, ...]) -> None:
    found = intake(f"{title}\n\nMay 2, 2018 | Statements{stated}\n")
    assert [(a.title, a.countries) for a in found.articles] == [(title, countries)]
    assert not found.unknown_countries


HEADINGS = {
    "titles are headings": "<h1>Head</h1><p>Text</p><h2>Part</h2>"
    + "<h3>Title</h3><p>Lead.</p><p>May 2, 2018 | Events</p>" * 2,
    "titles are links under heads": "<h1>Head</h1><p>Text</p><h2>Part</h2>"
    + "<p><a href='/x'>Title</a></p><p>Lead.</p><p>May 2, 2018 | Events</p>",
    "titles are plain": "<h1>Head</h1><h2>Part</h2>"
    + "<div>Title</div><p>Lead.</p><p>May 2, 2018 | Events</p>" * 3,
    "links around headings": "<div>Text</div>"
    + "<a href='/x'><h3>Title</h3></a>Lead.<div><i>May 2, 2018</i>|<i>Events</i></div>" * 2,
    "heads among titles": "<h2>Part</h2>"
    + "<h3>Title</h3>Lead.<p>May 2, 2018 | Events</p><h2>Part</h2>" * 3,
}


@pytest.mark.parametrize("page", HEADINGS.values(), ids=list(HEADINGS))
def test_headings_tell_titles_from_heads(page: str) -> None:
    found = {(row.title, row.summary, row.category) for row in rows(page)}
    assert found == {("Title", "Lead.", "Events")}


SAVED_FROM = "<!-- saved from url=(0026)https://a.example/en/list -->"
LINKS = [
    ("", "https://a.example/1", "https://a.example/1"),
    ("", "/1", "/1"),
    ("", "#1", ""),
    ("<base href='https://a.example/b/'>", "1", "https://a.example/b/1"),
    ("<link rel=canonical href='https://a.example/b/'>", "/1", "https://a.example/1"),
    ("<base href='/b/'><link rel=canonical href='https://a.example/'>", "1", "https://a.example/1"),
    ("", "javascript:alert(1)", ""),
    ("<base href='https://a.example/b/'>", "mailto:x@a.example", ""),
    ("", "http://[broken", ""),
    (f"<base href='/b/'>{SAVED_FROM}", "1", "https://a.example/b/1"),
    (f"{SAVED_FROM}<link rel=canonical href='https://b.example/'>", "1", "https://a.example/en/1"),
    ("<!-- saved from url=(0014)about:internet -->", "1", "1"),
]


@pytest.mark.parametrize(("head", "href", "url"), LINKS)
def test_links(head: str, href: str, url: str) -> None:
    page = f"<html><head>{head}</head><p><a href='{href}'>Title</a><p>May 2, 2018 | Events"
    assert [row.url for row in rows(page)] == [url]


def test_links_start_from_the_address_of_a_fetched_page() -> None:
    page = b"<p><a href=1>Title</a><p>May 2, 2018 | Events"
    (row,) = listing.read(Source("page", page, base="https://a.example/en/list"))
    assert isinstance(row, Row)
    assert row.url == "https://a.example/en/1"


def test_a_link_that_nothing_makes_whole_is_told() -> None:
    found = intake("<p><a href='/1'>Title</a><p>May 2, 2018 | Events")
    assert [article.url for article in found.articles] == [""]
    assert found.notes == ((1, "'/1' is no http or https address; left empty"),)


def test_deeply_nested_pages_are_refused_or_read_without_recursion() -> None:
    meta = "<p>Title</p><p>May 2, 2018 | Events</p>"
    assert [row.title for row in rows("<div>" * 4000 + meta)] == ["Title"]
    with pytest.raises(Exception, match="page: elements nest more than 5000 deep"):
        rows("<div>" * 6000 + meta)


Entry = tuple[str, list[str], date, list[str], str, list[str]]
WORDS = st.text("abcdefgéñлص人 ,?'-", min_size=1, max_size=40)
TITLE = WORDS.map(lambda words: f"T {words.strip()}9").map(str.strip)
DAYS = st.dates(date(1997, 1, 1), date(2024, 12, 31))
CATEGORIES = st.sampled_from(["Urgent Interventions", "Statements", "Reports and Publications"])
TOPICS = st.lists(
    st.sampled_from(["Human Rights Defenders", "Economic, Social and Cultural Rights", "Torture"]),
    unique=True,
)
COUNTRIES = st.lists(
    st.sampled_from(["Kenya", "Congo, Democratic Republic", "Korea, (South) Republic of"]),
    unique=True,
)
ENTRY = st.tuples(TITLE, st.lists(TITLE, max_size=2), DAYS, TOPICS, CATEGORIES, COUNTRIES)


@given(st.lists(ENTRY, min_size=1, max_size=5), st.sampled_from(sorted(CHANGES)))
def test_a_page_written_from_entries_reads_back(written: list[Entry], change: str) -> None:
    page = "Human rights defenders\n\n\nArticles: 12\n\n" + "\n\n".join(map(_render, written))
    found = rows(CHANGES[change](page))
    assert [
        (row.title, row.summary, row.date, row.topics, row.category, row.countries) for row in found
    ] == [
        (
            title,
            "\n\n".join(summary),
            _long(day),
            tuple(topics),
            category,
            (", ".join(countries),) if countries else (),
        )
        for title, summary, day, topics, category, countries in written
    ]


def _render(entry: Entry) -> str:
    title, summary, day, topics, category, countries = entry
    parts = [_long(day), ", ".join(topics), category, ", ".join(countries)]
    return "\n\n".join([title, *summary, "  |  ".join(part for part in parts if part)])


def _long(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


PIECES = st.sampled_from(
    [
        *("\n", "\r", "|", " ", "\x00", "&nbsp;", "<p>", "</div>", "<a href=x>", "<h2>", "<pre>"),
        *("May 1, 2018", "Statements", "Kenya", "Kenya:  X", "Torture", "[Read more…]"),
        *("read more ...", "News on Torture", "Articles: 5", "loading ..."),
    ]
)


@given(st.lists(PIECES | st.text(max_size=10), max_size=60))
def test_any_text_is_read_without_a_crash(pieces: list[str]) -> None:
    page = "".join(pieces)
    source = Source("page", page.encode("utf-8", "replace"))
    listing.detect(source)
    plan(listing.read(source), source="", today=TODAY)


ABOUT = ["Kenya", "Mali", "Chad"]
DATED = [f"November {day}, 2015 | Statements | {c}" for day, c in enumerate(ABOUT, 10)]
HEADING = '<h3><a href="https://example.org/{0}">Title {0}</a></h3>'
LINK = '<p><a href="https://example.org/{0}">Title {0}</a></p>'
SUMMARY, DATE = "<p>Summary of {0}.</p>", "<p>{1}</p>"
ORDERS = {
    "below": [HEADING, SUMMARY, DATE],
    "below links": [LINK, SUMMARY, DATE],
    "above": [DATE, HEADING, SUMMARY],
    "above links": [DATE, LINK, SUMMARY],
    "within": [HEADING, DATE, SUMMARY],
    "within links": [LINK, DATE, SUMMARY],
    "within, with read more": ["<h3>Title {0}</h3>", DATE, SUMMARY, "<p>[Read more]</p>"],
    "within, as text": ["<p>Title {0}</p>", DATE, SUMMARY],
}


@pytest.mark.parametrize("end", ["", "<h4>Contact</h4><p>Write to us.</p>"])
@pytest.mark.parametrize("parts", ORDERS.values(), ids=list(ORDERS))
def test_a_line_of_date_may_stand_anywhere_in_its_entry(parts: list[str], end: str) -> None:
    entry = "".join(parts)
    body = "".join(entry.format(n, dated) for n, dated in enumerate(DATED))
    found = entries(f"<html><body><h1>News</h1>{body}{end}</body></html>")
    assert [
        (r.title, r.summary, r.countries, r.date[9:11]) for r in found if isinstance(r, Row)
    ] == [
        (f"Title {n}", f"Summary of {n}.", (country,), str(10 + n))
        for n, country in enumerate(ABOUT)
    ]
    assert len(found) == len(ABOUT)


def test_a_page_whose_lines_of_date_may_be_above_their_titles_is_told() -> None:
    body = "\n\n".join(f"{dated}\n\nTitle {n}" for n, dated in enumerate(DATED))
    *_, note = entries(body)
    assert isinstance(note, Note)
    assert "stand above their titles" in note.text
    assert not any(isinstance(r, Note) for r in entries(f"Title\n\n{body}"))


LONE = "November 15, 2015"


@pytest.mark.parametrize("date", [LONE, f"{LONE} |", "15.11.2015"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_date_alone_ends_an_entry(date: str, place: int) -> None:
    dates = [f"{LONE} | Statements | Mali"] * 3
    dates[place] = date
    body = "".join(
        f'<li><a href="/{n}">Title {n}</a><div>Text {n}</div><div>{dated}</div></li>'
        for n, dated in enumerate(dates)
    )
    found = rows(f"<html><body><p>News</p><ul>{body}</ul></body></html>")
    assert [row.title for row in found] == ["Title 0", "Title 1", "Title 2"]
    assert [row.category for row in found].count("Statements") == 2
    assert found[place].countries == ()


def test_a_date_alone_in_the_head_of_a_page_ends_none() -> None:
    page = "Home\nNews\nFriday, November 20, 2015\nOne\n\nNovember 14, 2015 | Statements | Mali\n"
    assert [(row.title, row.summary) for row in rows(page)] == [("One", "")]


def test_sentences_in_no_entry_are_told() -> None:
    stray = "<p>What we ask for this week.</p>"
    entry = "<h3>Title {}</h3><p>{}</p>"
    first, second, third = (entry.format(n, dated) for n, dated in enumerate(DATED))
    found = entries(f"<html><body>{first}{second}{stray}{third}</body></html>")
    assert [r.text for r in found if isinstance(r, Note)] == [
        "'What we ask for this week.' stands above it and belongs to no entry; left out"
    ]


EVENT = "<h3>Title {0}</h3><p>5 May 2016</p><p>They meet.</p><p>{1}</p>"


def test_the_day_of_an_event_under_its_title_ends_nothing() -> None:
    body = "".join(EVENT.format(n, dated) for n, dated in enumerate(DATED))
    found = entries(f"<html><body>{body}</body></html>")
    assert [r.title for r in found if isinstance(r, Row)] == ["Title 0", "Title 1", "Title 2"]
    told = [r.text for r in found if isinstance(r, Note)]
    assert told == ["'5 May 2016' stands alone within it; another entry may end there"] * 3


TAILS = [
    "<p>Last updated</p><p>November 20, 2015</p>",
    '<h2>Archives</h2><ul><li><a href="/a">November 2015</a> (12)</li></ul>',
    "<h2>Follow us</h2><p>Our new report is out!</p><p>14 Nov 2015</p>",
]


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("parts", [*ORDERS.values()][:6], ids=[*ORDERS][:6])
def test_a_date_below_all_entries_is_none_of_theirs(parts: list[str], tail: str) -> None:
    entry = "".join(parts)
    body = "".join(entry.format(n, dated) for n, dated in enumerate(DATED))
    found = rows(f"<html><body><h1>News</h1>{body}{tail}</body></html>")
    assert [(row.title, row.countries) for row in found] == [
        (f"Title {n}", (country,)) for n, country in enumerate(ABOUT)
    ]


def test_a_menu_of_links_is_no_title_of_the_first_entry() -> None:
    menu = '<ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li></ul>'
    entry = "".join(ORDERS["above links"])
    body = "".join(entry.format(n, dated) for n, dated in enumerate(DATED))
    found = rows(f"<html><body>{menu}{body}</body></html>")
    assert [(row.title, row.countries) for row in found] == [
        (f"Title {n}", (country,)) for n, country in enumerate(ABOUT)
    ]


@pytest.mark.parametrize("text", ["35000", "2015-321", "November 2015 (12)", "May 2019 #5", "2015"])
def test_numbers_are_no_date_that_ends_an_entry(text: str) -> None:
    first, second = (f"<h3>Title {n}</h3><p>{text}</p>" for n in range(2))
    page = f"<html><body>{first}<p>{DATED[0]}</p>{first}{second}<p>{DATED[1]}</p></body></html>"
    assert len(rows(page)) == 2


ONE_ENTRY = ["<h1>News</h1>", "<h3>Title</h3>", f"<p>{DATED[0]}</p>", "<p>A summary.</p>"]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (0, 2, 1, 3), (2, 1, 3)])
def test_a_page_with_one_entry_in_another_order_is_told(order: tuple[int, ...]) -> None:
    found = entries(f"<html><body>{''.join(ONE_ENTRY[n] for n in order)}</body></html>")
    assert any(isinstance(r, Note) and "page with one entry" in r.text for r in found)
    usual = entries(f"<html><body>{''.join(ONE_ENTRY[n] for n in (0, 1, 3, 2))}</body></html>")
    assert [r.summary for r in usual if isinstance(r, Row)] == ["A summary."]
    assert not any(isinstance(r, Note) for r in usual)
