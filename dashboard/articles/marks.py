"""Where in a text a search finds what it asks for, to be marked there."""

from collections.abc import Iterator, Sequence

from dashboard.articles.terms import Part, Term
from dashboard.text import ends_at, located

Found = Sequence[tuple[str, tuple[int, ...]]]


def spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Return the stretches of a text that a search finds, in order and apart from each other.

    Each is the place of its first character and the place after its last one. Of a word that is
    longer than what is asked for only the beginning is meant; excluded terms find nothing.
    """
    parts = [part for term in terms if not term.excluded for part in term.parts]
    found = [*located(text)] if parts else []
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for part in parts for span in _spans(text, found, part)):
        if joined and start <= joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return joined


def _spans(text: str, found: Found, part: Part) -> Iterator[tuple[int, int]]:
    *before, last = part.words
    words = [word for word, _ in found]
    for at in range(len(before), len(found)):
        word, places = found[at]
        is_last = word.startswith(last) if part.is_open else word == last
        first = at - len(before)
        if is_last and words[first:at] == before:
            yield found[first][1][0], ends_at(text, places[len(last) - 1])
