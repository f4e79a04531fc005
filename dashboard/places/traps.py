"""The sets of words of ``data/country_trap_words.csv``, and the phrases that name them."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, product

from dashboard.places import iso
from dashboard.settings import ROOT

TRAP_WORDS = ROOT / "data" / "country_trap_words.csv"

_SET = re.compile(r"\{(\w+)\}")


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the words of a set as they are written there."""
    rows = iso.rows(TRAP_WORDS, ("set", "words"))
    return tuple(chain.from_iterable(r["words"].split(";") for r in rows if r["set"] == name))


def expanded(phrase: str) -> Iterator[str]:
    """Yield a phrase with each word of the sets that it names in braces."""
    sets = _SET.findall(phrase)
    for some in product(*map(words, sets)):
        yield _SET.sub("{}", phrase).format(*some)
