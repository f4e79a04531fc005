"""Settings: documented, read from the environment, and named when they are wrong."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from dashboard.errors import SettingError
from dashboard.settings import ROOT, Settings

FIELDS = Settings.model_fields
README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in FIELDS:
        monkeypatch.delenv(f"DASHBOARD_{name.upper()}", raising=False)


@pytest.mark.parametrize("name", FIELDS)
def test_every_setting_is_documented(name: str) -> None:
    description = FIELDS[name].description or ""
    assert description[:1].isupper()
    assert description.endswith(".")
    assert f"| `DASHBOARD_{name.upper()}` |" in README


def test_the_readme_lists_no_other_setting() -> None:
    listed = [
        line.split("`")[1] for line in README.splitlines() if line.startswith("| `DASHBOARD_")
    ]
    assert sorted(listed) == sorted(f"DASHBOARD_{name.upper()}" for name in FIELDS)


def test_defaults() -> None:
    settings = Settings.read()
    assert (settings.archive, settings.host, settings.port) == ("./archive", "127.0.0.1", 8050)
    assert (settings.language, settings.page_size, settings.first_visit_days) == ("en", 25, 7)
    assert (settings.contact, settings.state.name) == ("", "defenders-map")
    assert settings.boundaries.is_file()
    assert settings.sources.is_file()


@pytest.mark.parametrize(
    ("variable", "text", "name", "value"),
    [
        ("DASHBOARD_ARCHIVE", "s3://bucket/articles", "archive", "s3://bucket/articles"),
        ("DASHBOARD_HOST", "0.0.0.0", "host", "0.0.0.0"),
        ("DASHBOARD_PORT", "0", "port", 0),
        ("DASHBOARD_TITLE", "Carte", "title", "Carte"),
        ("DASHBOARD_INTRODUCTION", "One.\n\nTwo.", "introduction", "One.\n\nTwo."),
        ("DASHBOARD_LANGUAGE", "fr", "language", "fr"),
        ("DASHBOARD_RELOAD_SECONDS", "0.5", "reload_seconds", 0.5),
        ("DASHBOARD_PAGE_SIZE", "500", "page_size", 500),
        ("DASHBOARD_FIRST_VISIT_DAYS", "0", "first_visit_days", 0),
        ("DASHBOARD_BOUNDARIES", "/maps/own.geojson", "boundaries", Path("/maps/own.geojson")),
        ("DASHBOARD_SOURCES", "/etc/feeds.toml", "sources", Path("/etc/feeds.toml")),
        ("DASHBOARD_STATE", "/var/lib/map", "state", Path("/var/lib/map")),
        ("DASHBOARD_CONTACT", "mailto:map@example.org", "contact", "mailto:map@example.org"),
        ("DASHBOARD_PREFIX", "/map/", "prefix", "/map"),
        ("DASHBOARD_PREFIX", "/", "prefix", ""),
        (
            "DASHBOARD_TRUSTED_PROXIES",
            "10.0.0.0/8, ::1",
            "trusted_proxies",
            ("10.0.0.0/8", "::1"),
        ),
        ("DASHBOARD_TRUSTED_PROXIES", "", "trusted_proxies", ()),
        (
            "DASHBOARD_EMBED_ORIGINS",
            "https://example.org,https://*.example.net:8443",
            "embed_origins",
            ("https://example.org", "https://*.example.net:8443"),
        ),
        ("DASHBOARD_EXIT_URL", "about:blank", "exit_url", "about:blank"),
        ("DASHBOARD_WORKERS", "4", "workers", 4),
        ("DASHBOARD_STOP_SECONDS", "0", "stop_seconds", 0),
        ("DASHBOARD_LOG_FORMAT", "json", "log_format", "json"),
        ("DASHBOARD_LOG_LEVEL", "error", "log_level", "error"),
        ("DASHBOARD_METRICS", "true", "metrics", True),
        ("DASHBOARD_REQUESTS_PER_MINUTE", "0", "requests_per_minute", 0),
        ("DASHBOARD_EXPORTS_PER_MINUTE", "3", "exports_per_minute", 3),
        ("dashboard_port", "81", "port", 81),
    ],
)
def test_variables_are_read(
    monkeypatch: pytest.MonkeyPatch, variable: str, text: str, name: str, value: object
) -> None:
    monkeypatch.setenv(variable, text)
    assert getattr(Settings.read(), name) == value


def test_what_is_given_wins_and_none_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_PORT", "81")
    monkeypatch.setenv("PORT", "82")
    monkeypatch.setenv("DASHBOARD_UNKNOWN", "ignored")
    assert Settings.read().port == 81
    assert Settings.read(port=83).port == 83
    assert Settings.read(port=None).port == 81


@pytest.mark.parametrize(
    ("variable", "text", "wrong"),
    [
        ("DASHBOARD_PORT", "http", "integer"),
        ("DASHBOARD_PORT", "65536", "65535"),
        ("DASHBOARD_PORT", "-1", "0"),
        ("DASHBOARD_RELOAD_SECONDS", "0", "greater than 0"),
        ("DASHBOARD_RELOAD_SECONDS", "61", "60"),
        ("DASHBOARD_RELOAD_SECONDS", "nan", "60"),
        ("DASHBOARD_PAGE_SIZE", "0", "1"),
        ("DASHBOARD_PAGE_SIZE", "501", "500"),
        ("DASHBOARD_PAGE_SIZE", "", "integer"),
        ("DASHBOARD_FIRST_VISIT_DAYS", "-1", "0"),
        ("DASHBOARD_CONTACT", "a b", "pattern"),
        ("DASHBOARD_PREFIX", "map", "pattern"),
        ("DASHBOARD_EXIT_URL", "javascript:alert(1)", "pattern"),
        ("DASHBOARD_PREFIX", "/map?x", "pattern"),
        ("DASHBOARD_EMBED_ORIGINS", "javascript:alert(1)", "pattern"),
        ("DASHBOARD_EMBED_ORIGINS", "https://example.org/path", "pattern"),
        ("DASHBOARD_REQUESTS_PER_MINUTE", "-1", "0"),
        ("DASHBOARD_CONTACT", "x" * 201, "200"),
    ],
)
def test_a_bad_value_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, text: str, wrong: str
) -> None:
    monkeypatch.setenv(variable, text)
    with pytest.raises(SettingError) as caught:
        Settings.read()
    assert str(caught.value).startswith(f"{variable}={text!r}: ")
    assert wrong in str(caught.value)
    assert isinstance(caught.value.__cause__, ValidationError)


def test_a_bad_option_is_named_like_its_variable() -> None:
    with pytest.raises(SettingError, match=r"^DASHBOARD_PORT=99999: "):
        Settings.read(port=99999)


def test_settings_do_not_change() -> None:
    settings: Any = Settings.read()
    with pytest.raises(ValidationError, match="frozen"):
        settings.port = 1
