"""How values are written, once for tables, figures and prose, so that no two places round differently."""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Integral
from string import Formatter
from typing import Any

import pandas as pd

#: Decimals by column; every other number with a fraction is written with two.
DECIMALS = {
    "rate": 1,
    "rate_low": 1,
    "rate_high": 1,
    "rate_target": 1,
    "rate_reference": 1,
    "p": 3,
    "q": 3,
    "p_documents": 3,
    "expected": 1,
    "g2": 1,
    "weight": 1,
    "strength": 1,
    "sentence": 0,
    "paragraph": 0,
    "document": 0,
    "with_copies": 0,
    "without_outlet": 0,
    "words_per_document": 0,
}

#: Headings of columns, where a table does not give its own.
LABELS = {
    "term": "Term", "group": "Group", "n": "Uses", "documents": "Articles", "rate": "Per 10,000", "interval": "95 %",
    "dispersion": "Dispersion", "carried_by": "Mostly in", "base_tokens": "of words", "base_documents": "of articles",
    "log_ratio": "Log ratio", "lrc": "LRC", "g2": "G2", "p_documents": "p (articles)", "name": "Actor", "kind": "Kind", "share": "Share",
    "name_a": "One", "name_b": "Other", "expected": "Expected", "base_units": "of units",
    "n_a": "One in", "n_b": "Other in", "npmi": "NPMI", "log_dice": "logDice", "q": "q", "date": "Date", "precision": "Known to the",
    "side": "Side", "text": "Sentence", "names": "Names", "doc_id": "Article", "period": "Period", "n_total": "of articles",
    "status": "Status", "silent": "Silent", "node": "Hit", "left": "Before", "right": "After", "path": "Where", "severity": "Severity",
    "problem": "Problem", "action": "What was done", "distance": "Distance",
}  # fmt: skip

PERCENT = frozenset({"share", "share_low", "share_high", "betweenness", "stays"})
#: Shares of many small units, and what lies between two of them: a tenth of a point matters.
FINE = frozenset({"share_target", "share_reference", "difference", "chance_low", "chance_high"})


def known(value: object) -> bool:
    """Whether a cell holds something.

    >>> known("a"), known(float("nan")), known(None), known("")
    (True, False, False, False)
    """
    return value is not None and not (isinstance(value, float) and value != value) and value is not pd.NaT and value != ""


def written(column: str, value: Any) -> str:
    """A cell as a reader sees it, in tables and in sentences alike; an empty one is a dash.

    Examples
    --------
    >>> written("rate", 12.345), written("share", 0.25), written("n", 12345), written("p", 0.0004), written("listed", True)
    ('12.3', '25 %', '12,345', '< 0.001', 'yes')
    """
    if not known(value):
        return "–"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if pd.api.types.is_bool(value):  # numpy has a kind of its own
        return "yes" if value else "no"
    if not hasattr(value, "__round__"):
        return str(value)
    if column in PERCENT:
        return f"{100 * value:.0f} %"
    if column in FINE:
        return f"{100 * value:.1f} %"
    if column in {"p", "q", "p_documents"} and value < 0.001:
        return "< 0.001"
    return f"{value:,}" if isinstance(value, Integral) else f"{value:,.{DECIMALS.get(column, 2)}f}"


def with_interval(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with a column `interval` where it has the two ends of one: both as they are written, in one cell.

    Ends that can be negative are joined by a word, since a dash would be taken for a minus.

    >>> with_interval(pd.DataFrame({"rate": [4.0], "rate_low": [1.04], "rate_high": [9.96]}))["interval"].to_list()
    ['1.0–10.0']
    >>> with_interval(pd.DataFrame({"share": [0.06], "share_low": [0.04], "share_high": [0.08]}))["interval"].to_list()
    ['4–8 %']
    >>> with_interval(pd.DataFrame({"chance_low": [-0.04], "chance_high": [0.08]}))["interval"].to_list()
    ['-4.0 to 8.0 %']
    """
    for measure, joint in (("rate", "–"), ("share", "–"), ("chance", " to ")):
        low, high = f"{measure}_low", f"{measure}_high"
        if low in frame.columns:
            ends = [(written(low, a), written(high, b)) for a, b in zip(frame[low], frame[high], strict=True)]
            return frame.assign(interval=["–" if "–" in pair else f"{pair[0].removesuffix(' %')}{joint}{pair[1]}" for pair in ends])
    return frame


def count_of(number: int, noun: str) -> str:
    """A number with its noun, in the singular for one.

    >>> count_of(1, "article"), count_of(1200, "article"), count_of(2, "use")
    ('1 article', '1,200 articles', '2 uses')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(items: list[str]) -> str:
    """Items in a sentence.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else "none"


#: What is said of a table without rows.
NOTHING = "Nothing was found that this could be said of."
#: Columns by which a sentence can name a row.
NAMING = ("term", "name", "name_a", "name_b", "period", "date", "collocate")


class Sentence(str):
    """A sentence made from a table, which knows the rows that it names, so that a page can refuse one that it does not show."""

    __slots__ = ("names",)
    names: frozenset[str]


def sentence(template: str, shown: pd.DataFrame, row: int = 0) -> Sentence:
    """A sentence whose numbers are cells of one row of a table that the reader sees.

    Parameters
    ----------
    template
        Text with column names in braces; `{last_…}` is the cell of the last row that is shown.
    shown
        The rows as they are shown, so that the sentence cannot name a row that was cut.
    row
        Which of them, from 0; negative from the end.

    Raises
    ------
    IndexError, KeyError
        If the row is not shown, or the table has no such column.
    ValueError
        If a number is given a form of its own (`{rate:.3f}`): it is written as in its table.

    Notes
    -----
    Of a table without rows the sentence says that there is nothing to say.

    Examples
    --------
    >>> sentence("“{term}” stands {rate} times in 10,000 words.", pd.DataFrame({"term": ["river"], "rate": [41.26]}))
    '“river” stands 41.3 times in 10,000 words.'
    """
    if shown.empty:
        return _said(NOTHING, ())
    first, last = shown.iloc[row], shown.iloc[-1]
    cells = {str(column): written(str(column), first[column]) for column in shown.columns}
    cells |= {f"last_{column}": written(str(column), last[column]) for column in shown.columns}
    used = {field for _, field, _, _ in Formatter().parse(template) if field}
    return _said(template.format_map(cells), (cells[field] for field in used if field.removeprefix("last_") in NAMING))


def _said(text: str, names: Iterable[str]) -> Sentence:
    said = Sentence(text)
    said.names = frozenset(names)
    return said


def names_in(shown: pd.DataFrame) -> set[str]:
    """What a sentence can name the rows of a table by, as the table writes it.

    >>> sorted(names_in(pd.DataFrame({"term": ["river", "road"], "n": [2, 1]})))
    ['river', 'road']
    """
    return {written(column, cell) for column in NAMING if column in shown.columns for cell in shown[column]}
