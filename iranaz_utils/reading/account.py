"""What was read and what was not, in numbers, in lines for a person, and as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

import pandas as pd
import polars as pl

from iranaz_utils.tables import UNKNOWN

#: The account shows so many kinds of problems, and names so many paths of each.
KINDS, PATHS = 20, 3
_PARTICULAR = re.compile(r"'[^'\n]{0,300}'|\"[^\"\n]{0,300}\"|\d[\d.,:-]*")


def account(documents: pd.DataFrame, problems: pd.DataFrame, removed: pd.DataFrame, path: str) -> dict[str, object]:
    """What a corpus holds, ready for JSON.

    `words` are stretches between white space. Sides, outlets and languages are counted with `(unknown)` where they are missing.
    `left_out`, `doubtful` and `repaired` count the problems: what was left out, the other errors and warnings, and the rest. `removed` has
    articles and characters by the reason for which text was taken off.
    """
    days = documents["date"].dropna()
    counts = {
        f"{column}s": documents[column].fillna(UNKNOWN).value_counts().sort_index().to_dict() for column in ("side", "outlet", "language")
    }
    left_out, info = problems["action"].str.startswith("left out"), problems["severity"].eq("info")
    taken = removed.groupby("reason").agg(articles=("doc_id", "nunique"), characters=("characters", "sum"))
    return {
        "path": path,
        "articles": len(documents),
        "words": int(pl.from_pandas(documents[["text"]])["text"].str.count_matches(r"\S+").sum()),
        **counts,
        "first_date": days.min().date().isoformat() if len(days) else None,
        "last_date": days.max().date().isoformat() if len(days) else None,
        "undated": int(documents["date"].isna().sum()),
        "date_from": documents["date_from"].dropna().value_counts().sort_index().to_dict(),
        "side_from": documents["side_from"].dropna().value_counts().sort_index().to_dict(),
        "duplicates": int(documents["duplicate_of"].notna().sum()),
        "left_out": int(left_out.sum()),
        "doubtful": int((~left_out & ~info).sum()),
        "repaired": int((~left_out & info).sum()),
        "removed": {str(reason): {name: int(count) for name, count in row.items()} for reason, row in taken.to_dict("index").items()},
        "problems": problems.to_dict("records"),
    }


def account_lines(said: dict) -> Iterator[tuple[str, str]]:
    """The account as pairs of heading and line; a heading may stand over several."""
    yield "articles", f"{said['articles']:,}, of {said['words']:,} words, from {said['path']}"
    for name in ("sides", "outlets", "languages"):
        yield name, _counted(said[name]) or "none"
        if name == "sides" and said["side_from"]:
            yield "sides read in", _counted(said["side_from"])
    yield "dates", f"{_span(said)}; {_articles(said['undated'])} undated"
    if said["date_from"]:
        yield "dates read in", _counted(said["date_from"])
    yield "copies", f"{_articles(said['duplicates'])} with the words of an earlier one"
    for reason, taken in sorted(said["removed"].items(), key=lambda item: (-item[1]["characters"], item[0])):
        yield "taken off", f"{taken['characters']:,} characters in {_articles(taken['articles'])}: {reason}"
    yield "problems", f"{said['left_out']:,} left out, {said['doubtful']:,} doubtful, {said['repaired']:,} repaired or noted"
    kinds = _kinds(said["problems"])
    for kind, paths in kinds[:KINDS]:
        yield "problems", f"{kind} – {_listed(paths)}"
    if more := kinds[KINDS:]:
        yield "problems", f"and {sum(len(paths) for _, paths in more):,} of {len(more):,} other kinds; see the table of problems"


def account_text(said: dict) -> str:
    """The account as lines for a person."""
    lines, last = [], ""
    for heading, line in account_lines(said):
        lines.append(f"{heading if heading != last else '':>13}  {line}")
        last = heading
    return "\n".join(lines)


def account_html(said: dict) -> str:
    """The account as a table; everything that comes from articles is escaped."""
    rows, last = [], ""
    for heading, line in account_lines(said):
        left = 'style="text-align:left"'
        rows.append(f'<tr><th scope="row" {left}>{heading if heading != last else ""}</th><td dir="auto" {left}>{escape(line)}</td></tr>')
        last = heading
    return f"<table>{''.join(rows)}</table>"


def _span(said: dict) -> str:
    """The first and the last day, or year where nothing finer is known of any."""
    if not said["first_date"]:
        return "none"
    length = 4 if all(source.endswith(":year") for source in said["date_from"]) else 10
    return " to ".join(dict.fromkeys(said[day][:length] for day in ("first_date", "last_date")))


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"


def _counted(counts: dict, most: int = 12) -> str:
    """Values with their counts, the most frequent first, the rest summed."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    shown = [f"{value} {count:,}" for value, count in ranked[:most]]
    if rest := ranked[most:]:
        shown.append(f"{len(rest):,} others {sum(count for _, count in rest):,}")
    return ", ".join(shown)


def _kinds(problems: list[dict]) -> list[tuple[str, list[str]]]:
    """What problems say and their paths, those together that differ in names and figures only; the gravest and most frequent first."""
    kinds: dict[tuple[str, str, str], list[dict]] = {}
    for row in problems:
        kinds.setdefault((row["severity"], _PARTICULAR.sub("…", row["problem"]), _PARTICULAR.sub("…", row["action"])), []).append(row)
    order = {"error": 0, "warning": 1, "info": 2}
    ranked = sorted(kinds.items(), key=lambda item: (order.get(item[0][0], 3), -len(item[1]), item[0]))
    return [(_said(rows, key), [row["path"] for row in rows]) for key, rows in ranked]


def _said(rows: list[dict], key: tuple[str, str, str]) -> str:
    """A kind of problem in words: as it stands if it is one, else with its number and without particulars."""
    severity, problem, action = key
    if len(rows) == 1:
        problem, action = rows[0]["problem"], rows[0]["action"]
    return f"{severity}{f' ×{len(rows):,}' if len(rows) > 1 else ''}: {problem} ({action})"


def _listed(paths: list[str]) -> str:
    more = f" and {len(paths) - PATHS:,} more" if len(paths) > PATHS else ""
    return ", ".join(paths[:PATHS]) + more
