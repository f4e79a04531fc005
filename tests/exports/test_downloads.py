"""Downloads: what is imported from them again, and what else stands in them."""

import io
import json
from dataclasses import fields, replace
from datetime import date
from functools import partial

import fastexcel
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.articles.model import Article, Status
from dashboard.exports import csv_text, json_text, workbook
from dashboard.exports.records import COLUMNS
from dashboard.exports.registry import FORMATS, Format
from dashboard.places import names
from dashboard.sources.intake import Defaults
from dashboard.sources.row import Row
from dashboard.sources.source import Source
from tests.articles import made
from tests.exports.downloaded import download
from tests.sources.planned import plan, plan_source

TODAY = date(2026, 1, 1)
_WORDS = st.sampled_from(
    [
        "a",
        "Lawyer",
        "é",
        "人权",
        "=1+1",
        "'=x",
        "''+y",
        "-",
        "@b",
        "#",
        '"',
        ",",
        ";",
        "\n",
        "|",
        "'",
    ]
)
_TEXT = st.lists(_WORDS, max_size=6).map(" ".join)
_NAME = st.sampled_from(
    ["Statements", "Torture", "Land, Environment and Rights", "=Rights", "A & B"]
)
_ROWS = st.builds(
    Row,
    number=st.just(1),
    title=_TEXT,
    date=st.dates(date(1990, 1, 1), date(2025, 1, 1)).map(date.isoformat),
    category=_NAME,
    summary=_TEXT,
    url=st.integers(0, 9).map("https://example.org/{}?a=1,2#b".format),
    topics=st.lists(_NAME, max_size=3, unique=True).map(tuple),
    countries=st.lists(st.sampled_from(names.codes()), max_size=3, unique=True).map(tuple),
    language=st.sampled_from(["", "en", "fr"]),
    source=_TEXT,
)


def imported(content: bytes) -> list[Article]:
    return sorted(
        plan_source(Source("file", content), Defaults(), TODAY).articles, key=lambda a: a.id
    )


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.ending)
def test_a_download_of_the_thirty_is_imported_as_the_same(form: Format) -> None:
    found = imported(download(made.dataset(), form.write))
    shown = {(a.url, a.title, a.date, a.category, a.summary) for a in found}
    kept = [a for a in made.articles() if a.status is Status.PUBLISHED]
    assert shown == {(a.url, a.title, a.date, a.category, a.summary) for a in kept}
    stated = {(a.url, a.countries, a.topics, a.language, a.source) for a in found if a.countries}
    assert stated == {
        (a.url, a.countries, a.topics, a.language, a.source) for a in kept if a.countries
    }


@settings(max_examples=25)
@given(st.lists(_ROWS, max_size=4), st.sampled_from([False, True]))
def test_csv_is_imported_as_what_it_was_made_of(rows: list[Row], mark: bool) -> None:
    first = sorted(plan(rows, source="", today=TODAY).articles, key=lambda a: a.id)
    dataset = made.dataset_of(first)
    content = download(dataset, partial(csv_text.write, mark=mark))
    again = imported(content)
    assert [stated(a) for a in again] == [stated(a) for a in first]


def stated(article: Article) -> Article:
    """Return an article without what an import works out for itself."""
    return replace(article, basis=())


def test_pandas_reads_csv_when_told_of_the_remarks() -> None:
    rows = [replace(a, title=f"{a.title} #{n}, x") for n, a in enumerate(made.articles())]
    for mark in (False, True):
        content = download(made.dataset_of(rows), partial(csv_text.write, mark=mark))
        frame = pd.read_csv(io.BytesIO(content), comment="#", keep_default_na=False)
        assert tuple(frame.columns) == COLUMNS
        assert len(frame) == 30
        assert frame["title"].str.contains("#").all()
        assert content.startswith(b"\xef\xbb\xbf") is mark


def test_what_is_to_be_known_stands_in_every_download() -> None:
    sheets = fastexcel.read_excel(download(made.dataset(), workbook.write))
    assert sheets.sheet_names == ["Articles", "About"]
    told = sheets.load_sheet(1, header_row=None).to_pandas()
    in_excel = "\n".join(told.astype(str).agg(" ".join, axis=1))
    in_csv = download(made.dataset(), csv_text.write).decode()
    about = json.loads(download(made.dataset(), json_text.write))["about"]
    for text in ("articles published", "United Nations", "January 1, 2026", "https://example.org/"):
        assert text in in_csv.split("id,title", 1)[0]
        assert text in in_excel
        assert text in " ".join(map(str, about.values()))
    assert about["articles"] == 30
    assert about["dataset_version"] == "0"


def test_a_workbook_goes_on_on_a_further_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MOST_ROWS", 20)
    sheets = fastexcel.read_excel(download(made.dataset(), workbook.write))
    assert sheets.sheet_names == ["Articles", "Articles 2", "About"]
    assert [sheets.load_sheet(n).height for n in (0, 1)] == [20, 10]


def test_the_columns_are_fields_of_an_article() -> None:
    inner = {"status", "reason", "decisions"}
    assert set(COLUMNS) == {field.name for field in fields(Article)} - inner
