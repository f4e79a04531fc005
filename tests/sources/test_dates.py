from datetime import date, datetime

import pytest
from babel.dates import format_date, format_time, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources import dates
from dashboard.sources.dates import Contradiction, DateError

TODAY = date(2025, 1, 1)
SAME_DAY = [
    "2015-11-17",
    "2015-11-17T23:30:00-05:00",
    "2015-11-17T00:30:00.123Z",
    "2015-11-17 10:00 UTC",
    "20151117",
    "2015/11/17",
    "2015.11.17",
    "17/11/2015",
    "11/17/2015",
    "17.11.2015",
    "17-11-2015 10:30",
    "11/17/2015 12:00:00 AM",
    "November 17, 2015",
    "NOVEMBER 17 2015",
    "Tuesday, November 17th, 2015 at 10:30 PM",
    "17 November 2015",
    "17 Nov. 2015",
    "17-Nov-2015",
    "17-Nov-15",
    "17 nov. 15",
    "42325",
    "42325.4375",
    "Tue, 17 Nov 2015 10:00:00 GMT",
    "Tue, 17 Nov 2015 23:59:00 +0100",
    "17 novembre 2015",
    "mar. 17 nov. 2015",
    "le 17 novembre 2015",
    "17 de noviembre de 2015",
    "17 نوفمبر 2015",
    "١٧ نوفمبر ٢٠١٥",
    "17 تشرين الثاني 2015",
    "17 نونبر 2015",
    "17 ноября 2015 г.",
    "2015年11月17日",
    "2015年11月17日 星期二",
    "2015-W47-2",
    "2015W472",
    "2015-321",
    "2015-321T10:00Z",
    "20151117T233000Z",
    "20151117T2330-0500",
    "20151117T233000.5+01:00",
    "Tue, 17 Nov 15 10:00:00 EST",
    "Mon, 17 Nov 2015 10:00:00 UT",
    "17 de novembro de 2015",
    "17. November 2015",
    "Dienstag, 17. November 2015",
    "2015年11月17日 10:30",
    "2015年11月17日 10时30分",
    "2015年11月17日（星期二）上午10:30",
    "2015/11/17 下午3:20",
    "17 تشرين الثاني/نوفمبر 2015",
    "١٧ تشرين الثاني/نوفمبر ٢٠١٥",
    "17 تشريـــن ثاني 2015",
    "17 نوفمبر 2015م",
    "17 نوفمبر 2015 م",
    "17/11/2015م",
    "الثلاثاء، 17 نوفمبر 2015 10:30 ص",
    "17\u200f/11\u200f/2015، 3:20 م",
    "11/17/2015 - 10:30",
    "17/11/2015 - 10:30",
    "Tue, 11/17/2015 - 10:30",
    "Tuesday, November 17, 2015 - 10:30",
    "2015-11-17 - 10:30",
    "2015-11-17 星期二",
    "Tue, 17 Nov 2015 10:30:00 +0000 (UTC)",
    "mardi 17 novembre 2015 à 10h30",
    "17 novembre 2015 10 h 30",
    "17.11.2015 в 10:30",
    "17 ноября 2015, 10:30 МСК",
    "17.11.2015 г.",
    "17.11.2015г. 10:30",
    "Tue Nov 17 2015 10:00:00 GMT+0100 (Central European Standard Time)",
    "10:30 Nov 17, 2015",
    "10:30 - 17/11/2015",
    "2015-11-17Z",
    "2015-11-17+02:00",
    "terça-feira, 17 de novembro de 2015",
]
FORMS = [
    *(
        "{0:%Y}年{0:%m}月{0:%d}日",
        "{0:%Y}年{0:%m}月{0:%d}日 10:30",
        "{0:%Y}/{0:%m}/{0:%d} 下午3:20",
    ),
    *("{0:%d} {1}/{2} {0:%Y}", "{0:%d} {2} {0:%Y}م", "{0:%d}/{0:%m}/{0:%Y} م"),
    *("{0:%m}/{0:%d}/{0:%Y} - 10:30", "{0:%d}/{0:%m}/{0:%Y} - 10:30", "{0:%Y-%m-%d} - 10:30"),
    *("{0:%d.%m.%Y} в 10:30", "{0:%d.%m.%Y} г.", "{0:%Y-%m-%d}Z", "{0:%Y-%m-%d}-05:00"),
    "{0:%a %b %d %Y} 23:59:59 GMT-0500 (Eastern Standard Time)",
    "{0:%a, %d %b %Y} 23:59:59 -0500 (EST)",
]
BAD = [
    ("", "no date"),
    ("   ", "no date"),
    ("soon", "date 'soon' is not understood"),
    ("2015", "the day is missing"),
    ("November 2015", "the day is missing"),
    ("2015-11", "the day is missing"),
    ("17/11/15", "is not understood"),
    ("2015年11月", "the day is missing"),
    ("novembre 2015", "the day is missing"),
    ("11/2015", "the day is missing"),
    ("5 صفر 1437 هـ", "another calendar"),
    ("5 Safar 1437 AH", "another calendar"),
    ("平成27年11月17日", "another calendar"),
    ("2015年09月", "the day is missing"),
    ("نوفمبر 2015م", "the day is missing"),
    ("15 شعبان 1445 هـ / 25 فبراير 2024 م", "another calendar"),
    ("15/08/1445 هـ", "another calendar"),
    ("17 พ.ศ. 2558", "another calendar"),
    ("2015-W54-1", "is not understood"),
    ("2015-366", "is not understood"),
    ("2015-000", "is not understood"),
    ("22325", "is not understood"),
    ("17 November 2015, 18 November 2015", "is not understood"),
    ("17 Brumaire 2015", "is not understood"),
    ("17 تشرين الثاني/أكتوبر 2015", "is not understood"),
    ("4 March 2024 10:30 (updated 5 March 2024)", "is not understood"),
    ("2015:11:17 10:30:00", "is not understood"),
    ("#20151117", "is not understood"),
    ("No. 20151117", "is not understood"),
    ("Sun 42325", "is not understood"),
    ("2015-11-17-10", "is not understood"),
    ("10:3017/11/2015", "is not understood"),
    ("1" * 5000, "is not understood"),
    ("31/02/2015", "is in no calendar"),
    ("February 29, 2015", "is in no calendar"),
    ("0000-01-01", "is in no calendar"),
    ("Fri, 05/06/2015 - 10:30", "is ambiguous"),
    ("05/06/2015", "is ambiguous.*write 2015-05-06 or 2015-06-05, or the month as a word"),
    ("1944-12-31", "is before 1945"),
    ("2025-01-02", "is in the future"),
    ("January 2, 9999", "is in the future"),
]


@pytest.mark.parametrize("text", SAME_DAY)
def test_one_day_written_in_many_ways(text: str) -> None:
    assert dates.read(text, order=None, today=TODAY) == date(2015, 11, 17)
    assert dates.is_date(text)


@pytest.mark.parametrize(("text", "reason"), BAD)
def test_no_day(text: str, reason: str) -> None:
    with pytest.raises(DateError, match=reason):
        dates.read(text, order=None, today=TODAY)


def test_first_and_last_day() -> None:
    for text, day in (("1945-01-01", date(1945, 1, 1)), ("2025-01-01", TODAY)):
        assert dates.read(text, order=None, today=TODAY) == day


@pytest.mark.parametrize(
    ("samples", "order"),
    [
        (["05/06/2015", "13/06/2015"], "dmy"),
        (["05/06/2015", "06/13/2015"], "mdy"),
        (["13.06.2015", "05/06/2015", "June 30, 2015"], "dmy"),
        (["05/06/2015 - 10:30", "13/06/2015 - 10:30"], "dmy"),
        (["05/06/2015 - 10:30", "Sat, 06/13/2015 - 10:30"], "mdy"),
        (["05.06.2015 в 10:30", "13.06.2015 в 10:30"], "dmy"),
        (["05/06/2015م", "13/06/2015م"], "dmy"),
        (["05/06/2015", "06/07/2015"], None),
        (["05/06/2015 - 13:14", "06/07/2015 - 23:59"], None),
        (["13/06/2015", "06/13/2015"], Contradiction("13/06/2015", "06/13/2015")),
        (["13/14/2015"], None),
        (["2015-06-13", "soon", ""], None),
        ([], None),
    ],
)
def test_order_of_a_file(samples: list[str], order: dates.Order | None) -> None:
    assert dates.order(samples) == order


def test_order_decides_ambiguous_dates() -> None:
    assert dates.read("05/06/2015", order="dmy", today=TODAY) == date(2015, 6, 5)
    assert dates.read("05/06/2015", order="mdy", today=TODAY) == date(2015, 5, 6)
    both = dates.Contradiction("17/11/2015", "11/17/2015")
    assert dates.read("17/11/2015", order=both, today=TODAY) == date(2015, 11, 17)
    with pytest.raises(DateError, match="both '17/11/2015' and '11/17/2015' stand in the file"):
        dates.read("05/06/2015", order=both, today=TODAY)
    assert dates.read("05/05/2015", order=None, today=TODAY) == date(2015, 5, 5)


@given(
    st.dates(date(1945, 1, 1), TODAY),
    st.sampled_from(["en", "fr", "es", "ar", "ar_LB", "ru", "zh"]),
    st.sampled_from(["long", "full"]),
)
def test_dates_as_six_languages_write_them(day: date, locale: str, length: str) -> None:
    text = format_date(day, length, locale)
    assert dates.read(text, order=None, today=TODAY) == day


@given(
    st.datetimes(datetime(1945, 1, 1), datetime(2024, 12, 31)),
    st.sampled_from(
        "en en_GB fr fr_CA es es_MX pt pt_PT ar ar_LB ar_DZ ar_MA ru zh zh_Hant".split()  # noqa: SIM905
    ),
    st.sampled_from(["{0}", "{0} {1}", "{0}, {1}", "{0} - {1}", "{1} {0}", "{1}, {0}"]),
    st.sampled_from(["long", "full", "EEE d MMM y", "d MMMM y, EEEE", "EEE dd/MM/y", "y-MM-dd"]),
    st.sampled_from(["short", "medium"]),
)
def test_a_day_beside_its_clock(
    moment: datetime, locale: str, both: str, length: str, clock: str
) -> None:
    text = both.format(
        format_date(moment, length, locale), format_time(moment, clock, locale=locale)
    )
    assert dates.read(text, order="dmy", today=TODAY) == moment.date()


@given(st.dates(date(1945, 1, 1), TODAY), st.sampled_from(FORMS))
def test_a_day_in_every_form(day: date, form: str) -> None:
    months = (get_month_names(locale=name)[day.month] for name in ("ar_LB", "ar"))
    text = form.format(day, *months)
    order: dates.Order = "mdy" if form.startswith("{0:%m") else "dmy"
    assert dates.read(text, order=order, today=TODAY) == day
    assert day.day <= 12 or dates.order([text]) in {order, None}


@pytest.mark.parametrize(
    "piece", ["1", " ", "1 ", "1:", "10:30 ", "2015-11-17 ", "年", "1月", "م ", "-", "(", "mai "]
)
def test_a_cell_of_one_thing_again_and_again(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert not dates.is_date(text)
    assert dates.order([text]) is None
    with pytest.raises(DateError):
        dates.read(text, order=None, today=TODAY)


@given(st.text() | st.text("0123456789/-.: T年月日novembre|٣", max_size=80))
def test_any_text_is_a_day_or_an_error(text: str) -> None:
    dates.is_date(text)
    try:
        day = dates.read(text, order="dmy", today=TODAY)
    except DateError:
        return
    assert date(1945, 1, 1) <= day <= TODAY


@pytest.mark.parametrize("text", ["November 2015 (12)", "May 2019 #5", "12 2015 November"])
def test_a_year_between_month_and_number_is_a_count(text: str) -> None:
    assert not dates.is_date(text)
