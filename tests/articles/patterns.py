"""What stands out in a selection, said once more in plain Python, article by article."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from dashboard.articles.filters import NO_COUNTRY, Filters
from dashboard.articles.model import Article
from tests.articles.reference import chosen, counted

YEARS = 5


@dataclass(frozen=True)
class Least:
    """What a pattern takes, as in ``assets/patterns.js``."""

    articles: int = 10
    months: int = 3
    rise: int = 10
    before: int = 5
    times: float = 1.5


def serial(day: date) -> int:
    """Return the number of a month."""
    return 12 * day.year + day.month - 1


def first_day(month: int) -> date:
    """Return the first day of a month by its number."""
    return date(month // 12, month % 12 + 1, 1)


def busiest(articles: Sequence[Article], filters: Filters, least: Least) -> Any:
    """Return (articles, first day, day after) of the month that has most of them."""
    found = chosen(articles, filters, ())
    numbers = Counter(serial(a.date) for a in found)
    if len(found) < least.articles or len(numbers) < least.months:
        return None
    (month, number), *others = numbers.most_common(2)
    if any(other == number for _, other in others):
        return None
    end = min(first_day(month + 1), (filters.end or date(2999, 1, 1)) + timedelta(1))
    return number, max(first_day(month), filters.start or date.min), end


def silence(articles: Sequence[Article], filters: Filters, least: Least) -> Any:
    """Return (months, first day, day after) of the longest time without an article."""
    found = chosen(articles, filters, ())
    used = sorted({serial(a.date) for a in found})
    gaps = [(b - a - 1, first_day(a + 1), first_day(b)) for a, b in pairwise(used)]
    longest = [gap for gap in gaps if gap[0] == max(g[0] for g in gaps) > 0]
    return longest[0] if len(found) >= least.articles and len(longest) == 1 else None


def rise(articles: Sequence[Article], filters: Filters, least: Least) -> Any:
    """Return (country, articles, those of the five years before, first day, day after)."""
    others = chosen(articles, replace(filters, start=None, end=None), (), without="country")
    months = _latest(articles, filters)
    if not months or not others or months[0] - 12 * YEARS < min(serial(a.date) for a in others):
        return None
    years = [m - 12 * ago for ago in range(1, YEARS + 1) for m in months]
    now, before = (
        counted([a for a in others if serial(a.date) in span], "country")
        for span in (months, years)
    )
    found = [
        (now[country] / before[country], now[country], country)
        for country in now
        if now[country] >= least.rise and before[country] >= least.before
        if now[country] * YEARS >= least.times * before[country]
        if country != NO_COUNTRY and country in (filters.country or now)
    ]
    steepest = [one for one in found if one[:2] == max(found)[:2]]
    if len(steepest) != 1:
        return None
    country = steepest[0][2]
    days = first_day(months[0]), first_day(months[-1] + 1)
    return country, now[country], before[country], *days


def _latest(articles: Sequence[Article], filters: Filters) -> list[int]:
    """Return the last twelve months that lie within the period as a whole."""
    every = [serial(a.date) for a in articles]
    months = range(min(every), max(every) + 1) if every else []
    start, end = filters.start or date.min, filters.end or date(2999, 1, 1)
    inside = [m for m in months if start <= first_day(m) and first_day(m + 1) <= end + timedelta(1)]
    return inside[-12:]
