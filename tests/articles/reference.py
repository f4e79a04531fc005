"""What filters and counts mean, said once more without pandas and without care for speed."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.articles.filters import Filters
from dashboard.articles.model import Article

KEYS = ("country", "category", "topic", "source", "language")


@dataclass(frozen=True)
class Term:
    """One part of a search: a word or a phrase, wanted or not."""

    text: str
    is_phrase: bool
    excluded: bool

    def __str__(self) -> str:
        return "-" * self.excluded + (f'"{self.text}"' if self.is_phrase else self.text)


def words(text: str) -> list[str]:
    """Return the words of a text without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return re.findall("[a-z0-9]+", "".join(c for c in decomposed if c < "\u0300"))


def values(article: Article, key: str) -> set[str]:
    """Return how the values of an article stand in a query."""
    if key == "country":
        return set(article.countries) or {"-"}
    if key == "topic":
        return {"-".join(words(topic)) for topic in article.topics}
    written = getattr(article, key)
    return {"-".join(words(written))} if written else set()


def passes(article: Article, key: str, filters: Filters, terms: Sequence[Term]) -> bool:
    """Say whether an article passes one of the filters."""
    if key == "period":
        after = filters.start is None or article.date >= filters.start
        return after and (filters.end is None or article.date <= filters.end)
    if key == "q":
        return all(_found(article, term) != term.excluded for term in terms)
    chosen = getattr(filters, key)
    return not chosen or bool(values(article, key) & set(chosen))


def chosen(
    articles: Sequence[Article], filters: Filters, terms: Sequence[Term], without: str = ""
) -> list[Article]:
    """Return the articles that pass all of the filters, or all but one."""
    keys = [key for key in (*KEYS, "period", "q") if key != without]
    return [a for a in articles if all(passes(a, key, filters, terms) for key in keys)]


def counted(articles: Sequence[Article], key: str) -> Counter[str]:
    """Return how many articles have each value."""
    return Counter(value for article in articles for value in values(article, key))


def by_value(
    every: Sequence[Article], linked: Sequence[Article], key: str
) -> list[tuple[str, int]]:
    """Return the values of all articles, the most frequent first, with the linked numbers."""
    overall, now = counted(every, key), counted(linked, key)
    return [(v, now[v]) for v in sorted(overall, key=lambda v: (-overall[v], v))]


def by_month(every: Sequence[Article], some: Sequence[Article]) -> list[int]:
    """Return the number of articles in each month from the first to the last of all articles."""
    numbers = [a.date.year * 12 + a.date.month for a in some]
    months = [a.date.year * 12 + a.date.month for a in every]
    return [numbers.count(m) for m in range(min(months), max(months) + 1)] if every else []


def _found(article: Article, term: Term) -> bool:
    texts = [words(article.title), words(article.summary)]
    wanted = words(term.text)
    if not term.is_phrase:
        return all(any(word.startswith(w) for text in texts for word in text) for w in wanted)
    return any(
        text[start : start + len(wanted)] == wanted for text in texts for start in range(len(text))
    )
