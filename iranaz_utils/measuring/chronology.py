"""The chronology: dated sentences of several articles that tell of the same thing, as one entry with all who report it.

============ ==================================================================
entries      each dated sentence with the entry that it belongs to
chronology   a row for each entry: who tells it, who was first, who is silent
ranked       the entries told by most, those told by both sides first
entry_hits   the dated sentences of each entry
============ ==================================================================

The rule
--------
Two sentences can tell of the same thing only if they name the same day, or the same month. What a sentence is about are its actors and its
words, without the date itself. Each counts by its rarity among all dated sentences: log(1 + sentences / sentences that hold it). A sentence
joins the entry of its date to which it is most alike, if the cosine between it and the sum of that entry's sentences is at least
`ALIKE`; else it begins an entry of its own. Sentences come in the order of their articles' dates: the order of the table changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby
from math import log, sqrt
from typing import Any

import pandas as pd

from iranaz_utils.measuring.events import BETWEEN
from iranaz_utils.tables import DAY, TEXT, UNKNOWN, WHOLE, take

#: From this cosine on two sentences about one date tell of the same thing. Tuned by reading pairs of sentences from one newspaper.
ALIKE = 0.2
#: How many names and words of an entry are shown.
MOST = 6

COLUMNS = {
    "entry": TEXT, "date": DAY, "precision": TEXT, "articles": WHOLE, "sentences": WHOLE, "sides": WHOLE, "told_by": TEXT, "silent": TEXT,
    "first_date": DAY, "first_outlet": TEXT, "first_doc_id": TEXT, "names": TEXT, "words": TEXT, "text": TEXT,
}  # fmt: skip

_USED = ("date", "precision", "doc_id", "outlet", "sentence", "text", "names", "words", "published", "group")
_ORDER = ("date", "precision", "published", "doc_id", "sentence")


def entries(events: pd.DataFrame) -> pd.DataFrame:
    """The dated sentences with the entry of the chronology that each belongs to, by the rule at the head of this module.

    Parameters
    ----------
    events
        Events table, as `events` makes it.

    Returns
    -------
    DataFrame
        The same rows with a column `entry`: the date and the number of the entry on that date, as in ``2024-05-03 · 2``; of a month,
        ``2024-05 · 1``. Entries are numbered by their earliest report.

    Examples
    --------
    >>> told = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": ["", "", ""], "names": ["Zenda", "Zenda", "Hentzau"]})
    >>> told = told.assign(date=pd.Timestamp("2024-05-03"), precision="day", outlet="Echo", side="RU", sentence=0, group="RU")
    >>> told = told.assign(published=pd.Timestamp("2024-05-04"), words=["bridge", "bridge; opened", "rain"])
    >>> entries(told)["entry"].to_list()
    ['2024-05-03 · 1', '2024-05-03 · 1', '2024-05-03 · 2']
    """
    taken = take(events, *_USED, table="events").with_row_index("row")
    contents = [[*_parts(names, "@"), *_parts(words)] for names, words in taken.select("names", "words").iter_rows()]
    weights = _weights(contents)
    labels = [""] * len(contents)
    ordered = taken.sort(*_ORDER, nulls_last=True).select("date", "precision", "row").iter_rows()
    for (date, precision), rows in groupby(ordered, key=lambda row: row[:2]):
        label = f"{date:%Y-%m-%d}" if precision == "day" else f"{date:%Y-%m}"
        numbers = [row for *_, row in rows]
        for row, entry in zip(numbers, _clusters([contents[row] for row in numbers], weights), strict=True):
            labels[row] = f"{label} · {entry + 1}"
    return events.assign(entry=pd.Series(labels, index=events.index, dtype="str"))


def chronology(events: pd.DataFrame, *, groups: Sequence[str] | None = None) -> pd.DataFrame:
    """What is told of each day or month, by whom, who told it first and who is silent: one row an entry, in the order of time.

    Parameters
    ----------
    events
        Events table, as `events` makes it; with the column `entry` where `entries` has been called before.
    groups
        The groups whose silence is of interest; by default all that speak anywhere in the table.

    Returns
    -------
    DataFrame
        ============================ ====================================================================
        entry, date, precision       as in `entries`
        articles, sentences          how many tell it
        sides                        how many of `groups` do
        told_by                      the articles of each group, as ``RU 2; FD 1``, the groups without any left out
        silent                       those of `groups` that do not tell it
        first_date, first_outlet,    the earliest report of all; missing dates come last, and missing outlets stay missing
        first_doc_id
        names, words                 what most of the sentences name and say, at most six each
        text                         the sentence that has most in common with the others
        ============================ ====================================================================

    Examples
    --------
    >>> told = pd.DataFrame({"doc_id": ["a", "b"], "text": ["It opened.", "It is open."], "group": ["RU", "FD"]})
    >>> told = told.assign(date=pd.Timestamp("2024-05-03"), precision="day", sentence=0, names="Zenda", words="bridge")
    >>> told["outlet"] = ["Echo", "Bell"]
    >>> told = told.assign(published=pd.to_datetime(["2024-05-05", "2024-05-04"]), side=told["group"])
    >>> chronology(told)[["entry", "articles", "told_by", "first_outlet"]].values.tolist()
    [['2024-05-03 · 1', 2, 'FD 1; RU 1', 'Bell']]
    """
    told = take(events if "entry" in events.columns else entries(events), *_USED, "entry", table="events").sort(*_ORDER, nulls_last=True)
    wanted = list(groups) if groups is not None else sorted(set(told["group"].drop_nulls()) - {UNKNOWN})
    by_entry: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in told.iter_rows(named=True):
        by_entry[row["entry"]].append(row)
    rows = [_entry(part, wanted) for part in by_entry.values()]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
    return frame.sort_values(["date", "precision", "entry"], kind="stable", ignore_index=True)


def ranked(chronology: pd.DataFrame) -> pd.DataFrame:
    """The entries that most articles tell, those that both sides tell before all others; ties in the order of time.

    Examples
    --------
    >>> table = pd.DataFrame({"entry": ["x", "y", "z"], "sides": [1, 2, 1], "articles": [9, 2, 9], "date": [2, 3, 1]})
    >>> ranked(table)["entry"].to_list()
    ['y', 'z', 'x']
    """
    order = chronology.assign(both=chronology["sides"] >= 2).sort_values(
        ["both", "articles", "sides", "date", "entry"], ascending=[False, False, False, True, True], kind="stable"
    )
    return order.drop(columns="both").reset_index(drop=True)


def entry_hits(events: pd.DataFrame) -> pd.DataFrame:
    """The dates in the sentences of each entry, as `key, doc_id, start, end`; the key is the entry."""
    return events.rename(columns={"entry": "key"})[["key", "doc_id", "start", "end"]]


def _parts(cell: str | None, mark: str = "") -> list[str]:
    return [f"{mark}{part}" for part in cell.split(BETWEEN)] if cell else []


def _weights(contents: list[list[str]]) -> dict[str, float]:
    """The weight of each actor and word: the rarer, the heavier."""
    holding = Counter(part for parts in contents for part in set(parts))
    return {part: log(1 + len(contents) / count) for part, count in holding.items()}


def _clusters(contents: list[list[str]], weights: dict[str, float]) -> list[int]:
    """For each sentence of one date the number of its entry. Only entries that share something with it are compared."""
    sums: list[dict[str, float]] = []
    lengths: list[float] = []
    holders: dict[str, list[int]] = defaultdict(list)
    found = []
    for parts in contents:
        vector = _unit({part: weights[part] for part in parts})
        products: dict[int, float] = defaultdict(float)
        for part, weight in vector.items():
            for entry in holders[part]:
                products[entry] += weight * sums[entry][part]
        best, alike = max(((entry, product / lengths[entry]) for entry, product in products.items()), key=_nearest, default=(-1, 0.0))
        if alike < ALIKE:
            best = len(sums)
            sums.append({})
            lengths.append(0.0)
        for part, weight in vector.items():
            if part not in sums[best]:
                holders[part].append(best)
            sums[best][part] = sums[best].get(part, 0.0) + weight
        lengths[best] = sqrt(sum(weight * weight for weight in sums[best].values()))
        found.append(best)
    return found


def _nearest(candidate: tuple[int, float]) -> tuple[float, int]:
    """The most alike first, of equals the earliest; rounded, so that the order of a sum decides nothing."""
    return round(candidate[1], 9), -candidate[0]


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {part: weight / length for part, weight in vector.items()}


def _entry(told: list[dict[str, Any]], groups: list[str]) -> list[object]:
    """One row of the chronology from the sentences of one entry, the earliest report first."""
    first, articles = told[0], {(row["group"], row["doc_id"]) for row in told}
    by_group = sorted(Counter(group for group, _ in articles).items(), key=lambda item: (-item[1], item[0]))
    silent = [group for group in groups if group not in dict(by_group)]
    return [
        first["entry"], first["date"], first["precision"], len(articles), len(told), len(groups) - len(silent),
        BETWEEN.join(f"{group} {count}" for group, count in by_group), BETWEEN.join(silent),
        first["published"], first["outlet"], first["doc_id"],
        _most([_parts(row["names"]) for row in told]), _most([_parts(row["words"]) for row in told]), _typical(told),
    ]  # fmt: skip


def _most(cells: list[list[str]]) -> str:
    """What most cells hold; of an entry with several sentences only what more than one of them does, if there is any."""
    counted = Counter(part for parts in cells for part in set(parts))
    shared = {part: count for part, count in counted.items() if count > 1} if len(cells) > 1 else counted
    best = sorted((shared or counted).items(), key=lambda item: (-item[1], item[0]))
    return BETWEEN.join(part for part, _ in best[:MOST])


def _typical(told: list[dict[str, Any]]) -> str:
    """The sentence that has most of its content in common with the others, of equals the earliest."""
    contents = [{*_parts(row["names"], "@"), *_parts(row["words"])} for row in told]
    counted = Counter(part for parts in contents for part in parts)
    scores = [sum(counted[part] - 1 for part in parts) / sqrt(len(parts) + 1) for parts in contents]
    return told[scores.index(max(scores))]["text"]
