"""What the API takes and gives, as its documentation shows it."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from dashboard.articles.model import Basis
from dashboard.articles.select import Sort

MOST = 500  # articles of one answer
_DAY = "A day, month or year; a month or year means its {edge} day. The day itself is included."
Number = Annotated[int, Field(ge=0)]


class Filtering(BaseModel):
    """Which articles are meant: the query of the map, key by key."""

    model_config = ConfigDict(extra="ignore")

    country: str = Field(
        "",
        description="Codes of countries (ISO 3166-1 alpha-3, `XKX` for Kosovo), any of them; `-` "
        "for articles that name none.",
        examples=["KEN,UGA"],
    )
    category: str = Field(
        "", description="Keys of categories, any of them.", examples=["urgent-interventions"]
    )
    topic: str = Field(
        "", description="Keys of topics, any of them.", examples=["freedom-of-expression"]
    )
    source: str = Field("", description="Keys of publishers, any of them.", examples=["omct"])
    language: str = Field(
        "", description="Languages of articles (ISO 639-1), any of them.", examples=["en,fr"]
    )
    start: str = Field(
        "", alias="from", description=_DAY.format(edge="first"), examples=["2014-01"]
    )
    end: str = Field("", alias="to", description=_DAY.format(edge="last"), examples=["2015-11-17"])
    since: str = Field(
        "",
        description="Articles that came to the archive after this moment (ISO 8601, UTC).",
        examples=["2026-01-01T00:00:00Z"],
    )
    q: str = Field(
        "",
        description="Words in title or summary, all of them; they may be beginnings. "
        '`"words in quotation marks"` stand side by side, `-word` leaves out.',
        examples=['lawyer -"fair trial"'],
    )
    lang: str = Field(
        "",
        description="Language to write names and messages in (`en`, `fr`); without it that of "
        "`Accept-Language`.",
        examples=["fr"],
    )


class Paging(Filtering):
    """Which articles, and which of them now."""

    limit: int = Field(50, ge=1, le=MOST, description="How many at most.")
    cursor: str = Field(
        "",
        description="Where to go on: `next` of the answer before. What is added or withdrawn "
        "meanwhile makes no article come twice or be left out.",
        examples=["bmV3ZXN0fDB8MjAxNS0xMS0xN3wwMDdkMDcyOTBhMThmYTM2"],
    )


class Listing(Paging):
    """Which articles, in which order, and which of them now."""

    sort: Sort = Field(Sort.NEWEST, description="`relevance` needs `q`.")


class Problem(BaseModel):
    """Why there is no answer."""

    error: str = Field(description="Kind of the error.", examples=["value"])
    parameter: str | None = Field(description="What of the request is at fault.", examples=["from"])
    message: str = Field(description="What is wrong, in words.")


class Answer(BaseModel):
    """What stands in every answer."""

    dataset_version: str = Field(description="Identity of the version of the articles.")
    as_of: datetime | None = Field(
        description="When the last article arrived, changed or was withdrawn."
    )
    is_sample: bool = Field(description="Whether the articles are generated and report nothing.")


class Place(BaseModel):
    """A country of an article."""

    code: str = Field(description="ISO 3166-1 alpha-3, `XKX` for Kosovo.", examples=["KEN"])
    name: str = Field(examples=["Kenya"])
    found: Basis = Field(description="How it was found.")


class Article(BaseModel):
    """An article published."""

    id: str
    title: str = Field(description="Plain text; may be empty.")
    summary: str = Field(description="Plain text; may be empty.")
    url: str = Field(description="http or https; may be empty.")
    date: date
    category: str
    topics: list[str]
    countries: list[Place]
    language: str = Field(description="ISO 639-1; may be empty.")
    source: str = Field(description="Who published it.")
    imported_at: datetime
    changed_at: datetime


class Articles(Answer):
    """Some of the articles that the query means."""

    total: Number = Field(description="How many articles the query means.")
    next: str | None = Field(description="The `cursor` of what follows; null at the end.")
    articles: list[Article]


class Tombstone(BaseModel):
    """An article that was withdrawn."""

    id: str
    withdrawn_at: datetime
    reason: str = Field(description="In words; may be empty.")


class Withdrawn(Answer):
    """Some of the withdrawn articles that the query would mean."""

    total: Number
    next: str | None = Field(description="The `cursor` of what follows; null at the end.")
    withdrawn: list[Tombstone]


class Value(BaseModel):
    """A value of a filter."""

    key: str = Field(description="As it stands in a query.", examples=["urgent-interventions"])
    name: str = Field(description="As people read it.", examples=["Urgent Interventions"])
    articles: Number = Field(
        description="Articles that have it, under all filters but its own; one with two countries "
        "counts once in each."
    )


class Span(BaseModel):
    """A month, or the part of one that lies within or outside the period."""

    first: date
    last: date
    articles: Number = Field(description="Articles under all filters but the period.")
    all: Number = Field(description="All articles.")


class Counts(Answer):
    """Numbers of articles published, each under all filters but its own."""

    total: Number = Field(description="Articles that the query means, each once.")
    all: Number = Field(description="All articles.")
    by: dict[str, list[Value]] = Field(description="Values by filter, the most frequent first.")
    spans: list[Span]


class Country(BaseModel):
    """A country that articles name, and where to subscribe to it."""

    code: str = Field(description="ISO 3166-1 alpha-3, `XKX` for Kosovo.", examples=["KEN"])
    name: str = Field(examples=["Kenya"])
    articles: Number = Field(description="Under all filters but the country's own.")
    feeds: dict[str, str] = Field(description="Addresses by format.")


class Countries(Answer):
    """The countries that articles name."""

    countries: list[Country]


class Cells(Answer):
    """The articles reduced to what it takes to count them by anything.

    Every cell is a span of time and one set of values (a signature) of each filter, with the
    number of articles that have exactly these: row `n` of all lists of `cells`.
    """

    unit: Literal["month", "quarter", "year"] | None = Field(
        description="Length of a span; null when there are too many cells: then there are none."
    )
    spans: list[date] = Field(description="First days of the spans.")
    keys: dict[str, list[str]] = Field(description="Values by filter.")
    signatures: dict[str, list[list[int]]] = Field(
        description="By filter the sets of values, each value as its place in `keys`."
    )
    cells: dict[str, list[int]] = Field(
        description="`span`: place in `spans`; `articles`: their number; and by filter the place "
        "in `signatures`."
    )
