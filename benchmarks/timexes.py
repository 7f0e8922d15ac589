"""Time expressions against TimeML documents, how fast they are found, and beside `dateparser`.

    python benchmarks/timexes.py [FOLDER]... [--corpus FILE.parquet] [--errors N]

A FOLDER holds `.tml` files with TIMEX3 annotation. All documents are pooled; the creation time itself is not scored. A found expression
is paired with at most one annotated expression and the other way round, identical spans first, then the largest overlap. Strict: identical
spans; relaxed: any overlap; type and value: relaxed pairs that agree in it, over the same denominators. Every second document of a folder
is only ever scored: `--errors` groups the errors of the others by kind and shows N of each. `--corpus` names a Parquet file with a column
`text`; without it only the hostile texts, made here, are timed. Where `dateparser` is installed, its rows are printed too.
"""

from __future__ import annotations

import argparse
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import polars as pl

from iranaz_utils.finding.timexes import find_timexes, timexes_in

#: So many articles are enough to time the rival.
SAMPLE = 25
MEASURES = ("strict", "relaxed", "type", "value")
#: What an article could hold to keep a finder busy, in which language; each is repeated to half a megabyte, then to one.
HOSTILE = {
    "figures": ("1", "en"),
    "the": ("the ", "en"),
    "months": ("May ", "en"),
    "number words": ("two hundred and ", "en"),
    "thousands": ("1,111,", "en"),
    "days": ("Monday, 3 May at 10:30 a.m. ", "en"),
    "spaces": (" ", "en"),
    "marks": ("\x1f", "en"),
    "Persian months": ("مهر ", "fa"),
    "Azerbaijani months": ("aprelin ", "az"),
    "Turkish months": ("nisan ", "tr"),
    "Russian months": ("мая ", "ru"),
}
#: Sentences of a Friday, and what a reader would take from them.
WRITTEN = "2025-05-09"
SENTENCES = (
    ("The president goes on a visit on April 28.", "2025-04-28"),
    ("So she told the reporters on May 6.", "2025-05-06"),
    ("They met on Tuesday.", "2025-05-06"),
    ("Trade has grown over the past three decades.", "P3DE"),
    ("A bridge was opened in January 2023.", "2023-01"),
    ("A meeting is held this month.", "2025-05"),
    ("The talks on October 21 had failed.", "2024-10-21"),
    ("He may travel in March.", "2026-03 or 2025-03; not may"),
    ("The March on Strelsau may take place.", "nothing"),
    ("It rests on Article 5 of the 1921 treaty.", "1921"),
    ("It was so in the 1990s.", "199"),
    ("It fell between 2020 and 2023.", "2020, 2023"),
    ("She has lived here since Feb. 28, 1986.", "1986-02-28"),
    ("Resolution 2231 speaks of flight 8243.", "nothing"),
    ("Flights begin again, officials said on Friday.", "2025-05-09"),
    ("The letter of 03/04/2025 was lost.", "2025, day or month first unknown"),
)


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


def judged(path: Path) -> tuple[Counter, dict[str, list[str]]]:
    """Hits of each measure in one document, with the numbers of annotated and found expressions; and its errors by kind."""
    text, created, gold = read(path)
    found = timexes_in(text, created, language="en")
    pairs = paired(gold, found)
    agree = {
        "relaxed": [True] * len(pairs),
        "strict": [g[:2] == f[:2] for g, f in pairs],
        "type": [g[2] == f[2] for g, f in pairs],
        "value": [g[3] == f[3] for g, f in pairs],
    }
    counts = Counter({measure: sum(hits) for measure, hits in agree.items()} | {"gold": len(gold), "found": len(found)})

    def say(expression: tuple) -> str:
        return f"{text[expression[0] : expression[1]]!r} {expression[2]} {expression[3]}"

    errors = {
        kind: [f"{created}: {say(g)}, found {say(f)}" for (g, f), right in zip(pairs, agree[measure], strict=True) if not right]
        for kind, measure in (("span", "strict"), ("type", "type"), ("value", "value"))
    }
    errors["missed"] = [f"{created}: {say(g)}" for g in gold if g not in [pair[0] for pair in pairs]]
    errors["not annotated"] = [f"{created}: {say(f)}" for f in found if f not in [pair[1] for pair in pairs]]
    return counts, errors


def score(folders: list[Path], errors: int) -> None:
    """Print F1 of each folder, of all and of both halves of the documents; of the half that may be read, errors by kind."""
    print(f"{'F1 in %':20}{'gold':>7}{'found':>7}" + "".join(f"{measure:>9}" for measure in MEASURES))
    halves, kinds = [Counter(), Counter()], {}
    for folder in folders:
        total: Counter = Counter()
        for number, path in enumerate(sorted(folder.glob("*.tml"))):
            counts, wrong = judged(path)
            total.update(counts)
            halves[number % 2].update(counts)
            for kind, lines in wrong.items() if number % 2 == 0 else ():
                kinds.setdefault(kind, []).extend(lines)
        print(shown(folder.name, total))
    for name, counts in zip(("pooled", "half that is read", "half never read"), (halves[0] + halves[1], *halves), strict=True):
        print(shown(name, counts))
    print("errors in the half that is read: " + ", ".join(f"{kind} {len(lines)}" for kind, lines in kinds.items()))
    for kind, lines in kinds.items() if errors else ():
        print(f"  {kind}", *lines[:errors], sep="\n    ")


def shown(name: str, counts: Counter) -> str:
    """One line of F1 in per cent."""
    base = max(counts["gold"] + counts["found"], 1)
    return f"{name:20}{counts['gold']:7}{counts['found']:7}" + "".join(f"{200 * counts[measure] / base:9.1f}" for measure in MEASURES)


def speed(documents: pl.DataFrame) -> tuple[float, int]:
    """Megabytes a second of `find_timexes`, and how many expressions it found."""
    frame = documents.with_columns(language=pl.lit("en")).to_pandas()
    start = time.perf_counter()
    found = len(find_timexes(frame))
    return documents["text"].str.len_bytes().sum() / 1e6 / (time.perf_counter() - start), found


def rival(*languages: str) -> Callable[[str], list[tuple[str, datetime]] | None] | None:
    """The search of `dateparser` told the day, and the languages if there are any; None where it is not installed."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None
    settings = {"RELATIVE_BASE": datetime.fromisoformat(WRITTEN), "PREFER_DATES_FROM": "past"}
    return lambda text: search_dates(text, languages=list(languages) or None, settings=settings)


def raced(texts: list[str], rate: float) -> None:
    """Print how fast the rival reads a few texts, as it is called by itself and told the language."""
    for name, other in (("dateparser", rival()), ("dateparser, told en", rival("en"))):
        if other:
            other("on Monday")  # reads its own tables on first use
            start = time.perf_counter()
            found = sum(len(other(text) or ()) for text in texts)
            slow = sum(len(text.encode()) for text in texts) / 1e6 / (time.perf_counter() - start)
            print(f"{name}: {slow:.4f} MB/s, {found} dates in the first {len(texts)} of them; {rate / slow:.0f} times slower")


def treated(other: Callable | None) -> None:
    """Print what is found in each sentence, here and by the rival."""
    print(f"\nwritten on {WRITTEN}")
    for sentence, meant in SENTENCES:
        ours = ", ".join(f"{sentence[start:end]} = {value}" for start, end, _, value in timexes_in(sentence, WRITTEN)) or "nothing"
        theirs = ", ".join(f"{words} = {day:%Y-%m-%d}" for words, day in (other and other(sentence)) or ()) or "nothing"
        print(f"  {sentence}\n    meant {meant} | here {ours}" + (f" | dateparser {theirs}" if other else ""))


def hostile() -> None:
    """Print the seconds for texts that nobody writes, of half a megabyte and of one."""
    print(f"\n{'hostile texts':20}{'0.5 MB':>9}{'1 MB':>9}   seconds of the processor; linear is twice as long")
    for name, (piece, language) in HOSTILE.items():
        seconds = []
        for size in (500_000, 1_000_000):
            start = time.process_time()
            timexes_in(piece * (size // len(piece.encode())), "2025-05-09", language=language)
            seconds.append(time.process_time() - start)
        print(f"{name:20}{seconds[0]:9.2f}{seconds[1]:9.2f}")


def main() -> None:
    """Print accuracy for each folder and for all, then speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    given = parser.parse_args()
    if given.folders:
        score(given.folders, given.errors)
    treated(rival("en"))
    hostile()
    if given.corpus:
        texts = pl.read_parquet(given.corpus, columns=["text"]).drop_nulls().with_row_index("doc_id").cast({"doc_id": pl.String})
        rate, found = speed(texts)
        print(f"\n{given.corpus.name}: {rate:.1f} MB/s, {found} expressions in {len(texts)} articles")
        raced(texts["text"].head(SAMPLE).to_list(), rate)


if __name__ == "__main__":
    main()
