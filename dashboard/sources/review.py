"""Which articles wait for a person to decide whether they are one."""

from collections.abc import Collection, Sequence
from datetime import timedelta

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles import decisions
from dashboard.articles.archive import Archive
from dashboard.articles.changes import Changes
from dashboard.articles.dataset import SEPARATOR
from dashboard.articles.model import Status
from dashboard.articles.table import SCHEMA
from dashboard.sources import similar

COLUMNS = (*similar.CONTENT, "status", "reason", "decisions", "changed_at")
# So that an import need not read the titles of a large archive, nor compare all with all.
_MOST_FRESH = 5_000
_LARGEST = 200_000


def waiting(articles: pa.Table, ids: Collection[str] | None = None) -> pd.DataFrame:
    """Return the pairs of articles that nobody has decided on, the likeliest first.

    At least one of the two is published. The other may be withdrawn: what came back under another
    address may have to go again. An article that gave way to another one is in no pair.

    Args:
        articles: with the columns of ``COLUMNS``.
        ids: only the pairs of these; None for all pairs.

    Returns:
        what :func:`dashboard.sources.similar.pairs` does.
    """
    published = pc.equal(articles["status"], str(Status.PUBLISHED))
    of_these = pc.is_in(articles["id"], pa.array([*(ids or ())], pa.string()))
    fresh = _frame(articles.filter(published if ids is None else pc.and_(published, of_these)))
    known = _frame(articles.filter(pc.invert(decisions.gave_way(articles["reason"]))))
    found = similar.pairs(fresh, known)
    done = {frozenset((made.id, made.other)) for made in decisions.of(articles)}
    pairs = zip(found["id"], found["other"], strict=True)
    is_open = np.array([frozenset(pair) not in done for pair in pairs], bool)
    return found[is_open].reset_index(drop=True)


def count_fresh(archive: Archive, landed: Sequence[Changes]) -> int | None:
    """Return how many pairs wait with the articles that imports have just brought.

    None when telling it could take longer than the imports: of large ones, or a large archive.
    """
    fresh = pa.concat_tables(
        [changes.fresh.select(("id", "date")) for changes in landed]
        or [SCHEMA.empty_table().select(("id", "date"))]
    )
    if not len(fresh):
        return 0
    if len(fresh) > _MOST_FRESH or archive.size() > _LARGEST:
        return None
    near = {
        day + timedelta(days=away)
        for day in pc.unique(fresh["date"]).to_pylist()
        for away in range(-similar.DAYS, similar.DAYS + 1)
    }
    return len(waiting(archive.rows(COLUMNS, near), fresh["id"].to_pylist()))


def _frame(articles: pa.Table) -> pd.DataFrame:
    joined = pc.binary_join(articles["countries"].cast(pa.list_(pa.string())), SEPARATOR)
    place = articles.schema.get_field_index("countries")
    articles = articles.set_column(place, "countries", joined).select(similar.CONTENT)
    frame: pd.DataFrame = articles.to_pandas(date_as_object=False)
    return frame
