"""The address of an article where its row tells it by a link: behind its title, or “Read more”."""

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources.cell_links import Place
from dashboard.sources.columns import Columns
from dashboard.sources.row import WHOLE_FILE, Note

_LAST = 1_000_000  # the rank of what counts only where no column tells an address
_ADDRESS = r"^\s*https?://"


def addresses(
    cells: Sequence[pa.Array], links: Mapping[Place, str], columns: Columns
) -> tuple[list[pa.Array], Columns]:
    """Return the columns of a table, and which hold which field, with what links say of addresses.

    A link stands in the place of a text that is no address, in a column of addresses; one of a
    title counts where no column tells an address.

    Args:
        cells: one array of texts a column.
        links: row and column of a cell → web address that it leads to.
        columns: which columns hold which field.
    """
    cells, own = [*cells], columns.get("url", [])
    for _, place in own:
        linked = _column(links, place, len(cells[place]))
        is_address = pc.match_substring_regex(cells[place].fill_null(""), _ADDRESS)
        cells[place] = pc.if_else(is_address, cells[place], pc.coalesce(linked, cells[place]))
    titles = [_column(links, place, len(cells[place])) for _, place in columns.get("title", [])]
    if not any(len(column) > column.null_count for column in titles):
        return cells, columns
    return [*cells, pc.coalesce(*titles)], {**columns, "url": [*own, (_LAST, len(cells))]}


def untold(
    header: Sequence[str], links: Mapping[Place, str] | None, columns: Columns
) -> Iterator[Note]:
    """Yield a note on links of which none becomes an address.

    Args:
        header: names of the columns.
        links: of the rows below it; None when they cannot be told.
        columns: which columns hold which field.
    """
    if links is None:
        yield Note(WHOLE_FILE, "the links of its cells cannot be told; write addresses as text")
        return
    told = {place for field in ("url", "title") for _, place in columns.get(field, [])}
    left = sorted({column for _, column in links} - told)
    if left:
        names = ", ".join(repr(header[column] or f"column {column + 1}") for column in left)
        yield Note(WHOLE_FILE, f"links of {names} are not read; --map url=COLUMN reads one's")


def _column(links: Mapping[Place, str], column: int, count: int) -> pa.Array:
    found: list[str | None] = [None] * count
    for (row, place), address in links.items():
        if place == column and row < count:
            found[row] = address
    return pa.array(found, pa.string())
