"""Random filters: any value that a query can mean."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from dashboard.articles.filters import Filters
from dashboard.places import names
from dashboard.text import slug

COUNTRIES = ("-", *names.codes())
ANY_TEXT = st.text(st.characters())  # half characters (surrogates) among them


def _few(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=3, unique=True).map(tuple)


_SLUGS = _few(st.text(max_size=5).map(slug).filter(bool))
_DAYS = st.dates(date.min, date.max)
_MOMENTS = st.none() | st.datetimes(datetime(2025, 12, 1), datetime(2026, 2, 1)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000, tzinfo=UTC)
)
_PERIODS = st.one_of(
    st.just((None, None)),
    st.tuples(_DAYS, st.none()),
    st.tuples(st.none(), _DAYS),
    st.tuples(_DAYS, _DAYS).map(lambda days: (min(days), max(days))),
)


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    """Draw filters with valid values only."""
    start, end = draw(_PERIODS)
    return Filters(
        country=draw(_few(st.sampled_from(COUNTRIES))),
        category=draw(_SLUGS),
        topic=draw(_SLUGS),
        source=draw(_SLUGS),
        language=draw(_few(st.from_regex(r"[a-z]{2}", fullmatch=True))),
        start=start,
        end=end,
        since=draw(_MOMENTS),
        q=draw(st.text(max_size=40).map(lambda text: " ".join(text.split()))),
    )
