"""The dataset: the articles being served, as one pandas frame in memory."""

import logging
import threading
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles import search
from dashboard.articles.archive import Archive
from dashboard.articles.model import Status
from dashboard.articles.search import Index
from dashboard.articles.table import SCHEMA
from dashboard.errors import DataError
from dashboard.settings import ROOT

SAMPLE = ROOT / "data" / "sample_articles.csv"
SEPARATOR = ";"
_SIGNATURES = ("countries", "basis", "topics")
# Nobody is told what people decided about pairs of articles, and of the sample nobody decided.
_SHOWN = [name for name in SCHEMA.names if name != "decisions"]
_CATEGORICAL = ("category", "language", "source", *_SIGNATURES)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Dataset:
    """One version of the articles; never changed after it is made.

    Attributes:
        version: the archive's identity of this version; the sample's name and checksum.
        frame: one row an article that is not withdrawn, newest first. ``countries`` and ``topics``
            are categorical signatures (``KEN;UGA``), and so is ``basis``, how each of the
            countries was found; ``category``, ``language`` and ``source`` are
            categorical; ``date`` is a timestamp, ``month`` the first day of its month;
            ``imported_at`` and ``changed_at`` are UTC.
        index: the words of the titles and summaries, in the order of the rows.
        is_sample: whether these are the generated articles that ship with the dashboard.
        as_of: when the last of the articles arrived, changed or was withdrawn, UTC; None when
            there is none.
        withdrawn: the withdrawn articles as a dataset of their own, with the column ``reason``;
            what they said is kept for the filters alone and is never to be shown.
    """

    version: str
    frame: pd.DataFrame = field(repr=False)
    index: Index = field(repr=False)
    is_sample: bool = False
    as_of: datetime | None = None
    withdrawn: "Dataset | None" = field(default=None, repr=False)


def split_signature(signature: str) -> tuple[str, ...]:
    """Return the values a signature stands for; none for an empty one."""
    return tuple(signature.split(SEPARATOR)) if signature else ()


def from_table(table: pa.Table, version: str) -> Dataset:
    """Return the dataset of a table with the columns of ``table.SCHEMA``."""
    for name in _SIGNATURES:
        joined = pc.binary_join(table[name].cast(pa.list_(pa.string())), SEPARATOR)
        table = table.set_column(table.schema.get_field_index(name), name, joined)
    return from_frame(version, table.select(_SHOWN).to_pandas(date_as_object=False))


def from_sample(path: Path = SAMPLE) -> Dataset:
    """Return the dataset of the generated articles that ship with the dashboard.

    Raises:
        DataError: names the file when it is missing or not what it should be.
    """
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, usecols=_SHOWN)
        frame["date"] = pd.to_datetime(frame["date"], format="%Y-%m-%d")
        for name in ("imported_at", "changed_at"):
            frame[name] = pd.to_datetime(frame[name], format="ISO8601", utc=True)
        version = f"sample.{zlib.crc32(path.read_bytes()):08x}"
        return from_frame(version, frame, is_sample=True)
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"{path}: cannot be read as sample articles: {error}") from error


def from_frame(version: str, rows: pd.DataFrame, *, is_sample: bool = False) -> Dataset:
    """Return the dataset of rows with the columns of ``table.SCHEMA``, lists as signatures."""
    frame = _prepare(rows, Status.PUBLISHED).drop(columns="reason")
    gone = _prepare(rows, Status.WITHDRAWN)
    last = rows["changed_at"].max()
    return Dataset(
        version,
        frame,
        search.index(frame),
        is_sample,
        None if pd.isna(last) else last.to_pydatetime(),
        Dataset(version, gone, search.index(gone), is_sample),
    )


def _prepare(rows: pd.DataFrame, status: Status) -> pd.DataFrame:
    meant = rows[rows["status"] == str(status)].drop(columns="status")
    meant = meant.sort_values(["date", "id"], ascending=[False, True], ignore_index=True)
    meant["month"] = meant["date"].dt.to_period("M").dt.to_timestamp()
    return meant.astype(dict.fromkeys(_CATEGORICAL, "category"))


class Served:
    """The dataset being served: the sample until there is an archive, then its newest version.

    ``current`` is replaced in one assignment, so whoever reads it once sees one version only.

    Args:
        archive: where the articles are kept.
        seconds: how long the background thread waits between two looks at the archive.

    Raises:
        ArchiveError: there is an archive and it cannot be read.
        DataError: there is none and the sample cannot be read.
    """

    def __init__(self, archive: Archive, seconds: float) -> None:
        self._archive, self._seconds = archive, seconds
        self._stopping = threading.Event()
        self._failing = False
        self.current = from_sample() if archive.version() is None else self._newest()

    @property
    def is_behind(self) -> bool:
        """Whether the archive could not be read when it was last looked at."""
        return self._failing

    def refresh(self) -> bool:
        """Load the archive's newest version if it is not the one being served; tell whether."""
        if self._archive.identity() in {None, self.current.version}:
            return False
        self.current = self._newest()
        return True

    def start(self) -> None:
        """Start the thread that follows the archive; it ends with the process or :meth:`stop`."""
        threading.Thread(target=self._follow, name="dataset", daemon=True).start()

    def stop(self) -> None:
        """End the thread that follows the archive."""
        self._stopping.set()

    def _newest(self) -> Dataset:
        version, table = self._archive.read()
        newest = from_table(table, version)
        _log.info("serving version %s: %s articles", version, len(newest.frame))
        return newest

    def _follow(self) -> None:
        while not self._stopping.wait(self._seconds):
            try:
                self.refresh()
                self._failing = False
            except Exception:  # noqa: BLE001  the old version is served on
                if not self._failing:
                    _log.exception("still serving version %s", self.current.version)
                self._failing = True
