"""Frequency and keyness on a corpus of one's own: seconds and memory of each step.

    python benchmarks/keyness.py CORPUS WORD

CORPUS is anything that `load_corpus` reads. The two sides are the articles that hold WORD and those that do not: the figures are about
speed, not about words. Memory is the peak that numpy and SciPy ask for during a step; Polars is not in it.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Callable

import polars as pl

from iranaz_utils import keyness, load_corpus
from iranaz_utils.measuring.counts import counted, grouped, matrix, summed
from iranaz_utils.measuring.statistics import bootstrap_rates, permutation_p


def measured(name: str, step: Callable):
    """Run a step and print its seconds and peak memory."""
    started = time.perf_counter()
    result = step()
    seconds = time.perf_counter() - started
    print(f"{name:<40}{seconds:>10.1f}", end="", flush=True)
    return result


def peak(step: Callable) -> None:
    """Run a step again, watched, and print the peak of its memory."""
    tracemalloc.start()
    step()
    print(f"{tracemalloc.get_traced_memory()[1] / 1e6:>10.0f}")
    tracemalloc.stop()


def main(path: str, word: str) -> None:
    """Print the table."""
    documents = load_corpus(path).documents
    documents["side"] = documents["text"].str.contains(word, regex=False).map({True: "with", False: "without"})
    print(f"{'step':<40}{'seconds':>10}{'MB':>10}")
    measured("keyness, all in all", lambda: keyness(documents, by="side", target="with", reference="without"))
    print()
    counts = measured("count terms", lambda: counted(grouped(documents, "side")))
    print()
    measured("add up, with dispersion", lambda: summed(counts))
    print()
    numbers = pl.Series(range(len(counts.terms)), dtype=pl.UInt32)
    build = lambda: matrix(counts, numbers, counts.documents["document"])  # noqa: E731
    uses = measured("terms × documents", build)
    peak(build)
    sizes, inside = counts.documents["tokens"].to_numpy(), (counts.documents["group"] == "with").to_numpy()
    for name, step in (
        ("1,000 permutations of the documents", lambda: permutation_p(uses, sizes, inside)),
        ("1,000 draws of the documents", lambda: bootstrap_rates(uses, sizes)),
    ):
        measured(name, step)
        peak(step)
    print(f"\n{len(counts.documents):,} documents, {len(counts.terms):,} terms, {len(counts.uses):,} pairs of them")
    print(f"the table of counts has {counts.uses.estimated_size() / 1e6:.0f} MB, spelt out {_spelt_out(counts):.0f} MB")


def _spelt_out(counts) -> float:
    table = counts.uses.join(counts.documents.select("document", "doc_id"), on="document")
    return table.select("doc_id", term=counts.terms.gather(table["term"]), n=pl.col("n").cast(pl.Int64)).estimated_size() / 1e6


if __name__ == "__main__":
    main(*sys.argv[1:])
