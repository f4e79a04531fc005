"""What a request asks of a page, and the addresses that its answer leads to."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, Self

from fastapi import Request

from dashboard import locales
from dashboard.articles.dataset import Dataset
from dashboard.articles.filters import Filters
from dashboard.articles.view import View
from dashboard.errors import FilterError
from dashboard.locales import Texts
from dashboard.settings import Settings
from dashboard.web.edition import edition


class Question(NamedTuple):
    """A request for a page: all that its answer depends on, beside the dataset.

    Attributes:
        path: of the page within the dashboard, such as ``articles``.
        query: as it stands in the address.
        language: code of the language to write in.
        root: path at which the dashboard is mounted, ending with a slash.
        base: address of the dashboard, ending with a slash.
        edition: of the dashboard, see :func:`dashboard.web.edition.edition`.
    """

    path: str
    query: str
    language: str
    root: str
    base: str
    edition: str

    @classmethod
    def read(cls, request: Request, settings: Settings) -> Self:
        """Return what a request asks."""
        root = settings.prefix + "/"
        path = request.url.path.removeprefix(settings.prefix).lstrip("/")
        query = request.url.query
        wanted, _ = View.from_query(query)
        accepted = request.headers.get("accept-language", "")
        language = locales.choose(wanted.language, accepted, settings.language)
        base = str(request.base_url).rstrip("/") + "/"
        return cls(path, query, language, root, base, edition(settings))


@dataclass(frozen=True)
class Asked:
    """A question about a dataset, understood.

    Attributes:
        question: as it was asked.
        dataset: the version that the whole answer is about.
        brief: whether articles are told in few words, because the answer would be too long.
    """

    question: Question
    dataset: Dataset
    brief: bool = False

    @cached_property
    def texts(self) -> Texts:
        """Return the language to write in."""
        return locales.texts(self.question.language)

    @property
    def view(self) -> View:
        """Return what the query means."""
        return self._read[0]

    @property
    def problems(self) -> tuple[FilterError, ...]:
        """Return what of the query has no meaning."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[View, tuple[FilterError, ...]]:
        view, problems = View.from_query(self.question.query)
        return replace(view, embed=None), problems

    def href(self, path: str, view: View | None = None) -> str:
        """Return where a page is, for a view; without one, for all articles in this language."""
        shown = view or View(language=self.view.language)
        return self.question.root + path + shown.href().removesuffix("?")

    def only(self, path: str, key: str, value: str) -> str:
        """Return where a page is for the articles with one value."""
        filters = Filters().choosing(key, (value,))
        return self.href(path, View(filters, language=self.view.language))

    def languages(self) -> list[tuple[str, str, str]]:
        """Return code, name and address of this page in every language."""
        return [
            (
                code,
                locales.texts(code)("language.name"),
                self.href(self.question.path, replace(self.view, language=code)),
            )
            for code in locales.languages()
        ]

    def absolute(self, path: str, view: View) -> str:
        """Return the whole address of a page."""
        return self.question.base + path + view.href().removesuffix("?")
