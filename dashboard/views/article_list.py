"""The list of articles, a page at a time, month by month or the most relevant first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from dashboard.articles import terms
from dashboard.articles.dataset import Dataset
from dashboard.articles.filters import Filters
from dashboard.articles.select import Sort
from dashboard.articles.view import View
from dashboard.locales import Texts
from dashboard.views import article, keys
from dashboard.views.article import Record
from dashboard.views.markup import Element, aria, disabled, element, link


def layout(
    dataset: Dataset, found: NDArray[np.intp], view: View, texts: Texts, size: int
) -> list[Element]:
    """Return one page of the list.

    Args:
        dataset: holds the articles.
        found: positions of those that the view means, in its order.
        view: its page is shown, or the last one when there are fewer.
        texts: the language to write in.
        size: articles on a page.
    """
    if not len(found):
        return [_empty(dataset, view, texts)]
    pages = -(-len(found) // size)
    page = min(view.page, pages)
    first = (page - 1) * size
    rows = dataset.frame.iloc[found[first : first + size]].to_dict("records")
    bar = element("div", [_orders(view, texts), keys.button(texts)], className="orders")
    return [bar, *_groups(rows, first + 1, view, texts), *_pager(page, pages, view, texts)]


def _empty(dataset: Dataset, view: View, texts: Texts) -> Element:
    """Return what stands instead of articles: the words that no article has, and a way out."""
    wanted = terms.wanted(view.filters.q)
    missing = [term.written for term in wanted if not dataset.index.having(term).any()]
    again = link(texts("chips.clear"), view.filtered(Filters()), "clear:list", className="clear")
    return element(
        "div",
        [
            element("p", texts("list.empty")),
            *(element("p", texts("list.empty.word", word=word)) for word in missing),
            element("p", [texts("list.empty.hint"), " ", again]),
        ],
        className="empty",
    )


def _orders(view: View, texts: Texts) -> Element:
    """Return a link to each order there is for the view."""
    possible = [sort for sort in Sort if view.filters.q or sort is not Sort.RELEVANCE]
    links = [
        link(
            texts(f"list.sort.{sort}"),
            replace(view, sort=sort, page=1),
            f"sort:{sort}",
            **(aria(current="true") if sort is view.sort else {}),
        )
        for sort in possible
    ]
    return element("nav", links, **aria(label=texts("list.sort")))


def _groups(rows: Sequence[Record], first: int, view: View, texts: Texts) -> Iterator[Element]:
    """Yield the articles, under a heading for each month where they stand in order of time."""
    found = terms.read(view.filters.q)

    def items(some: Sequence[Record], start: int, heading: str) -> Element:
        made = [element("li", article.layout(row, heading, view, found, texts)) for row in some]
        return element("ol", made, start=str(start))

    if view.sort is Sort.RELEVANCE:
        yield items(rows, first, "h3")
        return
    for month, group in groupby(rows, key=lambda row: row["month"]):
        some = [*group]
        yield element("h3", texts.month(month), className="month")
        yield items(some, first, "h4")
        first += len(some)


def _pager(page: int, pages: int, view: View, texts: Texts) -> Iterator[Element]:
    if pages == 1:
        return
    targets = {"first": 1, "previous": page - 1, "next": page + 1, "last": pages}
    ends = {"first": page > 1, "previous": page > 1, "next": page < pages, "last": page < pages}
    steps = [
        link(texts(f"list.{name}"), replace(view, page=target), f"page:{name}")
        if ends[name]
        else disabled(texts(f"list.{name}"))
        for name, target in targets.items()
    ]
    where = element("span", texts("list.page", page=page, pages=pages), className="where")
    yield element("nav", [*steps[:2], where, *steps[2:]], **aria(label=texts("list.pages")))
