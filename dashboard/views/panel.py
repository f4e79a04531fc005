"""The panel of a chosen country, or of two side by side: what a script cannot count."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.articles.dataset import Dataset, split_signature
from dashboard.articles.filters import NO_COUNTRY, Filters
from dashboard.locales import Texts
from dashboard.views import article
from dashboard.views.article import Record
from dashboard.views.markup import Element, element, written

MOST = 2  # countries side by side


def countries(filters: Filters) -> tuple[str, ...]:
    """Return the ISO alpha-3 codes of the countries that the panel shows; none when it is shut."""
    chosen = filters.country
    return chosen if len(chosen) <= MOST and NO_COUNTRY not in chosen else ()


def ends(
    dataset: Dataset, found: NDArray[np.intp], filters: Filters, texts: Texts
) -> dict[str, str]:
    """Return, for each country of the panel, its first and its last article as HTML.

    Args:
        dataset: holds the articles.
        found: positions of those that the filters mean, in any order.
        filters: of the view.
        texts: the language to write in.
    """
    return {
        code: written([*_ends(dataset, _of(dataset, found, code), texts)])
        for code in countries(filters)
    }


def _of(dataset: Dataset, found: NDArray[np.intp], code: str) -> NDArray[np.intp]:
    """Return those of the articles found that name a country."""
    column = dataset.frame["countries"].cat
    signatures = column.codes.to_numpy()[found]
    named = {int(s): split_signature(column.categories[int(s)]) for s in pd.unique(signatures)}
    naming = [signature for signature, codes in named.items() if code in codes]
    return found[np.isin(signatures, naming)]


def _ends(dataset: Dataset, own: NDArray[np.intp], texts: Texts) -> Iterator[Element]:
    """Yield the first and the last article; the frame has the newest first."""
    if not len(own):
        return
    first, last = own.max(), own.min()
    named = {texts("panel.only"): first}
    if first != last:
        named = {texts("panel.first"): first, texts("panel.last"): last}
    for name, position in named.items():
        row = dataset.frame.iloc[[position]].to_dict("records")[0]
        yield element("div", [element("dt", name), element("dd", _told(row, texts))])


def _told(row: Record, texts: Texts) -> list[Element]:
    day = row["date"].date()
    time = element("time", texts.day(day), dateTime=day.isoformat())
    return [time, element("br"), article.headline(row, (), texts)]
