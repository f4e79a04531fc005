"""Names of countries in texts of another language: in English Libia is a person, not Libya."""

from functools import cache

from dashboard.places import persons, phrases, traps

_LINE = 120
_IBERIAN = frozenset(("es", "pt"))
_OTHERS = frozenset(("en", "fr"))


def is_doubtful(own: frozenset[str], language: str) -> bool:
    """Whether what is a country's name in some languages may be a person's in a text of another.

    Spanish and Portuguese names of countries are, and stand in English and French texts.

    >>> is_doubtful(frozenset({"es"}), "en"), is_doubtful(frozenset({"es", "fr"}), "fr")
    (True, False)
    """
    return language in _OTHERS and bool(own) and own <= _IBERIAN


def is_country(text: str, start: int, end: int) -> bool:
    """Whether a doubtful name between two places of a plain text is a country.

    Its line is Spanish or Portuguese there, by the small words around it. Where those do not tell,
    it stands alone: a capitalised word before or behind it makes it a part of a name.

    >>> is_country("Abogada detenida en Libia y Siria", 20, 25), is_country("Libia Gomez", 0, 5)
    (True, False)
    """
    before = text[max(text.rfind("\n", 0, start) + 1, start - _LINE) : start]
    after = text[end : end + _LINE].partition("\n")[0]
    words = [word.lower() for word in phrases.WORD.findall(f"{before} . {after}")]
    iberian, others = _function_words()
    own = sum(word in iberian for word in words) - sum(word in others for word in words)
    return own > 0 if own else not _is_within_name(before, after)


def _is_within_name(before: str, after: str) -> bool:
    beside = (persons.BEFORE.search(before), persons.AFTER.match(after))
    return any(word and _is_part(word[1]) for word in beside)


def _is_part(word: str) -> bool:
    small = traps.words("function es pt"), traps.words("function en fr")
    return word[0].isupper() and not any(word.lower() in words for words in small)


@cache
def _function_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return those of Spanish and Portuguese, and of English and French, none of both."""
    iberian, others = map(frozenset, map(traps.words, ("function es pt", "function en fr")))
    return iberian - others, others - iberian
