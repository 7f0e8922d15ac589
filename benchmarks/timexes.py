"""Time expressions against TimeML documents, and how fast they are found.

    python benchmarks/timexes.py [FOLDER]... [--corpus FILE.parquet] [--errors N]

A FOLDER holds `.tml` files with TIMEX3 annotation. All documents are pooled; the creation time itself is not scored. A found expression
is paired with at most one annotated expression and the other way round, identical spans first, then the largest overlap. Strict: identical
spans; relaxed: any overlap; type and value: relaxed pairs that agree in it, over the same denominators. `--corpus` names a Parquet file
with a column `text`; without it only the hostile texts, made here, are timed.
"""

from __future__ import annotations

import argparse
import time
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import polars as pl

from iranaz_utils.finding.timexes import find_timexes, timexes_in

MEASURES = ("strict", "relaxed", "type", "value")
#: What an article could hold to keep a finder busy; each is repeated to half a megabyte, then to one.
HOSTILE = {
    "figures": "1",
    "the": "the ",
    "months": "May ",
    "number words": "two hundred and ",
    "thousands": "1,111,",
    "days": "Monday, 3 May at 10:30 a.m. ",
    "spaces": " ",
    "marks": "\x1f",
}


def read(path: Path) -> tuple[str, str | None, list[tuple[int, int, str, str]]]:
    """Text, creation time and annotated expressions of one TimeML document."""
    root = ET.parse(path).getroot()
    created = root.find("DCT/TIMEX3")
    pieces, marked = [], []

    def walk(node, at):
        start = at
        pieces.append(node.text or "")
        at += len(node.text or "")
        for child in node:
            at = walk(child, at)
            pieces.append(child.tail or "")
            at += len(child.tail or "")
        if node.tag == "TIMEX3" and at > start:
            marked.append((start, at, node.get("type", ""), node.get("value", "")))
        return at

    walk(root.find("TEXT"), 0)
    return "".join(pieces), created.get("value")[:10] if created is not None else None, sorted(marked)


def paired(gold: list[tuple], found: list[tuple]) -> list[tuple[tuple, tuple]]:
    """Annotated and found expressions that overlap, each once."""
    overlaps = [(g[:2] != f[:2], max(g[0], f[0]) - min(g[1], f[1]), g, f) for g in gold for f in found if g[0] < f[1] and f[0] < g[1]]
    taken, pairs = set(), []
    for _, _, g, f in sorted(overlaps):
        if not {("gold", *g[:2]), ("found", *f[:2])} & taken:
            taken |= {("gold", *g[:2]), ("found", *f[:2])}
            pairs.append((g, f))
    return pairs


def score(folder: Path, errors: int) -> Counter:
    """Hits of each measure over the documents of a folder, with the numbers of annotated and found expressions."""
    counts: Counter = Counter()
    for path in sorted(folder.glob("*.tml")):
        text, created, gold = read(path)
        found = timexes_in(text, created)
        pairs = paired(gold, found)
        agree = {
            "relaxed": [True] * len(pairs),
            "strict": [g[:2] == f[:2] for g, f in pairs],
            "type": [g[2] == f[2] for g, f in pairs],
            "value": [g[3] == f[3] for g, f in pairs],
        }
        counts.update({measure: sum(hits) for measure, hits in agree.items()} | {"gold": len(gold), "found": len(found)})
        for (g, f), right in zip(pairs, agree["value"], strict=True):
            if not right and (errors := errors - 1) >= 0:
                print(f"  {path.name} {created}: {text[g[0] : g[1]]!r} is {g[3]}, found {f[3]} for {text[f[0] : f[1]]!r}")
    return counts


def shown(name: str, counts: Counter) -> str:
    """One line of F1 in per cent."""
    base = max(counts["gold"] + counts["found"], 1)
    return f"{name:20}{counts['gold']:7}{counts['found']:7}" + "".join(f"{200 * counts[measure] / base:9.1f}" for measure in MEASURES)


def speed(documents: pl.DataFrame) -> tuple[float, int]:
    """Megabytes a second of `find_timexes`, and how many expressions it found."""
    frame = documents.to_pandas()
    start = time.perf_counter()
    found = len(find_timexes(frame))
    return documents["text"].str.len_bytes().sum() / 1e6 / (time.perf_counter() - start), found


def main() -> None:
    """Print accuracy for each folder and for all, then speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    given = parser.parse_args()
    if given.folders:
        print(f"{'F1 in %':20}{'gold':>7}{'found':>7}" + "".join(f"{measure:>9}" for measure in MEASURES))
        scores = {folder.name: score(folder, given.errors) for folder in given.folders}
        for name, counts in scores.items():
            print(shown(name, counts))
        print(shown("pooled", sum(scores.values(), Counter())))
    timexes_in("Monday")  # the tables are compiled on first use
    print(f"\n{'hostile texts':20}{'0.5 MB':>9}{'1 MB':>9}   seconds; linear is twice as long")
    for name, piece in HOSTILE.items():
        seconds = []
        for size in (500_000, 1_000_000):
            start = time.perf_counter()
            timexes_in(piece * (size // len(piece)), "2025-05-09")
            seconds.append(time.perf_counter() - start)
        print(f"{name:20}{seconds[0]:9.2f}{seconds[1]:9.2f}")
    if given.corpus:
        texts = pl.read_parquet(given.corpus, columns=["text"]).drop_nulls().head(10_000)
        rate, found = speed(texts.with_row_index("doc_id").with_columns(pl.col("doc_id").cast(pl.String)))
        print(f"\n{given.corpus.name}: {rate:.1f} MB/s, {found} expressions in {len(texts)} articles")


if __name__ == "__main__":
    main()
