"""The panel of a country: when it is open, and its first and last article."""

import pytest

from dashboard import locales
from dashboard.articles.select import Sort, order
from dashboard.views import panel
from tests.articles import made
from tests.views.tree import view


def ends(address: str, language: str = "en", sort: Sort = Sort.NEWEST) -> dict[str, str]:
    filters = view(address).filters
    found = order(made.dataset(), filters, sort)
    return panel.ends(made.dataset(), found, filters, locales.texts(language))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("?", ()),
        ("?country=KEN", ("KEN",)),
        ("?country=KEN,UGA&q=a", ("KEN", "UGA")),
        ("?country=KEN,UGA,COL", ()),
        ("?country=-", ()),
        ("?country=KEN,-", ()),
    ],
)
def test_one_country_or_two_have_a_panel(address: str, shown: tuple[str, ...]) -> None:
    assert panel.countries(view(address).filters) == shown
    assert tuple(ends(address)) == shown


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
def test_each_country_has_its_first_and_last_article(sort: Sort) -> None:
    found = ends("?country=UGA,COL&from=2015", sort=sort)
    for code, first, last in (
        ("UGA", ("February 28, 2015", "/08"), ("February 29, 2016", "/28")),
        ("COL", ("January 31, 2015", "/06"), ("February 29, 2016", "/29")),
    ):
        parts = found[code].split("<div>")[1:]
        for part, name, (day, url) in zip(parts, ("First", "Last"), (first, last), strict=True):
            assert f"<dt>{name} article</dt>" in part
            assert f">{day}</time>" in part
            assert f'href="https://example.org{url}"' in part


def test_one_article_is_said_once_and_none_not_at_all() -> None:
    assert ends("?country=NAM&to=2015-03", "fr")["NAM"].count("<dt>Seul article</dt>") == 1
    assert ends("?country=NAM&from=2016") == {"NAM": ""}
    assert ends("?country=FRA") == {"FRA": ""}


def test_a_title_stays_text_in_its_own_language() -> None:
    hostile = "5|2015-01-01|U|HRD|KEN|fr|OMCT|<img src=x onerror=alert(1)>|"
    dataset = made.dataset_of([made.article(hostile)])
    filters = view("?country=KEN").filters
    told = panel.ends(dataset, order(dataset, filters), filters, locales.texts("en"))["KEN"]
    assert "&lt;img src=x onerror=alert(1)&gt;" in told
    assert "<img" not in told
    assert 'lang="fr"' in told
