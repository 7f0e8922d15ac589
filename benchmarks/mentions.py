"""Mentions and co-mentions of the default profile on a table of texts: speed of each step.

    python benchmarks/mentions.py TEXTS.parquet

The table needs a column `text`; every row is an article. Speed is in megabytes of UTF-8 text; processor seconds count both cores.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable

import pandas as pd
import polars as pl

from iranaz_utils.finding.actors import spelling_finder
from iranaz_utils.finding.mentions import find_mentions
from iranaz_utils.measuring.comentions import UNITS, comentions
from iranaz_utils.reading.profile import load_profile


def measured(name: str, megabytes: float, step: Callable):
    """Run a step and print its seconds and speed."""
    wall, processor = time.perf_counter(), time.process_time()
    result = step()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"{name:<44}{wall:>8.2f}{processor:>12.2f}{megabytes / wall:>10.1f}{megabytes / processor:>14.1f}", flush=True)
    return result


def main(path: str) -> None:
    """Time compiling, finding and counting."""
    texts = pl.read_parquet(path, columns=["text"])["text"]
    megabytes = texts.str.len_bytes().sum() / 1e6
    documents = pd.DataFrame({"doc_id": [str(row) for row in range(len(texts))], "text": texts.to_pandas()})
    profile = load_profile()
    print(f"{len(texts):,} articles, {megabytes:.1f} MB; {len(profile.actors)} actors\n")
    print(f"{'step':<44}{'seconds':>8}{'processor s':>12}{'MB/s':>10}{'MB/s of 1 core':>15}")
    find = spelling_finder(profile, suffixes=False)
    measured("find the spellings", megabytes, lambda: find(texts))
    mentions = measured("find_mentions", megabytes, lambda: find_mentions(documents, profile))
    for unit in UNITS:
        measured(f"comentions by {unit}", megabytes, lambda unit=unit: comentions(mentions, unit=unit))
    print(f"\n{len(mentions):,} mentions; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main(sys.argv[1])
