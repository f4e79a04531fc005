import contextlib
import json
import socket
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import SourceError
from dashboard.sources import feed, furniture, registry
from dashboard.sources.intake import Defaults
from dashboard.sources.row import Row, split_points, to_rows
from dashboard.sources.source import Source
from tests.sources.planned import plan_source
from tests.sources.reading import read

FIXTURES = Path(__file__).parent / "fixtures"


def rss(items: str, channel: str = "", attributes: str = 'version="2.0"') -> str:
    return f"<rss {attributes}><channel><title>Feed</title>{channel}{items}</channel></rss>"


def row(item: str, *, base: str = "", channel: str = "", attributes: str = 'version="2.0"') -> Row:
    text = rss(f"<item>{item}</item>", channel, attributes)
    (record,) = registry.read(Source("feed", text.encode(), base=base))
    assert isinstance(record, Row)
    return record


DATES: list[tuple[str, str]] = [
    ("<pubDate>Tue, 17 Nov 2015 23:30:00 -0500</pubDate>", "Tue, 17 Nov 2015 23:30:00 -0500"),
    ("<dc:date>2015-11-17</dc:date>", "2015-11-17"),
    ("<dc:date>2015-11-18</dc:date><pubDate>17.11.2015</pubDate>", "17.11.2015"),
    ("<pubDate></pubDate><dc:date>2015-11-18</dc:date>", "2015-11-18"),
    ("<a10:updated xmlns:a10='http://www.w3.org/2005/Atom'>2015-11-17</a10:updated>", "2015-11-17"),
    ("<dcterms:created>2015-11-17</dcterms:created>", "2015-11-17"),
    ("<title>None</title>", ""),
]
MRSS = 'xmlns:media="http://search.yahoo.com/mrss/"'
NAMESPACES = (
    f'version="2.0" {MRSS} xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:georss="http://www.georss.org/georss" '
    'xmlns:gml="http://www.opengis.net/gml" xmlns:gn="http://www.geonames.org/ontology#" '
    'xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#"'
)


@pytest.mark.parametrize(("item", "date"), DATES)
def test_date_is_the_text_of_the_publication(item: str, date: str) -> None:
    assert row(item, attributes=NAMESPACES).date == date


LINKS: list[tuple[str, str, str, str]] = [
    ("<link>https://a.example/1</link>", "", "", "https://a.example/1"),
    ("<link>/1</link>", "<link>https://a.example/x/</link>", "", "https://a.example/1"),
    ("<link>1</link>", "<link>/x/</link>", "https://b.example/y/z", "https://b.example/x/1"),
    ("<link>1</link>", "", "https://b.example/y/z", "https://b.example/y/1"),
    ("<link>1</link>", "", "", "1"),
    ("<guid>https://a.example/guid</guid>", "", "", "https://a.example/guid"),
    ('<guid isPermaLink="false">abc</guid>', "<link>https://a.example/</link>", "", ""),
    ("<guid>abc</guid>", "<link>https://a.example/</link>", "", ""),
    ("<link>//c.example/1</link>", "<link>https://a.example/</link>", "", "https://c.example/1"),
    ("<link>https://[bad/1</link>", "<link>https://a.example/</link>", "", "https://[bad/1"),
    ("<title>None</title>", "<link>https://a.example/</link>", "https://b.example/", ""),
]


@pytest.mark.parametrize(("item", "channel", "base", "url"), LINKS)
def test_link_is_made_whole(item: str, channel: str, base: str, url: str) -> None:
    assert row(item, channel=channel, base=base).url == url


POINTS: list[tuple[str, tuple[tuple[float, float], ...]]] = [
    ("<georss:point>45.5 -73.25</georss:point>", ((-73.25, 45.5),)),
    ("<georss:point>45.5,-73.25</georss:point>", ((-73.25, 45.5),)),
    (
        "<georss:where><gml:Point><gml:pos>45.5 -73.25</gml:pos></gml:Point></georss:where>",
        ((-73.25, 45.5),),
    ),
    ("<geo:lat>45.5</geo:lat><geo:long>-73.25</geo:long>", ((-73.25, 45.5),)),
    (
        "<geo:lat>45.5</geo:lat><geo:long>-73.25</geo:long>"
        "<georss:point>45.5 -73.25</georss:point>",
        ((-73.25, 45.5),),
    ),
    ("<georss:point>north</georss:point>", ()),
    ("<georss:point>95 0</georss:point>", ()),
    ("<georss:point>nan nan</georss:point>", ()),
    ("<geo:lat>45.5</geo:lat>", ()),
    ("<georss:box>42 -71 43 -69</georss:box>", ()),
]


@pytest.mark.parametrize(("item", "points"), POINTS)
def test_points(item: str, points: tuple[tuple[float, float], ...]) -> None:
    assert row(item, attributes=NAMESPACES).points == points


TAGS: list[tuple[str, tuple[str, ...]]] = [
    ("<category>Kenya</category><category> Kenya </category>", ("Kenya",)),
    ("<category>Country: Ukraine</category>", ("Ukraine",)),
    ("<category></category>", ()),
    ("<dc:subject>Torture</dc:subject><dc:coverage>Togo</dc:coverage>", ("Torture", "Togo")),
    ("<georss:featurename>Lima</georss:featurename>", ("Lima",)),
    ("<gn:countryCode>PE</gn:countryCode>", ("Peru",)),
    ("<dc:coverage>PE; Togo</dc:coverage>", ("Peru; Togo",)),
    ("<category>Country: PE</category>", ("Peru",)),
    ("<category>IT</category><category>PER</category>", ("IT", "PER")),
    ("<dc:publisher>Org</dc:publisher><category>Org</category>", ()),
]


@pytest.mark.parametrize(("item", "tags"), TAGS)
def test_tags(item: str, tags: tuple[str, ...]) -> None:
    assert row(item, attributes=NAMESPACES).tags == tags


def test_what_is_said_of_the_feed_stands_behind_what_an_entry_says() -> None:
    channel = "<language>fr</language><webMaster>a@b.example (Web Master)</webMaster>"
    plain = row("<title>T</title>", channel=channel)
    assert (plain.language, plain.source, plain.fallback_source) == ("fr", "", "Feed")
    stated = row("<source url='https://a.example/'>Agency</source>", channel=channel)
    assert (stated.source, stated.fallback_source) == ("Agency", "Feed")
    text = f"<rss version='2.0'><channel>{channel}<item><title>T</title></item></channel></rss>"
    assert read(text)[0]["fallback_source"] == "Web Master"


@pytest.mark.parametrize(
    ("item", "summary"),
    [
        ("<description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</description>", "One\nTwo"),
        ("<description><![CDATA[<script>x</script>Text]]></description>", "Text"),
        ("<description>3 &lt; 4</description>", "3 < 4"),
        ("<description>AT&amp;amp;T</description>", "AT&T"),
        ("<description><![CDATA[<img src='a.png'>]]></description>", ""),
    ],
)
def test_summary_is_plain_text(item: str, summary: str) -> None:
    assert row(item).summary == summary


PICTURE = "<media:title>A photo</media:title><media:description>Photo: AFP</media:description>"
MEDIA = [
    PICTURE,
    f"<media:content url='a.jpg'>{PICTURE}</media:content>",
    f"<media:group><media:content url='a.jpg'>{PICTURE}</media:content></media:group>",
    PICTURE.replace(">", " type='html'>").replace(" type='html'></", "></"),
    f"{PICTURE}<media:description>Another</media:description><media:title>More</media:title>",
]
OWN = [
    ("<title>T</title>", "T", "Photo: AFP"),
    ("<title>T</title><description>Own</description>", "T", "Own"),
    ("<title>T</title><content:encoded>Own</content:encoded>", "T", "Own"),
    (
        "<title>T</title><description>Own</description><content:encoded>Long</content:encoded>",
        "T",
        "Own",
    ),
    ("<title></title><description></description>", "A photo", "Photo: AFP"),
    ("<guid>1</guid>", "A photo", "Photo: AFP"),
]


@pytest.mark.parametrize("media", MEDIA)
@pytest.mark.parametrize(("own", "title", "summary"), OWN)
@pytest.mark.parametrize("end", ["", "<b>"])
def test_what_is_said_of_a_picture_is_not_said_of_the_entry(
    media: str, own: str, title: str, summary: str, end: str
) -> None:
    for item in (f"{media}{own}", f"{own}{media}"):
        found = read(rss(f"<item>{item}</item>{end}", attributes=NAMESPACES))[0]
        assert (found["title"], found["summary"]) == (title, summary)


@pytest.mark.parametrize("own", ["summary", "content"])
def test_what_is_said_of_a_picture_is_not_said_of_an_entry_of_atom(own: str) -> None:
    text = f"<title>T</title><{own}>Own</{own}>"
    for entry in (f"{PICTURE}{text}", f"{text}{PICTURE}"):
        feed_ = f'<feed xmlns="http://www.w3.org/2005/Atom" {MRSS}><entry>{entry}</entry></feed>'
        assert [(row["title"], row["summary"]) for row in read(feed_)] == [("T", "Own")]


def test_what_is_said_of_a_picture_is_not_the_name_of_a_feed() -> None:
    channel = "<media:title>A photo</media:title>"
    for text in (f"<title>Feed</title>{channel}", f"{channel}<title>Feed</title>"):
        whole = f"<rss {NAMESPACES}><channel>{text}<item><title>T</title></item></channel></rss>"
        assert read(whole)[0]["fallback_source"] == "Feed"


@pytest.mark.parametrize(
    ("name", "numbers"),
    [("rss2.xml", 3), ("atom.xml", 2), ("rss1.rdf", 1), ("reliefweb.rss", 1), ("feed.json", 2)],
)
def test_fixtures_are_detected_whatever_their_name(name: str, numbers: int) -> None:
    found = read((FIXTURES / name).read_bytes(), name="download")
    assert [row["number"] for row in found] == list(range(1, numbers + 1))


def test_labels_of_reliefweb() -> None:
    (found,) = read((FIXTURES / "reliefweb.rss").read_bytes())
    assert found["summary"] == "Please refer to the attached files."
    assert found["source"] == "Sample Council, Sample Group"
    assert found["tags"].split("\x1f") == ["Ukraine, Moldova", "Ukraine", "Health"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-r"])
def test_encodings(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    text = head + rss("<item><title>Граждане о правах</title></item>")
    assert read(text.encode(encoding))[0]["title"] == "Граждане о правах"


def test_a_feed_without_entries_gives_none() -> None:
    assert read(rss("")) == []
    assert read('<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title></feed>') == []


@pytest.mark.parametrize(
    "text",
    [
        "<html><body>A page</body></html>",
        "<?xml version='1.0'?><catalog><item/></catalog>",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x/></rdf:RDF>',
        "Everything about <rss> and <feed>",
    ],
)
def test_what_is_no_feed_is_not_taken_for_one(text: str) -> None:
    assert not feed.detect(Source("a", text.encode()))
    with pytest.raises(SourceError, match="none of the known formats"):
        read(text)


TWO = "<item><title>One</title></item><item><title>Two & <b>three</title></item>"
CUTS: list[tuple[str, list[dict[str, Any]]]] = [
    (rss(TWO), [{"number": 1, "title": "One"}, {"number": 2}]),
    (
        rss(TWO)[: -len("</title></item></channel></rss>")],
        [
            {"number": 1, "title": "One"},
            {
                "number": 2,
                "reason": "the feed breaks off within this entry; others may be missing",
            },
        ],
    ),
    (
        rss(TWO)[: -len("<item><title>Two & <b>three</title></item></channel></rss>")],
        [
            {"number": 1, "title": "One"},
            {"number": 2, "reason": "the feed breaks off here; entries may be missing"},
        ],
    ),
    (
        rss("")[: -len("</channel></rss>")],
        [{"number": 1, "reason": "the feed breaks off here; entries may be missing"}],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CUTS)
def test_what_a_damaged_feed_lost_is_told(text: str, expected: list[dict[str, Any]]) -> None:
    found = [
        {key: row[key] for key in ("number", "title", "reason") if key in row} for row in read(text)
    ]
    found = [{k: v for k, v in row.items() if v != "Two & three"} for row in found]
    assert found == expected


def test_the_text_of_a_cut_entry_stays_with_its_reject() -> None:
    records = list(registry.read(Source("a", rss(TWO)[:-40].encode())))
    assert records[-1].original["original"].startswith("<item><title>Two")  # type: ignore[union-attr]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))


@pytest.mark.parametrize(
    ("doctype", "entity"),
    [
        (f"<!DOCTYPE rss [{LAUGHS}]>", "&l11;"),
        ('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        ('<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>', "&x;"),
        ('<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">', "&x;"),
        ('<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>', "&x;"),
    ],
)
def test_entities_do_no_harm(doctype: str, entity: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network is asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    text = f"<?xml version='1.0'?>{doctype}" + rss(f"<item><title>T {entity}</title></item>")
    with contextlib.suppress(SourceError):
        (found,) = read(text)
        assert found["title"].startswith("T")
        assert len(found["title"]) < 100
        assert "root:" not in found["title"]


def test_an_address_as_content_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    with pytest.raises(SourceError, match="none of the known formats"):
        read("http://127.0.0.1:9/feed.xml")


def test_a_feed_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "LARGEST", 100)
    with pytest.raises(SourceError, match="which a feed may have"):
        read(rss("<item><title>T</title></item>" * 10))


@pytest.mark.parametrize(
    "text",
    [
        "<!--" * 16_000,
        "<!-- -->" * 8_000,
        "<?a ?>" * 10_000,
        "<!DOCTYPE " * 6_000,
        "<rss version='2.0'>" + "<item><title>a" * 4_000,
        "<rss version='2.0'>" + "<![CDATA[" * 6_000,
        "<feed " * 10_000,
    ],
)
def test_no_text_holds_up_a_reader(text: str) -> None:
    start = time.perf_counter()
    with contextlib.suppress(SourceError):
        read(text)
    assert time.perf_counter() - start < 20


PERSONS = ["author", "managingEditor", "webMaster", "dc:creator", "dc:publisher"]


@pytest.mark.parametrize("element", PERSONS)
@pytest.mark.parametrize("letter", ["a", "1.", "@", "a@", "(", "é"])
@pytest.mark.parametrize("end", ["", "<b>"])
def test_a_long_word_for_a_person_holds_up_no_reader(element: str, letter: str, end: str) -> None:
    person = f"<{element}>{letter * (300_000 // len(letter))}</{element}>"
    item = f"<item>{person}<title>T</title></item>{person}{end}"
    assert read(rss(item, attributes=NAMESPACES))[0]["title"] == "T"


@pytest.mark.parametrize("end", ["", "<b>"])
def test_many_tags_hold_up_no_reader(end: str) -> None:
    words = [f"k{number}" for number in range(100_000)]
    item = f"<item><tags>{','.join(words)}</tags><category>k1</category></item>{end}"
    (found,) = registry.read(Source("feed", rss(item).encode()))
    assert isinstance(found, Row)
    assert found.tags == tuple(words)


def test_a_feed_of_endless_namespaces_is_refused() -> None:
    items = "".join(f'<n{n}:x xmlns:n{n}="urn:{n}"/>' for n in range(2_000))
    with pytest.raises(SourceError, match="more than 1000 namespaces"):
        read(rss(items))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("a@b.example (Web Master)", "Web Master"),
        ("Web Master &lt;a@b.example&gt;", "Web Master"),
        ("Web Master, a@b.example", "Web Master,"),
        ("@agency", "@agency"),
        ("@agency@b.example", ""),
        ("A @ B", "A @ B"),
        ("A@ B", "A@ B"),
    ],
)
def test_an_address_of_email_is_no_name(written: str, name: str) -> None:
    item = f"<dc:publisher>{written}</dc:publisher>"
    assert row(item, attributes=NAMESPACES).source == name


def test_the_title_of_a_feed_is_the_source_when_nothing_else_is() -> None:
    item = "<item><title>T</title><pubDate>2015-11-17</pubDate></item>"
    source = Source("feed", rss(item).encode())
    for given, kept in (("", "Feed"), ("Our organisation", "Our organisation")):
        (article,) = plan_source(source, Defaults(given), date(2025, 1, 1)).articles
        assert article.source == kept


def test_points_come_back_from_a_table() -> None:
    points = ((36.82, -1.29), (1e-7, 0.0))
    (text,) = to_rows([Row(1, points=points)])["points"].to_pylist()
    assert split_points(text) == points


MOJIBAKE = "â€œquotedâ€\x9d text {}Ã\x81lvaro Ã\xa0 Paris{}"
REPAIRED = "“quoted” text\nÁlvaro à Paris"
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'


@pytest.mark.parametrize(
    "content",
    [
        rss(f"<item><description>{MOJIBAKE}</description></item>"),
        rss(f"<item><media:description {MRSS}>{MOJIBAKE}</media:description></item>"),
        f'<feed {ATOM}><entry><content type="html">{MOJIBAKE}</content></entry></feed>',
    ],
)
def test_a_wrong_encoding_is_repaired_before_html_is_read(content: str) -> None:
    (found,) = read(content.format("&lt;p>", "&lt;/p>"))
    assert found["summary"] == REPAIRED


def test_a_wrong_encoding_of_a_json_feed_is_repaired_before_html_is_read() -> None:
    items = [{"id": "1", "content_html": MOJIBAKE.format("<p>", "</p>")}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "items": items}
    (found,) = read(json.dumps(feed))
    assert found["summary"] == REPAIRED


def test_a_wrong_encoding_of_a_label_is_repaired() -> None:
    label = '&lt;div class="tag country">Country: CÃ´te dâ€™Ivoire&lt;/div>Ã\x81lvaro'
    found = row(f"<description>{label}</description>")
    assert (found.tags, found.summary) == (("Côte d’Ivoire",), "Álvaro")


def test_a_text_that_begins_like_a_footer_stays() -> None:
    text = (
        "The post that mocked the head of state appeared first on a network. Police came at night."
    )
    assert furniture.without_footer(text, "Blogger held") == text
    footer = "The post Blogger held appeared first on Example.org."
    assert furniture.without_footer(f"They came.\n{footer}", "Blogger held") == "They came."
