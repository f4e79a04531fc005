"""The search index: which articles have a word or a phrase, without reading their texts.

Every text is kept as the numbers of its words in a sorted vocabulary. The words with one
beginning are neighbours there, and so are the articles that have them: a beginning is one slice.
A phrase is a run of numbers.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dashboard.articles.terms import Part, Term
from dashboard.text import END, words

_CHUNK = 4000  # texts read at a time: few, because no visitor is answered meanwhile
_LAST = "\U0010ffff"  # sorts after every letter and digit

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Column:
    """The words of one column of texts.

    Attributes:
        vocabulary: every word once, in the order of their characters' codes.
        stream: the number of each word in the vocabulary, text after text, ``END`` after each.
        ends: where in the stream each text ends.
        rows: the texts that have the first word of the vocabulary, ascending, those that have the
            second one, and so on.
        bounds: where in ``rows`` those of each word begin; one more than there are words.
    """

    vocabulary: pa.Array
    stream: Numbers
    ends: Numbers
    rows: Numbers
    bounds: Numbers

    def having(self, part: Part) -> Mask:
        """Return which texts have the words of a part."""
        *before, last = part.words
        first, after = self._range(last, is_open=part.is_open)
        found = np.zeros(len(self.ends), dtype=bool)
        if not before:
            found[self.rows[self.bounds[first] : self.bounds[after]]] = True
            return found
        spans = [*(self._range(word, is_open=False) for word in before), (first, after)]
        found[np.searchsorted(self.ends, self._places(spans))] = True
        return found

    def _range(self, word: str, *, is_open: bool) -> tuple[int, int]:
        """Return between which numbers the words are that are, or begin with, a word."""
        first = bisect_left(self.vocabulary, word, key=_text)
        if is_open:
            return first, bisect_left(self.vocabulary, word + _LAST, lo=first, key=_text)
        known = first < len(self.vocabulary) and _text(self.vocabulary[first]) == word
        return first, first + known

    def _places(self, spans: Sequence[tuple[int, int]]) -> NDArray[np.intp]:
        """Return where in the stream a run of words begins, each from a range of numbers."""
        places = np.flatnonzero(_within(self.stream, *spans[0]))
        for distance, span in enumerate(spans[1:], start=1):
            places = places[_within(self.stream[places + distance], *span)]
        return places


@dataclass(frozen=True, slots=True)
class Index:
    """The words of titles and summaries, one text of each an article."""

    title: Column = field(repr=False)
    summary: Column = field(repr=False)

    def matching(self, terms: Sequence[Term]) -> Mask:
        """Return which articles have all terms and none of the excluded ones."""
        found = np.ones(len(self.title.ends), dtype=bool)
        for term in terms:
            found &= self.having(term) != term.excluded
        return found

    def having(self, term: Term) -> Mask:
        """Return which articles have a term; its parts may stand in title and summary."""
        found = np.ones(len(self.title.ends), dtype=bool)
        for part in term.parts:
            found &= self.title.having(part) | self.summary.having(part)
        return found

    def relevance(self, terms: Sequence[Term]) -> NDArray[np.uint16]:
        """Return how well each article answers terms that it has: the higher, the better.

        What is found in more titles' words comes first; among equals, what has more of them as
        whole words and not only as beginnings.
        """
        parts = [part for term in terms if not term.excluded for part in term.parts]
        in_titles, whole = (np.zeros(len(self.title.ends), dtype=np.uint16) for _ in range(2))
        for part in parts:
            closed = Part(part.words, is_open=False)
            titled = self.title.having(part)
            in_titles += titled
            whole += np.where(titled, self.title.having(closed), self.summary.having(closed))
        scores: NDArray[np.uint16] = in_titles * np.uint16(len(parts) + 1) + whole
        return scores


def index(frame: pd.DataFrame) -> Index:
    """Return the index of a frame's columns ``title`` and ``summary``.

    For 1 million articles it takes some seconds of one core and about 120 MB.
    """
    return Index(_column(frame["title"]), _column(frame["summary"]))


def _column(texts: pd.Series) -> Column:
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    numbers[END]  # so that it has a number even if there is no text
    stream = np.concatenate([np.empty(0, np.int32), *_numbered(texts, numbers)])
    known = pa.array([*numbers], pa.string())
    order = pc.sort_indices(known).to_numpy()
    ranks = np.empty(len(order), np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    stream = ranks[stream]
    ends = np.flatnonzero(stream == ranks[0]).astype(np.int32)
    return Column(known.take(pa.array(order)), stream, ends, *_postings(stream, ends, len(order)))


def _numbered(texts: pd.Series, numbers: defaultdict[str, int]) -> Iterator[Numbers]:
    """Yield the numbers of the words, chunk by chunk; a word not met before gets the next one."""
    for start in range(0, len(texts), _CHUNK):
        read = words(texts.array[start : start + _CHUNK].tolist())
        yield np.fromiter(map(numbers.__getitem__, read), np.int32, len(read))


def _postings(stream: Numbers, ends: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """Return the rows of each word, and where those of each begin."""
    rows = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=-1))
    pairs = stream.astype(np.int64) << 32 | rows
    pairs.sort()
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    bounds = np.searchsorted(pairs, np.arange(size + 1) << 32)
    return (pairs & 0xFFFFFFFF).astype(np.int32), bounds.astype(np.int32)


def _text(scalar: pa.Scalar) -> str:
    return str(scalar.as_py())


def _within(numbers: Numbers, first: int, after: int) -> Mask:
    is_one = after - first == 1
    within: Mask = numbers == first if is_one else (numbers >= first) & (numbers < after)
    return within
