"""Answers about the dataset being served that are made once."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Generic, TypeVar

from dashboard.articles.dataset import Dataset

Question = TypeVar("Question", bound=Hashable)
Answer = TypeVar("Answer")


class Remembered(Generic[Question, Answer]):
    """A function of a dataset and a question that remembers its last answers.

    They are forgotten as soon as it is asked about another dataset.

    Args:
        make: returns the answer; it has to be the same every time.
        most: how many answers are kept.
    """

    def __init__(self, make: Callable[[Dataset, Question], Answer], most: int) -> None:
        self._make, self._most = make, most
        self._current: tuple[Dataset, Callable[[Question], Answer]] | None = None

    def __call__(self, dataset: Dataset, question: Question) -> Answer:
        """Return the answer to a question about a dataset."""
        current = self._current
        if current is None or current[0] is not dataset:
            answer = lru_cache(self._most)(lambda asked: self._make(dataset, asked))
            self._current = current = dataset, answer
        return current[1](question)
