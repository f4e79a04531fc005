"""What is made of a dataset is made once, and goes with it."""

import gc
import weakref

from dashboard.articles.values import months, values
from tests.articles import made


def test_values_are_made_once_for_each_of_two_datasets() -> None:
    one, other = (made.dataset_of(made.articles()) for _ in range(2))
    first = values(one)
    assert values(other) is not first
    assert values(one) is first


def test_values_do_not_keep_a_dataset_that_is_served_no_more() -> None:
    dataset = made.dataset_of(made.articles())
    assert len(values(dataset)["country"].pairs[0])
    assert len(months(dataset))
    gone = weakref.ref(dataset)
    del dataset
    gc.collect()
    assert gone() is None


def test_rows_that_have_one_of_some_values() -> None:
    dataset = made.dataset()
    column = dataset.frame["countries"].astype(str)
    countries = values(dataset)["country"]
    expected = column.str.contains("KEN|UGA").tolist()
    assert countries.having(("KEN", "UGA", "XXX")).tolist() == expected
    assert countries.having(("-",)).tolist() == (column == "").tolist()
    assert not countries.having(()).any()
