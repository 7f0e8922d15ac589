"""How fast files become records, and that the memory for a large table is that of its rows.

    python benchmarks/formats.py [--files N] [--megabytes M]

Makes N small text files (10,000 by default), a tenth as many web pages, and tables of M and 4 M megabytes (25 by default) from an invented
sentence, reads each in a process of its own and prints a line for it. `seconds` are of the reading alone, `peak` is the most memory that
the process held, `more` is how much of that came with the reading.
"""

from __future__ import annotations

import argparse
import csv
import json
import multiprocessing
import resource
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

PARAGRAPH = "The ministers of Ruritania met at the river — and opened a new bridge, officials of Freedonia said on Tuesday.\n"
TEXT = PARAGRAPH * 25


def write_files(folder: Path, number: int, kind: str) -> None:
    """So many text files or web pages."""
    folder.mkdir()
    page = "<html><head><title>Bridge {n}</title></head><body><nav>Menu</nav><article>{text}</article></body></html>"
    for n in range(number):
        paragraphs = "".join(f"<p>{n} {m} {PARAGRAPH}</p>" for m in range(25))
        text = f"Bridge {n}\n\n{TEXT}" if kind == "txt" else page.format(n=n, text=paragraphs)
        (folder / f"{n:06}.{kind}").write_text(text, "utf-8")


def write_table(file: Path, megabytes: int) -> None:
    """A table of about so many megabytes of text."""
    rows = ({"id": n, "title": f"Bridge {n}", "text": f"{n} {TEXT}"} for n in range(megabytes * 1_000_000 // len(TEXT.encode())))
    if file.suffix == ".csv":
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, ["id", "title", "text"])
            writer.writeheader()
            writer.writerows(rows)
    elif file.suffix == ".jsonl":
        with file.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    else:
        import pyarrow as pa
        from pyarrow import parquet

        parquet.write_table(pa.Table.from_pylist(list(rows)), file, row_group_size=2_000, compression=None, use_dictionary=False)


def measure(place: Path) -> dict[str, float]:
    """What reading a file or a folder takes."""
    from iranaz_utils.reading.files import Record, find, read

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    records = sum(isinstance(found, Record) for file in find(place) for found in read(file, file.name))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"records": records, "seconds": seconds, "peak": peak / 1024, "more": (peak - before) / 1024}


def write_all(folder: Path, files: int, megabytes: int) -> None:
    """What is measured."""
    write_files(folder / "text files", files, "txt")
    write_files(folder / "web pages", files // 10, "html")
    with zipfile.ZipFile(folder / "text files.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted((folder / "text files").iterdir()):
            archive.write(file, file.name)
    for kind in ("csv", "jsonl", "parquet"):
        for size in (megabytes, 4 * megabytes):
            write_table(folder / f"{size} MB.{kind}", size)


def apart(function: Callable[..., Any], *arguments: object) -> Any:
    """What a function gives in a process of its own, whose memory begins small: this one imports nothing large."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def main() -> None:
    """Make, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--megabytes", type=int, default=25)
    options = parser.parse_args()
    print(f"{'':24}{'records':>9}{'seconds':>9}{'records/s':>11}{'peak MB':>9}{'more MB':>9}")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        apart(write_all, folder, options.files, options.megabytes)
        for place in sorted(folder.iterdir(), key=lambda place: (place.suffix, place.stat().st_size)):
            found = apart(measure, place)
            rate = found["records"] / found["seconds"]
            line = f"{found['records']:>9,}{found['seconds']:>9.2f}{rate:>11,.0f}{found['peak']:>9.0f}{found['more']:>9.0f}"
            print(f"{place.name:24}{line}")


if __name__ == "__main__":
    main()
