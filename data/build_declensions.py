"""Write country_declensions.csv, the cases of the Russian names of countries.

Run it from the top of the checkout, with pymorphy3 installed: ``python -m data.build_declensions``.
The first noun and the adjectives before it are declined, what follows a common noun is not:
"Республика Корея", "Республики Корея".
"""

import csv
import re
from collections.abc import Iterator
from typing import Any

import pymorphy3

from dashboard.places import iso, spellings
from dashboard.places.phrases import DECLENSIONS

CASES = ("gent", "datv", "accs", "ablt", "loct")
CYRILLIC = re.compile(r"[А-ЯЁа-яё’'–—\- ]+")
WORD = re.compile(r"[А-ЯЁа-яё]+(?:[-’'][А-ЯЁа-яё]+)*")
ABBREVIATIONS = {"БиГ", "ДР", "ДРК", "КНДР", "КНР", "ОАЭ", "САР", "США", "ЦАР", "ЮАР"}
COMMON = {"республика", "государство", "штаты", "острова", "остров", "королевство", "федерация"}


def forms(name: str, analyzer: Any) -> Iterator[str]:
    """Yield the oblique cases of a name."""
    words = WORD.findall(name)
    for case in CASES:
        declined, still = [], False
        for word in words:
            declined.append(word if still else _inflected(word, case, analyzer))
            still = still or word.lower() in COMMON
        yield " ".join(declined)


def _inflected(word: str, case: str, analyzer: Any) -> str:
    parses = [p for p in analyzer.parse(word) if "nomn" in p.tag and word[0].isupper()]
    parses.sort(key=lambda parse: ("Geox" not in parse.tag, "ADJF" not in parse.tag))
    inflected = parses[0].inflect({case}) if parses and word not in ABBREVIATIONS else None
    if inflected is None:
        return word
    return "".join(
        letter.upper() if i < len(word) and word[i].isupper() else letter
        for i, letter in enumerate(inflected.word)
    )


def main() -> None:
    """Write the table, sorted."""
    analyzer = pymorphy3.MorphAnalyzer()
    names = {*iso.names("ru"), *spellings.aliases()}
    russian = {(name, code) for name, code in names if CYRILLIC.fullmatch(name)}
    table = {(code, form) for name, code in russian for form in forms(name, analyzer)}
    with DECLENSIONS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["iso3", "form"])
        writer.writerows(sorted(table - {(code, name) for name, code in russian}))


if __name__ == "__main__":
    main()
