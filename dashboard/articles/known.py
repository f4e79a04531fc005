"""Which of the articles that an import brings the archive has already, and as which."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles import twins
from dashboard.articles.changes import Changes, compare
from dashboard.articles.delta import Delta
from dashboard.articles.table import keys


def compared(table: Delta | None, content: pa.Table) -> Changes:
    """Decide what an upsert has to write, with each article under the id that it has already.

    Args:
        table: the archive; None while there is none.
        content: what is brought, with the columns of ``CONTENT``; ids are distinct.
    """
    if table is None:
        return compare((), content)
    there = table.ids()
    content = _settled(table, content, there)
    known = content["id"].filter(pa.array(_among(content["id"], there)))
    return compare(table.having(known.to_pylist()) if len(known) else (), content)


def _settled(table: Delta, content: pa.Table, there: np.ndarray) -> pa.Table:
    """Return articles that the archive does not have under the id of the same article, if any."""
    fresh = content.select(twins.COLUMNS).filter(pa.array(~_among(content["id"], there)))
    has_address = pc.not_equal(fresh["url"], "")
    bare, addressed = fresh.filter(pc.invert(has_address)), fresh.filter(has_address)
    found: dict[str, str] = {}
    if len(bare):
        days = pc.unique(bare["date"])
        near = table.selected(twins.COLUMNS, lambda part: pc.is_in(part["date"], days))
        found |= twins.of_bare(bare, near.filter(pc.not_equal(near["url"], "")))
    ids = pa.array(twins.keys(addressed), pa.string())
    if _among(ids, there).any():
        known = table.selected(twins.COLUMNS, lambda part: pc.is_in(part["id"], ids))
        addresses = dict(zip(known["id"].to_pylist(), known["url"].to_pylist(), strict=True))
        found |= twins.of_addressed(addressed, addresses)
    return twins.renamed(content, found) if found else content


def _among(ids: pa.Array, there: np.ndarray) -> np.ndarray:
    # What is looked up is made a table of, so first the few: numpy takes 30 times as long.
    own = keys(ids)
    found = there[pd.Series(there).isin(own).to_numpy()]
    return pd.Series(own).isin(found).to_numpy()
