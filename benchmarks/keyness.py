"""Frequency and keyness on a corpus of one's own: seconds of each step, and the memory of keyness against that of its table of counts.

    python benchmarks/keyness.py CORPUS WORD

CORPUS is anything that `load_corpus` reads. The two sides are the articles that hold WORD and those that do not: the figures are about
speed, not about words.

The document-term table is what `count_words` gives: a row for each document and term, as numbers, with the spelling of each term once. The
memory of keyness is what a call adds to a process that holds this table, from its start to its peak: resident memory as the system counts
it, Polars and NumPy included, looked at every few milliseconds. Linux only.
"""

from __future__ import annotations

import ctypes
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import scipy.sparse
import scipy.stats  # noqa: F401 - imported here, so that the memory of the libraries is not taken for that of keyness

from iranaz_utils import count_words, frequency, keyness, load_corpus
from iranaz_utils.measuring.counts import Counts
from iranaz_utils.reading import Corpus


def resident() -> float:
    """Megabytes of memory that the process holds, files that it has mapped left out."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("RssAnon:")[1].split()[0]) / 1000


def measured(name: str, step: Callable) -> object:
    """Run a step and print its seconds and what it added to the memory at its peak; return its result."""
    ctypes.CDLL("libc.so.6").malloc_trim(0)  # what was let go of before does not count as held
    before, peak, done = resident(), [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.005):
            peak[0] = max(peak[0], resident())

    watcher = threading.Thread(target=watch)
    watcher.start()
    started = time.perf_counter()
    result = step()
    seconds = time.perf_counter() - started
    done.set()
    watcher.join()
    print(f"{name:<40}{seconds:>10.1f}{before:>10.0f}{max(peak[0] - before, 0):>10.0f}{max(peak[0], before):>10.0f}", flush=True)
    return result


def size(counts: Counts) -> float:
    """Megabytes of the document-term table."""
    return (counts.uses.estimated_size() + counts.terms.estimated_size() + counts.documents.estimated_size()) / 1e6


def main(path: str, word: str) -> None:
    """Print the table."""
    corpus = load_corpus(path)
    corpus.documents["side"] = corpus.documents["text"].str.contains(word, regex=False).map({True: "with", False: "without"})
    run(corpus)


def run(corpus: Corpus) -> None:
    """Each step on a corpus with the sides "with" and "without"."""
    sides = {"by": "side", "target": "with", "reference": "without"}
    print(f"{'':<40}{'seconds':>10}{'MB before':>10}{'added':>10}{'peak':>10}")
    counts = measured("count words", lambda: count_words(corpus))
    for again in range(3):
        measured(f"keyness, 1,000 permutations ({again + 1})", lambda: keyness(corpus, counts=counts, **sides))
    measured("keyness without permutations", lambda: keyness(corpus, counts=counts, permutations=0, **sides))
    measured("frequency by side, 1,000 draws", lambda: frequency(corpus, by="side", counts=counts))
    print(f"\n{len(counts.documents):,} documents, {len(counts.terms):,} terms, {len(counts.uses):,} pairs of them")
    print(f"the document-term table has {size(counts):.0f} MB; twice that is {2 * size(counts):.0f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
