"""Thirty articles small enough to be counted by hand, and what it takes to make more."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from dashboard.articles.dataset import Dataset, from_table
from dashboard.articles.model import Article, Status
from dashboard.articles.table import to_table

ARRIVED = datetime(2026, 1, 1, tzinfo=UTC)
CATEGORIES = {
    "U": "Urgent Interventions",
    "S": "Statements",
    "E": "Events",
    "R": "Reports and Publications",
}
TOPICS = {
    "HRD": "Human Rights Defenders",
    "ESC": "Economic, Social and Cultural Rights",
    "T": "Torture",
}
# number | day | category | topics | countries | language | source | title | summary
TABLE = """
01|2014-11-30|U|HRD|KEN|en|OMCT|Lawyer arrested|Police came at night
02|2014-12-01|U|HRD|KEN,UGA|en|OMCT|Two lawyers released|They are free
03|2014-12-31|S|HRD,T|UGA|en|FIDH|Statement on torture|
04|2015-01-01|S|||fr|FIDH|Défense des avocats|Élections libres
05|2015-01-01|E|T|KEN|en|OMCT|Human rights day|Lawyer speaks
06|2015-01-31|R|ESC|COL|es|OMCT|Informe anual|Derechos económicos
07|2015-02-01|U|HRD|COL|es|OMCT|Abogada detenida|
08|2015-02-28|U|HRD,ESC|COL,KEN,UGA|en|FIDH|Joint appeal|Rights, human
09|2015-02-28|U||COL|en|OMCT||It has no title
10|2015-03-15|E|||en|OMCT|Outlaw the death penalty|
11|2015-03-15|U|T|NAM|en|OMCT|Lawyer’s office raided|Human beings and rights
12|2015-05-01|S|ESC|NAM|en|FIDH|LAWYERS IN DANGER|
13|2015-05-02|S|ESC|XKX|en|FIDH|Well-known journalist|A human-rights defender is free
14|2015-06-17|U|HRD|XKX,KEN|fr|FIDH|Avocate ÉLUE|
15|2015-06-17|U|HRD|CIV|fr|OMCT|Côte d’Ivoire : appel|
16|2015-07-01|R|T|CIV|fr|FIDH|Rapport|Droits humains
17|2015-08-31|R||||OMCT|Untold|
18|2015-09-30|E|HRD|KEN|en|OMCT|Side event|With lawyers
19|2015-09-30|E|HRD|KEN|en|OMCT|To be human|Rights for all
20|2015-10-01|U|HRD|UGA|en|OMCT|Rights office|
21|2015-11-01|U|T|COL|es|FIDH|Tortura|
22|2015-11-17|U|HRD|COL|es|OMCT|Abogado amenazado|
23|2015-11-30|U|HRD,T|COL|en|OMCT|Lawyer at risk|
24|2015-12-01|S|HRD|COL|en|OMCT|The end of the year|Human rights: a summary
25|2015-12-31|S|ESC|KEN|en|FIDH|A year of rights|
26|2016-01-01|R|ESC|KEN|en|FIDH|New year|
27|2016-02-01|E|HRD|UGA|en|OMCT|Leap|
28|2016-02-29|E|HRD|UGA|en|OMCT|Leap day|
29|2016-02-29|U||COL|es|FIDH|Último día|
30|2016-02-29|U|HRD||en|OMCT|Nowhere|A lawyer
"""


def article(row: str) -> Article:
    """Return the article of one line of the table."""
    number, day, category, topics, countries, language, source, title, summary = row.split("|")
    return Article(
        id=f"a{number}",
        title=title,
        date=date.fromisoformat(day),
        category=CATEGORIES[category],
        summary=summary,
        url=f"https://example.org/{number}",
        topics=tuple(TOPICS[name] for name in topics.split(",") if name),
        countries=tuple(filter(None, countries.split(","))),
        language=language,
        source=source,
    )


def articles() -> list[Article]:
    """Return the thirty articles, and one that is withdrawn: it must never be seen."""
    shown = [article(row) for row in TABLE.split("\n") if row]
    hidden = replace(shown[0], id="hidden", date=date(2016, 3, 1), status=Status.WITHDRAWN)
    return [*shown, hidden]


def dataset_of(made: Iterable[Article], version: str = "0") -> Dataset:
    """Return the dataset that an archive with these articles gives."""
    stamped = [replace(a, imported_at=ARRIVED, changed_at=ARRIVED) for a in made]
    return from_table(to_table(stamped), version)


@cache
def dataset() -> Dataset:
    """Return the dataset of the thirty articles."""
    return dataset_of(articles())


@cache
def nothing() -> Dataset:
    """Return a dataset without any article."""
    return dataset_of([])
