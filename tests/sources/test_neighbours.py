"""Which articles are compared."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources import neighbours

DAYS = 3
ROWS = st.lists(
    st.tuples(st.sampled_from(["", "KEN", "UGA;KEN", "KEN;UGA"]), st.integers(-12, 12)),
    max_size=25,
)


def table(rows: list[tuple[str, int]]) -> pd.DataFrame:
    dates = pd.to_datetime([day for _, day in rows], unit="D")
    return pd.DataFrame({"countries": [countries for countries, _ in rows], "date": dates})


def compared(order: np.ndarray, fresh: np.ndarray) -> list[tuple[int, int]]:
    titles = np.array([""] * len(order), object)
    parts = neighbours.pairs(order, titles, fresh, DAYS)
    return sorted(
        (min(a, b), max(a, b)) for one, two in parts for a, b in zip(one, two, strict=True)
    )


@given(ROWS, st.integers(0, 2**25))
def test_each_pair_near_each_other_once(rows: list[tuple[str, int]], drawn: int) -> None:
    order = np.sort(neighbours.keys(table(rows)))
    fresh = np.array([bool(drawn >> n & 1) for n in range(len(order))], bool)
    assert compared(order, fresh) == [
        (a, b)
        for a in range(len(order))
        for b in range(a + 1, len(order))
        if abs(order[a] - order[b]) <= DAYS and (fresh[a] or fresh[b])
    ]


@given(ROWS)
def test_keys_tell_countries_and_days(rows: list[tuple[str, int]]) -> None:
    keys = neighbours.keys(table(rows))
    for one, (countries, day) in zip(keys, rows, strict=True):
        for two, (others, other) in zip(keys, rows, strict=True):
            if set(countries.split(";")) == set(others.split(";")):
                assert one - two == day - other
            else:
                assert abs(one - two) > DAYS


@given(ROWS, ROWS)
def test_what_is_near(rows: list[tuple[str, int]], others: list[tuple[str, int]]) -> None:
    keys = neighbours.keys(table([*rows, *others]))
    one, two = keys[: len(rows)], keys[len(rows) :]
    near = [any(abs(a - b) <= DAYS for b in two) for a in one]
    assert neighbours.near(one, two, DAYS).tolist() == near


def test_a_crowd_is_compared_by_the_alphabet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "_CROWD", 30)
    monkeypatch.setattr(neighbours, "_BESIDE", 1)
    titles = np.array([f"{n % 20:02} {n}" for n in range(40)], object)
    keys, fresh = neighbours.keys(table([("KEN", 0)] * 40)), np.arange(40) < 20
    (found,) = neighbours.pairs(keys, titles, fresh, DAYS)
    assert len(found[0]) < 40
    pairs = {frozenset(pair) for pair in zip(*map(list, found), strict=True)}
    assert {frozenset((n, n + 20)) for n in range(20)} <= pairs
