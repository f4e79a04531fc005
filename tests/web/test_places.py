"""The list of countries in which one is looked for."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dashboard.places.names import codes
from dashboard.web import places


@pytest.fixture(scope="module")
def client() -> TestClient:
    server = FastAPI()
    places.register(server)
    return TestClient(server)


def test_every_country_is_there_once_under_its_name(client: TestClient) -> None:
    listed = client.get("/places?lang=fr").json()
    assert sorted(code for code, *_ in listed) == sorted(codes())
    names = {code: name for code, name, _ in listed}
    assert names["DEU"] == "Allemagne"
    assert [name for _, name, _ in listed][:2] == ["Afghanistan", "Afrique du Sud"]


@pytest.mark.parametrize(
    ("code", "spelling"),
    [("MMR", "burma"), ("MMR", "birmania"), ("XKX", "kosovo"), ("PSE", "palestine"), ("KEN", "ke")],
)
def test_other_names_and_codes_lead_to_it(client: TestClient, code: str, spelling: str) -> None:
    spelled = {c: s.split("|") for c, _, s in client.get("/places").json()}
    assert spelling in spelled[code]


def test_an_unknown_language_is_english(client: TestClient) -> None:
    assert client.get("/places?lang=<b>").json() == client.get("/places?lang=en").json()
