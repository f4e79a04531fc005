"""What is told with every export: which articles these are, by which rule, and on whose terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.articles.dataset import Dataset
from dashboard.articles.filters import Filters
from dashboard.articles.values import names
from dashboard.articles.wording import head
from dashboard.locales import Texts


@dataclass(frozen=True, slots=True)
class About:
    """What is told with an export.

    Attributes:
        texts: the language it is told in.
        told: in one fixed order; its keys stand in JSON, and under ``download.`` in the locales.
    """

    texts: Texts
    told: Mapping[str, str | int]

    def lines(self) -> list[tuple[str, str]]:
        """Return what each part is called, and the part in words."""
        shown = (
            (k, v if isinstance(v, str) else self.texts.number(v)) for k, v in self.told.items()
        )
        return [(self.texts(f"download.{key}"), text) for key, text in shown]


class Site(NamedTuple):
    """Where an export comes from: the dashboard's title, and the view's address."""

    title: str
    address: str


def about(dataset: Dataset, filters: Filters, total: int, site: Site, texts: Texts) -> About:
    """Return what is told with an export of ``total`` articles.

    Args:
        dataset: holds the articles.
        filters: which of them are exported.
        total: how many these are.
        site: where they come from.
        texts: the language to tell it in.
    """
    shown = head(total, filters, names(dataset), texts).text
    as_of = "" if dataset.as_of is None else texts.day(dataset.as_of.date())
    version = dataset.version
    cited = {"shown": shown, "version": version, "day": as_of, **site._asdict()}
    told: dict[str, str | int] = {
        "title": site.title,
        "sample": texts("sample.notice") if dataset.is_sample else "",
        "filters": shown,
        "address": site.address,
        "articles": total,
        "dataset_version": version,
        "as_of": as_of,
        "counting_rule": texts("page.unit"),
        "boundaries": texts("download.disclaimer"),
        "citation": texts("download.cited", **cited),
    }
    return About(texts, {key: value for key, value in told.items() if value != ""})
