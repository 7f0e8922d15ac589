"""How fast a corpus is read, header, dates, language, clean-up and copies included, how much memory that takes, and how that grows.

    python benchmarks/reading.py [CORPUS.parquet]... [--files N]

N text files of about 3 kB are read, 10,000 by default, which are made here from invented words and thrown away, and a quarter, a half and
twice as many; of each Parquet file with a column of texts a quarter, a half and the whole. Each is read in a process of its own.

Memory is what the process holds at most beyond what it held before, with all imports done. `resident` counts everything, `anonymous`
leaves out the pages of files, which the system can drop at any time (Linux only), `helpers` is all that the processes hold which help with
many texts; CPU is that of all. The slope is that of the straight line through the measured sizes: what each further megabyte of text, in
UTF-8 as it is kept, costs in memory.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import polars as pl

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


class Memory(threading.Thread):
    """Watches how much memory the process holds, in megabytes, every few milliseconds."""

    def __init__(self):
        super().__init__(daemon=True)
        self.before, self.most, self.watching = self.held(), {}, True
        self.start()

    @staticmethod
    def held() -> dict[str, float]:
        """Resident memory, its peak so far, its anonymous part, and what other processes hold that this one has started."""
        children = [child for thread in Path("/proc/self/task").glob("*/children") for line in _lines(thread) for child in line]
        helpers = sum(int(words[1]) for child in children for words in _lines(Path(f"/proc/{child}/status")) if words[0] == "VmRSS:")
        own = {words[0]: int(words[1]) / 1e3 for words in _lines(Path("/proc/self/status")) if words[0] in ("VmRSS:", "VmHWM:", "RssAnon:")}
        return own | {"helpers": helpers / 1e3}

    def run(self):
        """Note the most that is held."""
        while self.watching:
            self.most = {name: max(value, self.most.get(name, 0)) for name, value in self.held().items()}
            time.sleep(0.002)

    def grown(self) -> dict[str, float]:
        """How much more was held at most than before: the peak that the system saw, if it is a new one, else the largest seen here."""
        self.watching = False
        self.join()
        peak = "VmHWM:" if self.most["VmHWM:"] > self.before["VmHWM:"] else "VmRSS:"
        own = {"resident": self.most[peak] - self.before["VmRSS:"], "anonymous": self.most["RssAnon:"] - self.before["RssAnon:"]}
        return own | {"helpers": self.most["helpers"]}


def _lines(path: Path) -> list[list[str]]:
    """The lines of a file of the system as words; none where its process has ended."""
    try:
        return [words for line in path.read_text().splitlines() if (words := line.split())]
    except OSError:
        return []


def measure(path: str) -> dict:
    """Seconds, articles, size and memory of one reading; run in a process that has done nothing else."""
    from iranaz_utils import load_corpus

    load_corpus(Path(__file__).parent.parent / "seeds")  # imports what is imported late
    memory = Memory()
    start, cpu = time.perf_counter(), sum(os.times()[:4])
    corpus = load_corpus(path)
    seconds, cpu = time.perf_counter() - start, sum(os.times()[:4]) - cpu
    return memory.grown() | {
        "articles": len(corpus),
        "megabytes": sum(len(text.encode()) for text in corpus.documents["text"]) / 1e6,
        "seconds": seconds,
        "cpu": cpu,
        "copies": int(corpus.documents["duplicate_of"].notna().sum()),
        "removed": int(corpus.removed["characters"].sum()) / 1e6,
    }


def report(name: str, path: Path) -> dict | None:
    """One line of the table, measured in a new process."""
    run = subprocess.run([sys.executable, __file__, "--measure", str(path)], capture_output=True, text=True, check=False)
    if run.returncode:
        print(f"{name:<34} not read: {run.stderr.strip().splitlines()[-1]}")
        return None
    said = json.loads(run.stdout)
    print(
        f"{name[-34:]:<34} {said['articles']:>9,} {said['megabytes']:>8.1f} {said['seconds']:>8.1f} {said['cpu']:>8.1f} "
        f"{said['articles'] / said['seconds']:>11,.0f} {said['resident']:>9,.0f} {said['anonymous']:>10,.0f} {said['helpers']:>8,.0f} "
        f"{said['removed']:>8.1f} {said['copies']:>7,}",
        flush=True,
    )
    return said


def slope(found: list[dict | None]) -> None:
    """One line: how memory grows with the text."""
    read = [said for said in found if said]
    if len(read) < 2:
        return
    sizes = [said["megabytes"] for said in read]
    resident, anonymous = (np.polyfit(sizes, [said[name] for said in read], 1)[0] for name in ("resident", "anonymous"))
    print(f"    each further MB of text: {resident:.2f} MB resident, {anonymous:.2f} MB anonymous\n")


def main() -> None:
    """Read the corpora and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=Path, metavar="CORPUS.parquet")
    parser.add_argument("--files", type=int, default=10_000, metavar="N")
    parser.add_argument("--measure", metavar="PATH", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return
    print(f"{'corpus':<34}  articles  MB kept  seconds      CPU  articles/s  resident  anonymous  helpers   MB off  copies")
    slope([_of_files(number) for number in (options.files // 4, options.files // 2, options.files, 2 * options.files)])
    for path in options.corpora:
        slope([_of_part(path, parts) for parts in (4, 2, 1)])
    if not options.corpora:
        print("No CORPUS was given: reading of one was not measured. Give the path of a Parquet file.")


def _of_files(number: int) -> dict | None:
    with tempfile.TemporaryDirectory() as folder:
        write_articles(Path(folder), number)
        return report(f"{number:,} text files, made here", Path(folder))


def _of_part(path: Path, parts: int) -> dict | None:
    """The first so many articles of a Parquet file."""
    with tempfile.TemporaryDirectory() as folder:
        table = pl.read_parquet(path)
        part = Path(folder) / path.name
        table.head(len(table) // parts).write_parquet(part)
        return report(f"{path.name}{f', 1/{parts} of it' if parts > 1 else ''}", part)


if __name__ == "__main__":
    main()
