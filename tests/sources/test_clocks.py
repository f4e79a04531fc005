import pytest

from dashboard.sources import clocks
from dashboard.text import bare

DAY = "14/03/2024"
BEHIND = [
    *("10:30", "10:30:15.123", "10:30 am", "3:20 p. m.", "3:20p.m.", "10:30 utc", "10:30 gmt+1"),
    *("10:30 +0000 (utc)", "10:00:00 gmt+0100 (central european standard time)"),
    *("at 10:30", "- 10:30", "– 10:30", ", 10:30", "10:30 - 12:00"),
    *("à 10h30", "10 h 30", "10h", "15 h 20 min 00 s", "10:30 du matin"),
    *("a las 10:30", "a la 1:30", "às 10h30", "10:30 da manhã", "um 10:30 uhr"),
    *("в 10:30", "10:30 мск", "10:30 вечера"),
    *("10:30 ص", "3:20 م", "، 3:20 مساءً", "الساعة 10:30 صباحًا", "في الساعة 10:30"),
    *("下午3:20", "上午 10:30", "10时30分", "10時30分15秒", "10点"),
]
NO_TIME = [
    *("14/03/2024", "14/03/2024 10", "14/03/2024 10:3", "14/03/2024 110:30"),
    *("14/03/2024 (utc)", "14/03/2024 hrs"),
]


@pytest.mark.parametrize("clock", BEHIND)
def test_a_clock_is_left_out(clock: str) -> None:
    assert clocks.without(f"{DAY} {bare(clock)}") == DAY


@pytest.mark.parametrize("clock", ["10:30 ", "10:30, ", "10:30 - ", "10h30 ", "10:30 utc, "])
def test_a_clock_may_stand_first(clock: str) -> None:
    assert clocks.without(f"{clock}{DAY}") == DAY


def test_a_month_is_no_zone() -> None:
    assert clocks.without("10:30 may 17, 2015") == "may 17, 2015"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20240314t103000.5+01:00", "20240314"),
        ("2024-03-14t10:30:00z", "2024-03-14"),
        ("2024-03-14z", "2024-03-14"),
        ("2024-03-14-05:00", "2024-03-14"),
        ("2024-03-14-05", "2024-03-14-05"),
        ("14-03-2024z", "14-03-2024z"),
    ],
)
def test_zones_of_the_standards(text: str, day: str) -> None:
    assert clocks.without(text) == day


@pytest.mark.parametrize("text", NO_TIME)
def test_what_is_no_clock_stays(text: str) -> None:
    assert clocks.without(text) == text


def test_a_comment_with_another_date_stays() -> None:
    left = clocks.without("4 march 2024 10:30 (updated 5 march 2024)")
    assert left == "4 march 2024  (updated 5 march 2024)"


@pytest.mark.parametrize(
    "piece", ["1", ":", "1:", "10:30 ", " - ", "a ", "(", "م", "下午", "1h", "t"]
)
def test_one_thing_again_and_again_takes_no_time(piece: str) -> None:
    clocks.without(piece * (100_000 // len(piece)))
