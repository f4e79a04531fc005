from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.model import Article, identify
from dashboard.sources.row import Record, Reject, Row
from tests.sources.planned import plan

TODAY = date(2025, 1, 1)
DAY = "2015-11-17"


def articles(*rows: Record, source: str = "") -> tuple[Article, ...]:
    return plan(rows, source=source, today=TODAY).articles


def article(**given: object) -> Article:
    (found,) = articles(Row(1, **({"date": DAY, "title": "A"} | given)))  # type: ignore[arg-type]
    return found


def test_an_article_of_date_and_category_alone_is_kept() -> None:
    found = article(category="statements", title="")
    assert (found.title, found.date, found.category) == ("", date(2015, 11, 17), "Statements")


def test_a_row_with_nothing_but_a_date_is_no_article() -> None:
    found = plan(
        [Row(1, date=DAY), Row(2, date="soon"), Row(3, date=DAY, countries=("Kenya",))],
        source="",
        today=TODAY,
    )
    assert [(r.number, r.reason) for r in found.rejects] == [
        (1, "holds nothing but a date"),
        (2, "date 'soon' is not understood"),
    ]
    assert [a.countries for a in found.articles] == [("KEN",)]


def test_letters_that_cannot_be_read_are_told() -> None:
    found = plan(
        [Row(1, title="D\ufffdfenseur", date=DAY), Row(2, title="Défenseur", date=DAY)],
        source="",
        today=TODAY,
    )
    assert found.notes == ((1, "title has letters that cannot be read: 'D\ufffdfenseur'"),)


def test_rejects_of_the_reader_and_of_dates_keep_their_rows() -> None:
    rows: list[Record] = [
        Reject(1, "broken"),
        Row(2),
        Row(3, date="05/06/2015"),
        Row(4, title="A", date=DAY),
    ]
    found = plan(rows, source="", today=TODAY)
    assert [(r.number, r.reason[:20]) for r in found.rejects] == [
        (1, "broken"),
        (2, "no date"),
        (3, "date '05/06/2015' is"),
    ]
    assert len(found.articles) == 1


def test_one_clear_date_orders_the_others_of_its_file() -> None:
    found = articles(Row(1, title="a", date="05/06/2015"), Row(2, title="b", date="13/06/2015"))
    assert [a.date for a in found] == [date(2015, 6, 5), date(2015, 6, 13)]


COUNTRIES = [
    (("Congo, Democratic Republic, France",), (), ("COD", "FRA"), {}),
    (("Korea, (South) Republic of",), (), ("KOR",), {}),
    (("NA",), (), ("NAM",), {}),
    (("Kenya", "Uganda; Kenya"), (), ("KEN", "UGA"), {}),
    (("Kenya; Atlantis",), ("Uganda",), ("KEN",), {"Atlantis": 1}),
    (("Atlantis",), ("Uganda",), (), {"Atlantis": 1}),
    ((), ("Uganda",), ("UGA",), {}),
    (("", " "), ("Uganda",), ("UGA",), {}),
    ((), ("Joint Statement",), (), {}),
    ((), ("Joint Statement, Uganda",), (), {}),
]


@pytest.mark.parametrize(("stated", "fallback", "codes", "unknown"), COUNTRIES)
def test_countries(
    stated: tuple[str, ...],
    fallback: tuple[str, ...],
    codes: tuple[str, ...],
    unknown: dict[str, int],
) -> None:
    row = Row(1, date=DAY, countries=stated, fallback_countries=fallback)
    found = plan([row], source="", today=TODAY)
    assert found.articles[0].countries == codes
    assert found.unknown_countries == unknown


def test_unknown_countries_are_counted_by_article() -> None:
    rows = [Row(n, title=str(n), date=DAY, countries=("Atlantis, Kenya",)) for n in (1, 2)]
    found = plan(rows, source="", today=TODAY)
    assert found.unknown_countries == {"Atlantis": 2}
    assert [a.countries for a in found.articles] == [("KEN",), ("KEN",)]


def test_text_is_made_safe_and_otherwise_left_alone() -> None:
    found = article(
        title=" Kenya:  a\u202e\x1b[31m b\r\nc\td\ud800 ",
        summary="one\x00\r\n\r\n\r\n\r\ntwo\rthree\u2066",
        source="a\nb",
    )
    assert found.title == "Kenya:  a[31m b c d"
    assert found.summary == "one\n\ntwo\nthree"
    assert found.source == "a b"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x?y=1#z", True),
        (" http://a.example ", True),
        ("ftp://a.example/", False),
        ("javascript:alert(1)", False),
        ("www.a.example/x", False),
        ("https:///x", False),
        ("http://[broken", False),
        ("https://a.example/x y", False),
    ],
)
def test_addresses(url: str, kept: bool) -> None:
    found = plan([Row(7, date=DAY, url=url)], source="", today=TODAY)
    assert found.articles[0].url == (url.strip() if kept else "")
    notes = () if kept else ((7, f"{url!r} is no http or https address; left empty"),)
    assert found.notes == notes


@pytest.mark.parametrize(
    ("written", "language"),
    [("EN", "en"), ("fr-FR", "fr"), ("zh_Hans", "zh"), ("", ""), ("xx", ""), ("English", "")],
)
def test_language(written: str, language: str) -> None:
    found = plan([Row(1, title="A", date=DAY, language=written)], source="", today=TODAY)
    assert found.articles[0].language == language
    assert len(found.notes) == (1 if written and not language else 0)


def test_labels_in_html_are_plain_text() -> None:
    topics = ("<b>Torture</b>", "Law &amp; order", "<ul><li>One, all<li>Two; three</ul>")
    found = article(topics=topics, category="<i>statements</i>", source="<a href=/>A &amp; B</a>")
    assert found.topics == ("Torture", "Law & order", "One, all", "Two", "three")
    assert (found.category, found.source) == ("Statements", "A & B")
    assert article(tags=("<b>Statements</b>", "<i>Kenya</i>", "x&amp;y")).topics == ("x&y",)


def test_labels_in_a_wrong_encoding_are_repaired() -> None:
    given = {"category": "DÃ©clarations", "topics": ("SantÃ©; LibertÃ© dâ€™expression",)}
    found = article(**given, countries=("CÃ´te dâ€™Ivoire",), source="FÃ©dÃ©ration internationale")
    assert (found.category, found.countries) == (
        article(category="Déclarations").category,
        ("CIV",),
    )
    assert found.topics == article(topics=("Santé; Liberté d’expression",)).topics
    assert found.source == "Fédération internationale"
    found = article(tags=("BÃ©nin", "SantÃ©"), fallback_source="LibertÃ©")
    assert (found.countries, found.topics) == (("BEN",), ("Santé",))
    assert found.source == "Liberté"
    assert article(fallback_countries=("BÃ©nin",)).countries == ("BEN",)


def test_countries_in_a_wrong_encoding_are_told_as_repaired() -> None:
    rows = [Row(1, date=DAY, title="A", countries=("NulleterrÃ©",))]
    assert plan(rows, source="", today=TODAY).unknown_countries == {"Nulleterré": 1}


def test_topics_hold_no_semicolon_and_no_repetition() -> None:
    found = article(topics=("torture;New", " New ", "Economic, Social and Cultural Rights", ""))
    assert found.topics == ("Torture", "New", "Economic, Social and Cultural Rights")


def test_categories_have_one_spelling_and_the_list_is_open() -> None:
    written = ["URGENT INTERVENTIONS", "Interventions urgentes", "My Own", ""]
    assert [article(category=text).category for text in written] == [
        "Urgent Interventions",
        "Urgent Interventions",
        "My Own",
        "",
    ]


def test_source_of_the_row_wins() -> None:
    rows = [Row(1, title="a", date=DAY, source="Own"), Row(2, title="b", date=DAY)]
    assert [a.source for a in articles(*rows, source="Given")] == ["Own", "Given"]


def test_the_same_article_twice_is_one_with_what_both_say() -> None:
    first = Row(1, title="A", date=DAY, summary="S", topics=("Torture",), countries=("Kenya",))
    again = Row(2, title="a!", date=DAY, category="Events", countries=("Uganda",))
    found = plan([first, Row(3, title="B", date=DAY), again], source="", today=TODAY)
    assert [a.title for a in found.articles] == ["a!", "B"]
    assert (found.articles[0].summary, found.articles[0].category) == ("S", "Events")
    assert found.articles[0].countries == ("KEN", "UGA")
    assert (found.repeated, [number for number, _ in found.notes]) == (1, [2])


def test_address_tells_articles_of_one_title_apart() -> None:
    rows = [Row(n, title="A", date=DAY, url=f"https://a.example/{n}") for n in (1, 2)]
    assert len(articles(*rows)) == 2


def test_untitled_articles_stay_apart_and_keep_their_ids() -> None:
    rows = [
        Row(1, date=DAY, category="Events"),
        Row(2, date=DAY, category="Events"),
        Row(3, date=DAY, category="Statements"),
        Row(4, date=DAY, category="Events", countries=("Kenya",)),
        Row(5, date=DAY, category="Events", summary="S"),
        Row(6, date=DAY, category="Events", title="?"),
    ]
    ids = [a.id for a in articles(*rows)]
    assert len(set(ids)) == 6
    assert [a.id for a in articles(*rows)] == ids
    assert [a.id for a in articles(*rows[2:])] == ids[2:]


def test_detail_counts_only_without_address_and_title() -> None:
    day = date(2015, 11, 17)
    for url, title in (("https://a.example/", ""), ("", "A")):
        assert identify(url, "", day, title, "x") == identify(url, "", day, title)
    assert identify("", "", day, "", "x") != identify("", "", day, "", "y")


TEXT = st.text(max_size=30)
ROW = st.builds(
    Row,
    st.integers(1, 99),
    title=TEXT,
    date=st.just(DAY) | TEXT,
    category=TEXT,
    summary=TEXT,
    url=TEXT | TEXT.map("https://{}".format),
    topics=st.lists(TEXT, max_size=2).map(tuple),
    countries=st.lists(TEXT, max_size=2).map(tuple),
    language=TEXT,
    source=TEXT,
)


@given(st.lists(ROW, max_size=6))
def test_every_row_is_an_article_a_repetition_or_a_reject(rows: list[Row]) -> None:
    found = plan(rows, source="", today=TODAY)
    assert len(found.articles) + found.repeated + len(found.rejects) == len(rows)
    assert len({a.id for a in found.articles}) == len(found.articles)
    assert not any(";" in topic for a in found.articles for topic in a.topics)


def test_an_article_that_comes_with_and_without_its_address_is_one() -> None:
    bare, addressed = (
        Row(1, title="A", date=DAY),
        Row(2, title="a", date=DAY, url="https://a.example/1"),
    )
    for rows in ([bare, addressed], [addressed, bare]):
        found = plan(rows, source="", today=TODAY)
        assert [a.url for a in found.articles] == ["https://a.example/1"]
        assert found.repeated == 1
    several = plan(
        [bare, addressed, Row(3, title="A", date=DAY, url="https://a.example/2")],
        source="",
        today=TODAY,
    )
    assert len(several.articles) == 3
