"""Every setting, in one table; each is read from the variable ``DASHBOARD_`` + its name."""

from pathlib import Path
from typing import Annotated, Literal, Self

from platformdirs import user_state_path
from pydantic import BeforeValidator, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from dashboard.errors import SettingError

ROOT = Path(__file__).resolve().parent.parent


def _listed(text: object) -> object:
    return tuple(filter(None, text.replace(",", " ").split())) if isinstance(text, str) else text


_Origin = Annotated[str, Field(pattern=r"^(\*|https?://(\*\.)?[\w.-]+(:\d+)?)$")]
Listed = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]
Origins = Annotated[tuple[_Origin, ...], NoDecode, BeforeValidator(_listed)]


class Settings(BaseSettings):
    """Settings of one dashboard; immutable."""

    model_config = SettingsConfigDict(env_prefix="DASHBOARD_", frozen=True, extra="ignore")

    archive: str = Field("./archive", description="Folder or s3:// address of the archive.")
    rejects: Path = Field(
        Path("rejects"), description="Folder for the rows that an import rejects, as CSV."
    )
    countries_from_text: bool = Field(
        default=True,
        description="Whether an import searches title and summary for countries when the source "
        "names none.",
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8050, ge=0, le=65535, description="Port to listen on.")
    workers: int = Field(
        1, ge=1, le=64, description="Processes that answer side by side, each with all articles."
    )
    stop_seconds: int = Field(
        10, ge=0, description="How long answers under way may take when the server is to stop."
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="How the log is written: text, or json with one object a line."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="What the log holds at least: debug, info, warning or error."
    )
    metrics: bool = Field(
        default=False, description="Whether /metrics answers with numbers for Prometheus."
    )
    prefix: str = Field(
        "",
        pattern=r"^(/[A-Za-z0-9._~-]+)*$",
        description="Path under which a proxy shows the dashboard, such as /map.",
    )
    trusted_proxies: Listed = Field(
        (),
        description="Addresses or networks of proxies whose X-Forwarded-For, -Proto and -Host "
        "count, separated by commas.",
    )
    requests_per_minute: int = Field(
        1200, ge=0, description="Requests that one address may make in a minute; 0 for any number."
    )
    exports_per_minute: int = Field(
        20, ge=0, description="Exports that one address may ask for in a minute; 0 for any number."
    )
    title: str = Field("", description="Title of the page; empty: the one in the locale file.")
    introduction: str = Field(
        "",
        description="Introduction in plain text; what follows the first empty line stands behind "
        "“Read more”. Empty: the one in the locale file.",
    )
    language: str = Field("en", description="Language when the visitor's is not available.")
    reload_seconds: float = Field(
        1.0, gt=0, le=60, description="How often the archive is asked for a newer version."
    )
    page_size: int = Field(25, ge=1, le=500, description="Articles on one page of the list.")
    first_visit_days: int = Field(
        7, ge=0, description="On a first visit, articles added in this many days are new."
    )
    sources: Path = Field(
        ROOT / "data" / "sources.toml", description="TOML file that lists the feeds to follow."
    )
    state: Path = Field(
        default_factory=lambda: user_state_path("defenders-map"),
        description="Folder for what is remembered of feeds from one update to the next.",
    )
    contact: str = Field(
        "",
        pattern=r"^[\x21-\x7e]*$",
        max_length=200,
        description="Web or mail address of who runs the dashboard, told to the servers of feeds.",
    )
    exit_url: str = Field(
        "https://www.wikipedia.org/",
        pattern=r"^(https?://[\x21-\x7e]+|about:blank)$",
        description="Where “Leave this page” leads.",
    )
    embed_origins: Origins = Field(
        (),
        description="Origins whose pages may show a view in a frame, separated by commas; * for "
        "all.",
    )
    boundaries: Path = Field(
        ROOT / "data" / "countries.geojson", description="GeoJSON with the country shapes."
    )

    @field_validator("prefix", mode="before")
    @classmethod
    def _without_last_slash(cls, prefix: object) -> object:
        return prefix.rstrip("/") if isinstance(prefix, str) else prefix

    @classmethod
    def read(cls, **given: object) -> Self:
        """Return the settings from the environment; ``given`` ones win.

        Raises:
            SettingError: names the variable and what is wrong with it.
        """
        try:
            return cls(**{k: v for k, v in given.items() if v is not None})  # type: ignore[arg-type]
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0]).upper()
            message = f"DASHBOARD_{name}={first['input']!r}: {first['msg']}"
            raise SettingError(message) from error
