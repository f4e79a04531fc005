"""What filters and counts mean, said once more without pandas and without care for speed."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.articles.filters import Filters
from dashboard.articles.model import Article
from tests.articles import made

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
    plain = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", plain)
    return re.findall(r"[^\W_]+", "".join(c for c in decomposed if not unicodedata.combining(c)))


def is_unspaced(character: str) -> bool:
    """Say whether a character's script puts no space between words."""
    return unicodedata.name(character, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "THAI"))


def strand(text: str) -> list[str]:
    """Return the words of a text, those without spaces between them cut into characters.

    An empty text stands where one run of such characters ends and another begins.
    """
    found: list[str] = []
    for word in words(text):
        if found and is_unspaced(found[-1][-1]) and is_unspaced(word[0]):
            found.append("")
        for starts, character in enumerate(word):
            if starts and not is_unspaced(character) and not is_unspaced(found[-1][-1]):
                found[-1] += character
            else:
                found.append(character)
    return found


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
    if key == "since":
        return filters.since is None or filters.since < made.ARRIVED
    chosen = getattr(filters, key)
    return not chosen or bool(values(article, key) & set(chosen))


def chosen(
    articles: Sequence[Article], filters: Filters, terms: Sequence[Term], without: str = ""
) -> list[Article]:
    """Return the articles that pass all of the filters, or all but one."""
    keys = [key for key in (*KEYS, "period", "q", "since") if key != without]
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


def relevance(article: Article, terms: Sequence[Term]) -> tuple[int, int]:
    """Return how many words are found in the title, and how many are found as whole words."""
    in_title = whole = 0
    for wanted, is_phrase in _wanted(terms):
        titled = _stands(strand(article.title), wanted, is_phrase)
        in_title += titled
        whole += _stands(strand(article.title if titled else article.summary), wanted, True)
    return in_title, whole


def _wanted(terms: Sequence[Term]) -> Iterator[tuple[list[str], bool]]:
    for term in terms:
        if not term.excluded:
            for text in [term.text] if term.is_phrase else words(term.text):
                yield strand(text), term.is_phrase


def _found(article: Article, term: Term) -> bool:
    texts = [strand(article.title), strand(article.summary)]
    return all(
        any(_stands(text, wanted, is_phrase) for text in texts)
        for wanted, is_phrase in _wanted([replace(term, excluded=False)])
    )


def _stands(text: list[str], wanted: list[str], whole: bool) -> bool:
    """Say whether words stand side by side in a text; the last one may only begin there."""
    runs = (text[start : start + len(wanted)] for start in range(len(text) - len(wanted) + 1))
    return any(
        run[:-1] == wanted[:-1]
        and (run[-1] == wanted[-1] if whole else run[-1].startswith(wanted[-1]))
        for run in runs
    )
