import pytest
from babel.dates import get_day_names

from dashboard.sources import calendar_names
from dashboard.text import fold

LANGUAGES = ["en", "fr", "es", "pt", "ar", "ru", "zh"]
# As the United Nations write them in Arabic.
BOTH_NAMES = [
    *("كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو"),
    *("حزيران/يونيه", "تموز/يوليه", "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر"),
    *("تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر"),
]


@pytest.mark.parametrize(("number", "names"), [*enumerate(BOTH_NAMES, start=1)])
def test_a_month_by_both_its_names_or_either(number: int, names: str) -> None:
    for name in (names, *names.split("/")):
        assert calendar_names.month(fold(name).split()) == number


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("كانون أول", 12),
        ("كانون ثاني", 1),
        ("تشرين أول", 10),
        ("03月", 3),
        ("12月", 12),
        ("septiembre", 9),
        ("Setiembre", 9),
        ("septembre", 9),
        ("setembro", 9),
        ("martes mayo", 5),
        ("mar. mars", 3),
        ("September domingo", 9),
        ("segunda-feira março", 3),
        ("November/novembre", 11),
    ],
)
def test_a_month_by_other_names(name: str, number: int) -> None:
    assert calendar_names.month(fold(name).split()) == number


@pytest.mark.parametrize(
    "name", ["", "Tuesday", "تشرين", "تشرين الثاني/أكتوبر", "May June", "Brumaire", "13月", "003月"]
)
def test_no_month(name: str) -> None:
    assert calendar_names.month(fold(name).split()) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_of_the_week(language: str) -> None:
    wide = get_day_names("wide", locale=language).values()
    for name in (*wide, *get_day_names("abbreviated", locale=language).values()):
        assert calendar_names.is_week_day(fold(name).split())


@pytest.mark.parametrize("name", ["Segunda", "Terça", "الإثنين", "الأربعاء", "週一", "mié."])
def test_other_names_of_days(name: str) -> None:
    assert calendar_names.is_week_day(fold(name).split())
