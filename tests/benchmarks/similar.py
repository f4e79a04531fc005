"""How well and how fast articles that may be one are found.

``python -m tests.benchmarks.similar`` prints precision and recall on the table of titles, the
seconds and the peak of memory for an import of 5,000 into an archive of a million.
"""

import resource
import time

import numpy as np
import pandas as pd

from dashboard.articles import dataset
from dashboard.sources.similar import pairs
from dashboard.sources.wordings import same_wording
from tests.sources.similar_titles import DIFFERENT, SAME

KNOWN = 1_000_000
FRESH = 5_000
_COLUMNS = ["id", "title", "date", "countries", "language", "source", "url"]


def quality() -> tuple[float, float]:
    """Return precision and recall of near duplicates on the table of titles."""
    right = sum(same_wording(*pair) > 0 for pair in SAME)
    wrong = sum(same_wording(*pair) > 0 for pair in DIFFERENT)
    return right / (right + wrong), right / len(SAME)


def archive(size: int) -> pd.DataFrame:
    """Return so many articles: the sample again and again, on other days and with a number."""
    sample = dataset.from_sample().frame[_COLUMNS]
    made = sample.iloc[np.arange(size) % len(sample)].reset_index(drop=True)
    days = np.random.default_rng(1).integers(-3000, 3000, size)
    made["date"] = made["date"].astype("datetime64[s]") + pd.to_timedelta(days, unit="D")
    number = (made.index // len(sample)).astype(str)
    made["title"] = made["title"].astype(str) + " " + number
    made["id"] = made["id"].astype(str) + "-" + number
    return made


def main() -> None:
    """Print the figures."""
    print("precision {:.3f}, recall {:.3f}".format(*quality()), f"of {len(SAME)}+{len(DIFFERENT)}")
    known = archive(KNOWN)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fresh = known.sample(FRESH, random_state=1)
    fresh = fresh.assign(id="fresh-" + fresh["id"], title=fresh["title"] + ".")
    start, used = time.perf_counter(), time.process_time()
    found = pairs(fresh, known)
    seconds, used = time.perf_counter() - start, time.process_time() - used
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    took = f"{seconds:.1f} s ({used:.1f} s of processor), {grown:.0f} MB more"
    print(f"{FRESH:,} into {KNOWN:,}: {took}, {len(found):,} pairs")


if __name__ == "__main__":
    main()
