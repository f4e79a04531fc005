"""Answers about the dataset being served that are made once."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
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
        self._lock = threading.Lock()
        self._about: Dataset | None = None
        self._kept: OrderedDict[Question, Answer] = OrderedDict()

    def __call__(self, dataset: Dataset, question: Question) -> Answer:
        """Return the answer to a question about a dataset."""
        answer = self.known(dataset, question)
        if answer is None:
            answer = self._make(dataset, question)
            self._keep(dataset, question, answer)
        return answer

    def known(self, dataset: Dataset, question: Question) -> Answer | None:
        """Return the answer if it is remembered."""
        with self._lock:
            if self._about is not dataset or question not in self._kept:
                return None
            self._kept.move_to_end(question)
            return self._kept[question]

    def _keep(self, dataset: Dataset, question: Question, answer: Answer) -> None:
        with self._lock:
            if self._about is not dataset:
                self._about, self._kept = dataset, OrderedDict()
            self._kept[question] = answer
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
