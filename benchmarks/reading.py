"""How fast a corpus is read, header, dates, language, clean-up and copies included, and how much memory that takes.

    python benchmarks/reading.py [CORPUS]... [--files N]

CORPUS is anything that `load_corpus` reads, a Parquet file with columns `id`, `slug` and `text` for one. Without it only N text files of
about 3 kB are read, 10,000 by default, which are made here from invented words and thrown away. Each is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HEAD = "{title}\n\nBy {author}\n{day}\n\nSTRELSAU – "


def words(rng: random.Random, size: int = 4_000) -> list[str]:
    """Invented words, with the function words of English among them."""
    syllables = [first + vowel + last for first in "bdfghklmnprstvz" for vowel in "aeiou" for last in ("", "n", "r", "s", "l")]
    return ["".join(rng.choices(syllables, k=rng.randint(1, 4))) for _ in range(size)] + "the of and to in that is was".split() * 300


def article(rng: random.Random, vocabulary: list[str]) -> str:
    """One article of about 3 kB: headline, byline, date, dateline and twelve paragraphs."""
    sentences = [" ".join(rng.choices(vocabulary, k=rng.randint(8, 24))).capitalize() + "." for _ in range(28)]
    paragraphs = "\n\n".join(" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3))
    day = f"{rng.randint(1, 28)} May {rng.randint(2001, 2020)}"
    title = " ".join(rng.choices(vocabulary, k=8)).capitalize()
    return HEAD.format(title=title, author="Anna Berg", day=day) + paragraphs + "\nLeave a Comment"


def write_articles(folder: Path, number: int) -> None:
    """So many articles as text files."""
    rng = random.Random(7)
    vocabulary = words(rng)
    for index in range(number):
        (folder / f"{index:05}.txt").write_text(article(rng, vocabulary), "utf-8")


def measure(path: str) -> dict:
    """Seconds, articles, size and peak memory of one reading; run in a process that has done nothing else."""
    from iranaz_utils import load_corpus

    load_corpus(Path(__file__).parent.parent / "seeds")  # imports what is imported late
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, cpu = time.perf_counter(), time.process_time()
    corpus = load_corpus(path)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    return {
        "articles": len(corpus),
        "megabytes": sum(map(len, corpus.documents["text"])) / 1e6,
        "seconds": seconds,
        "cpu": cpu,
        "memory": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1e3,
        "copies": int(corpus.documents["duplicate_of"].notna().sum()),
        "removed": int(corpus.removed["characters"].sum()) / 1e6,
    }


def report(name: str, path: str) -> None:
    """One line of the table, measured in a new process."""
    run = subprocess.run([sys.executable, __file__, "--measure", path], capture_output=True, text=True, check=False)
    if run.returncode:
        print(f"{name:<34} not read: {run.stderr.strip().splitlines()[-1]}")
        return
    said = json.loads(run.stdout)
    print(
        f"{name[-34:]:<34} {said['articles']:>9,} {said['megabytes']:>8.1f} {said['seconds']:>8.1f} {said['cpu']:>8.1f} "
        f"{said['articles'] / said['seconds']:>11,.0f} {said['memory']:>9,.0f} {said['removed']:>9.1f} {said['copies']:>7,}"
    )


def main() -> None:
    """Read the corpora and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", metavar="CORPUS")
    parser.add_argument("--files", type=int, default=10_000, metavar="N")
    parser.add_argument("--measure", metavar="PATH", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return
    print(f"{'corpus':<34}  articles  MB kept  seconds      CPU  articles/s MB memory    MB off  copies")
    with tempfile.TemporaryDirectory() as folder:
        write_articles(Path(folder), options.files)
        report(f"{options.files:,} text files, made here", folder)
    for path in options.corpora:
        report(path, path)
    if not options.corpora:
        print("No CORPUS was given: reading of one was not measured. Give the path of a Parquet file or a folder.")


if __name__ == "__main__":
    main()
