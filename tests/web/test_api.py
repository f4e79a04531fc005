"""The API as programs get it: by its own description, and by the numbers of the thirty."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks

from dashboard import create_app
from dashboard.articles.archive import Archive
from dashboard.articles.filters import Filters
from dashboard.articles.select import Sort, order
from dashboard.articles.table import to_content
from dashboard.errors import FilterError
from dashboard.settings import Settings
from dashboard.web.cursor import List
from tests.articles import made

PATHS = ("articles", "withdrawn", "counts", "countries", "cells")
load_all_checks()
# What a value means is known to the filters, not to the schema: "QQQ" is a text, but no country.
NOT_OURS: Any = [CHECKS.get_one(n) for n in ("negative_data_rejection", "positive_data_acceptance")]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(str(tmp_path_factory.mktemp("api") / "archive"))
    whole = [replace(a, id=f"{n:016x}") for n, a in enumerate(made.articles()[:30])]
    archive.upsert(to_content(whole), "import", made.ARRIVED)
    archive.withdraw([f"{0:016x}"], "It was wrong", "withdraw", made.ARRIVED)
    return archive


@pytest.fixture(scope="module")
def client(archive: Archive) -> Iterator[TestClient]:
    with TestClient(create_app(Settings.read(archive=archive.location))) as client:
        yield client


@pytest.fixture(scope="module")
def described(client: TestClient) -> Any:
    return schemathesis.openapi.from_asgi("/api/openapi.json", client.app)


# Not by schemathesis' own pytest plugin: it reads a field of pytest's that pytest 9 has no more.
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_as_described(
    described: Any, path: str, mode: schemathesis.GenerationMode
) -> None:
    operation = described[f"/api/v1/{path}"]["GET"]

    @given(operation.as_strategy(generation_mode=mode))
    @settings(max_examples=20, suppress_health_check=list(HealthCheck))
    def holds(case: Any) -> None:
        answer = case.call_and_validate(excluded_checks=NOT_OURS)
        assert answer.status_code < 500

    holds()


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_names_the_version_and_can_be_asked_for_again(
    client: TestClient, archive: Archive, path: str
) -> None:
    answer = client.get(f"/api/v1/{path}?q=lawyer")
    told = answer.json()
    assert told["dataset_version"] == archive.identity()
    assert told["as_of"] == "2026-01-01T00:00:00Z"
    assert told["is_sample"] is False
    known = {"If-None-Match": answer.headers["etag"], "Origin": "https://other.example"}
    again = client.get(f"/api/v1/{path}?q=lawyer", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["access-control-allow-origin"] == "*"


def test_articles_are_those_of_the_view(client: TestClient) -> None:
    told = client.get("/api/v1/articles?country=NAM&sort=oldest&lang=fr").json()
    assert (told["total"], told["next"]) == (2, None)
    first, second = told["articles"]
    assert (first["title"], second["title"]) == ("Lawyer’s office raided", "LAWYERS IN DANGER")
    assert first["countries"][0]["name"] == "Namibie"
    assert first["topics"] == ["Torture"]


def test_counts_are_linked_and_within_the_period(client: TestClient) -> None:
    told = client.get(
        "/api/v1/counts?country=KEN&category=events&from=2015-01-01&to=2015-09"
    ).json()
    by = {
        key: {v["key"]: v["articles"] for v in values if v["articles"]}
        for key, values in told["by"].items()
    }
    assert told["total"] == 3
    assert told["all"] == 29
    assert by["country"] == {"KEN": 3, "-": 1}
    assert by["category"] == {
        "events": 3,
        "urgent-interventions": 2,
    }
    assert sum(span["all"] for span in told["spans"]) == 29
    assert sum(span["articles"] for span in told["spans"]) == 3
    days = [(date.fromisoformat(s["first"]), date.fromisoformat(s["last"])) for s in told["spans"]]
    assert all(b[0] - a[1] == timedelta(1) for a, b in pairwise(days))


def test_countries_have_their_feeds(client: TestClient) -> None:
    told = client.get("/api/v1/countries?category=events").json()["countries"]
    kenya = next(country for country in told if country["code"] == "KEN")
    assert (kenya["name"], kenya["articles"]) == ("Kenya", 3)
    for address in kenya["feeds"].values():
        assert client.get(address).status_code == 200
    assert "-" not in {country["code"] for country in told}


def test_cells_add_up(client: TestClient) -> None:
    told = client.get("/api/v1/cells?country=KEN,NAM").json()
    cells = told["cells"]
    assert sum(cells["articles"]) == client.get("/api/v1/articles?country=KEN,NAM").json()["total"]
    place = told["keys"]["country"].index("NAM")
    having = [
        n
        for n, s in zip(cells["articles"], cells["country"], strict=True)
        if place in told["signatures"]["country"][s]
    ]
    assert sum(having) == 2
    assert max(cells["span"]) < len(told["spans"])


def test_withdrawn_articles_are_tombstones_and_nothing_else(client: TestClient) -> None:
    told = client.get("/api/v1/withdrawn").json()
    assert told["withdrawn"] == [
        {
            "id": f"{0:016x}",
            "withdrawn_at": "2026-01-01T00:00:00Z",
            "reason": "It was wrong",
        }
    ]
    assert client.get("/api/v1/withdrawn?country=UGA").json()["total"] == 0
    assert client.get("/api/v1/articles?limit=500").json()["total"] == 29


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_a_cursor_leads_through_all_articles_once(client: TestClient, sort: str) -> None:
    address = f"/api/v1/articles?q=lawyer&sort={sort}&limit="
    whole = [a["id"] for a in client.get(f"{address}500").json()["articles"]]
    found, cursor = [], ""
    while cursor is not None:
        told = client.get(f"{address}3&cursor={cursor}").json()
        found += [article["id"] for article in told["articles"]]
        cursor = told["next"]
    assert found == whole
    assert len(whole) > 6


@settings(max_examples=40)
@given(
    st.sets(st.integers(0, 29), min_size=2),
    st.sets(st.integers(0, 29)),
    st.integers(1, 5),
    st.sampled_from(Sort),
)
def test_what_changes_meanwhile_makes_no_article_come_twice_or_stay_away(
    before: set[int], added: set[int], limit: int, sort: Sort
) -> None:
    some = made.articles()[:30]
    filters = Filters(q="a") if sort is Sort.RELEVANCE else Filters()

    def listed(numbers: set[int]) -> tuple[List, list[str]]:
        dataset = made.dataset_of(replace(some[n], id=f"{n:016x}") for n in numbers)
        found = List(dataset, order(dataset, filters, sort), sort, filters.q)
        return found, [str(dataset.frame["id"].iat[p]) for p in found.found]

    first, ids = listed(before)
    cursor = first.cursor(limit)
    if cursor is None:
        return
    second, later = listed(added | set(list(before)[::2]))
    rest = later[second.after(cursor) :]
    assert not set(rest) & set(ids[:limit])
    assert set(ids[limit:]) & set(later) <= set(rest)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("country=QQQ", "country"),
        ("from=2015-02-30", "from"),
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("limit=", "limit"),
        ("sort=best", "sort"),
        ("sort=relevance", "sort"),
        ("cursor=none", "cursor"),
        ("cursor=%F0%9F%98%80", "cursor"),
    ],
)
def test_errors_have_one_shape(client: TestClient, query: str, parameter: str) -> None:
    answer = client.get(f"/api/v1/articles?{query}", headers={"Accept-Language": "fr"})
    assert answer.status_code == 422
    assert set(answer.json()) == {"error", "parameter", "message"}
    assert answer.json()["parameter"] == parameter


def test_a_cursor_of_another_order_is_an_error(client: TestClient) -> None:
    cursor = client.get("/api/v1/articles?limit=1").json()["next"]
    answer = client.get(f"/api/v1/articles?limit=1&sort=oldest&cursor={cursor}")
    assert answer.json()["parameter"] == "cursor"
    with pytest.raises(FilterError):
        List(made.dataset(), order(made.dataset(), Filters()), Sort.NEWEST, "").after("x")


def test_what_is_not_there_is_told_in_the_same_shape(client: TestClient) -> None:
    for answer in (client.get("/api/v2/articles"), client.post("/api/v1/articles")):
        assert answer.status_code in {404, 405}
        assert set(answer.json()) == {"error", "parameter", "message"}


def test_the_description_names_every_filter_with_an_example(client: TestClient) -> None:
    told = client.get("/api/openapi.json").json()
    assert set(told["paths"]) == {f"/api/v1/{name}" for name in PATHS}
    for path in told["paths"].values():
        parameters = {p["name"]: p for p in path["get"]["parameters"]}
        assert {"country", "category", "topic", "source", "language", "from", "to", "q"} <= set(
            parameters
        )
        for name in set(parameters) - {"limit", "sort"}:
            assert parameters[name]["description"]
            assert parameters[name]["schema"]["examples"], name
        assert "422" in path["get"]["responses"]


def test_the_documentation_comes_from_this_server(client: TestClient) -> None:
    page = client.get("/api/docs").text
    assert "http://" not in page
    assert "https://" not in page
    assert "<script>" not in page
    for name in ("swagger-ui.css", "swagger-ui-bundle.js", "reference.js"):
        (address,) = {w.split('"')[1] for w in page.split() if name in w}
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert client.get(address.replace("reference.js", "other.js")).status_code == 404
