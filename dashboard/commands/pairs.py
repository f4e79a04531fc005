"""How two articles that may be one are shown, and what a person can answer."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from dashboard.articles.decisions import Decision
from dashboard.articles.model import Verdict

Pair = dict[str, Any]
"""``kind``, ``score``, and ``one`` and ``other``: each as ``similar.CONTENT``, and ``reason``."""

_ANSWERS = {
    "s1": "one article: 1 stays, or has been withdrawn; 2 is withdrawn",
    "s2": "one article: 2 stays, or has been withdrawn; 1 is withdrawn",
    "t1": "a translation: 1 is the original",
    "t2": "a translation: 2 is the original",
    "d": "different articles",
    "Enter": "later",
    "q": "stop",
}
_VERDICTS = {"s": Verdict.SAME, "t": Verdict.TRANSLATION}
_COLUMNS = ("id", "date", "language", "countries", "source", "title", "url")
_MOST_SHOWN = 50


def show(pairs: Iterable[Pair], console: Console) -> None:
    """Print the first pairs as a table, and that there are more."""
    shown = [*pairs]
    table = Table("", *(Column(name, no_wrap=name in {"id", "date"}) for name in _COLUMNS))
    for pair in shown[:_MOST_SHOWN]:
        table.add_row(pair["kind"], *_cells(pair["one"]))
        table.add_row(f"{pair['score']:.0%}", *_cells(pair["other"]), end_section=True)
    if shown:
        console.print(table)
    if len(shown) > _MOST_SHOWN:
        console.print("… and more, all with --json")


def ask(pairs: list[Pair], console: Console) -> Iterator[Decision]:
    """Ask for one pair after the other; yield what is decided, until the person stops.

    An article that has given way to another one is not asked about again.
    """
    gone: set[str] = set()
    for number, pair in enumerate(pairs, 1):
        if gone & {pair["one"]["id"], pair["other"]["id"]}:
            continue
        _show_one(f"{number} of {len(pairs)}: {pair['kind']}", pair, console)
        answer = _answer(console)
        if answer == "q":
            return
        if answer:
            made = _decision(answer, pair["one"]["id"], pair["other"]["id"])
            if made.verdict == Verdict.SAME:
                gone.add(made.id)
            yield made


def _answer(console: Console) -> str:
    """Return one of the answers, empty for later; the end of the input stops."""
    while True:
        try:
            answer = console.input("? ").strip().lower()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return "q"
        if not answer or answer in _ANSWERS:
            return answer
        console.print(" · ".join(f"{key}: {meaning}" for key, meaning in _ANSWERS.items()))


def _decision(answer: str, one: str, two: str) -> Decision:
    if answer == "d":
        return Decision(one, two, Verdict.DIFFERENT)
    stays, goes = (one, two) if answer.endswith("1") else (two, one)
    return Decision(goes, stays, _VERDICTS[answer[0]])


def _show_one(title: str, pair: Mapping[str, Any], console: Console) -> None:
    table = Table("", "1", "2", title=title, title_justify="left")
    one, two = (_cells(pair[name]) for name in ("one", "other"))
    for name, *cells in zip(_COLUMNS, one, two, strict=True):
        table.add_row(name, *cells)
    console.print(table)
    for key, meaning in _ANSWERS.items():
        console.print(f"  {key:<6}{meaning}")


def _cells(article: Mapping[str, Any]) -> tuple[Text, ...]:
    told = {**article, "countries": " ".join(article["countries"])}
    if article["reason"]:
        told["title"] = f"{article['title']} (withdrawn: {article['reason']})"
    return tuple(Text(told[name]) for name in _COLUMNS)
