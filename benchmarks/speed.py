"""Speed and memory of counting, cutting and searching, beside other tools on the same text in the same run.

    python benchmarks/speed.py CORPUS.parquet [--column text] [--sample 8]

Each row runs in a process of its own. All rows are visited twice, minutes apart, since a machine that others share has moods; a row is the
best of its visits, each of at least two runs and three seconds. MB/s are megabytes of UTF-8 text; memory is the peak that the work adds to
what the process held once the text was loaded, as a multiple of the text. Python tools get the first `--sample` megabytes, R all of it. One
that is not installed is left out, and named. The second table sets the rows beside the goals, which are meant for a corpus of about 100 MB
on a machine that does nothing else. The last one times texts made to hurt, at two sizes: twice the text should take twice the time.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, TypeVar

import polars as pl

Result = TypeVar("Result")

R_SCRIPT = """
suppressMessages({library(dplyr); library(tidytext)})
path <- commandArgs(TRUE)[1]; by <- commandArgs(TRUE)[2]
texts <- data.frame(id = seq_along(lines <- readLines(path, encoding = "UTF-8")), text = lines)
spent <- Inf
for (run in 1:2) spent <- min(spent, system.time({
  words <- unnest_tokens(texts, word, text)
  counts <- if (by == "document") count(words, id, word) else count(words, word, sort = TRUE)
})[["elapsed"]])
cat(spent, sum(counts$n))
"""


# --- ours -----------------------------------------------------------------------------------------


def total_terms(documents: pl.DataFrame, _: str) -> int:
    """Uses of all terms, counted over the corpus."""
    from iranaz_utils.finding.terms import total_terms

    return int(total_terms(documents)["n"].sum())


def document_terms(documents: pl.DataFrame, _: str, ngrams: int = 1) -> int:
    """Uses of all terms, counted per document and added up slice by slice, so that no table of all pairs is held."""
    from iranaz_utils.finding.terms import term_slices

    return sum(int(part["n"].sum()) for part in term_slices(documents, ngrams=ngrams))


def document_bigrams(documents: pl.DataFrame, query: str) -> int:
    """Uses of all pairs of neighbours, counted per document."""
    return document_terms(documents, query, ngrams=2)


def token_table(documents: pl.DataFrame, _: str) -> int:
    """Tokens, made batch by batch and counted."""
    from iranaz_utils.finding.batches import SIZE, batches, mapped
    from iranaz_utils.finding.tokens import token_frame

    return sum(mapped(lambda batch: len(token_frame(batch)), list(batches(documents, SIZE // 4))))


def sentences(documents: pl.DataFrame, _: str) -> int:
    """Sentences."""
    from iranaz_utils.finding.sentences import sentence_frame

    return len(sentence_frame(documents))


def kwic_word(documents: pl.DataFrame, query: str) -> int:
    """Lines of a word in context."""
    from iranaz_utils.measuring.kwic import kwic

    return len(kwic(documents.to_pandas(), query))


def kwic_regex(documents: pl.DataFrame, query: str) -> int:
    """Lines of an expression in context."""
    from iranaz_utils.measuring.kwic import kwic

    return len(kwic(documents.to_pandas(), rf"\b{re.escape(query)}\w*", match="regex"))


def collocates(documents: pl.DataFrame, query: str) -> int:
    """Words near a word."""
    from iranaz_utils.measuring.collocates import collocates

    return len(collocates(documents.to_pandas(), query))


# --- theirs ---------------------------------------------------------------------------------------


def nltk_total(documents: pl.DataFrame, _: str) -> int:
    """NLTK's word tokeniser on whole texts, without its sentence splitter, and its counter."""
    from nltk import FreqDist
    from nltk.tokenize import NLTKWordTokenizer

    cut = NLTKWordTokenizer().tokenize
    return FreqDist(word.lower() for text in documents["text"] for word in cut(text)).N()


def nltk_sentences(documents: pl.DataFrame, _: str) -> int:
    """The same behind a sentence splitter, as `word_tokenize` works; Punkt untrained, since its model is not part of the package."""
    from nltk import FreqDist
    from nltk.tokenize import NLTKWordTokenizer, PunktSentenceTokenizer

    split, cut = PunktSentenceTokenizer().tokenize, NLTKWordTokenizer().tokenize
    return FreqDist(word.lower() for text in documents["text"] for sentence in split(text) for word in cut(sentence)).N()


def nltk_documents(documents: pl.DataFrame, _: str) -> int:
    """The same, with a counter for each document."""
    from nltk import FreqDist
    from nltk.tokenize import NLTKWordTokenizer

    cut = NLTKWordTokenizer().tokenize
    return sum(counts.N() for counts in [FreqDist(word.lower() for word in cut(text)) for text in documents["text"]])


def sklearn_documents(documents: pl.DataFrame, _: str) -> int:
    """The matrix of documents and terms."""
    from sklearn.feature_extraction.text import CountVectorizer

    return int(CountVectorizer(token_pattern=r"\b\w+\b").fit_transform(documents["text"].to_list()).sum())


def spacy_total(documents: pl.DataFrame, _: str) -> int:
    """The rule-based tokeniser alone."""
    import spacy

    language = spacy.blank("en")
    language.max_length = 10**9
    return sum(Counter(token.lower_ for text in documents["text"] for token in language.tokenizer(text)).values())


#: Row of the table → the work, the package that it needs, and whether it gets the sample only.
TASKS: dict[str, tuple[Callable, str | None, bool]] = {
    "terms, whole corpus": (total_terms, None, False),
    "terms, per document": (document_terms, None, False),
    "bigrams, per document": (document_bigrams, None, False),
    "sentences": (sentences, None, False),
    "token table, in batches": (token_table, None, False),
    "kwic, a word": (kwic_word, None, False),
    "kwic, an expression": (kwic_regex, None, False),
    "collocates": (collocates, None, False),
    "NLTK word tokens + FreqDist": (nltk_total, "nltk", True),
    "NLTK sentences + word tokens": (nltk_sentences, "nltk", True),
    "NLTK, per document": (nltk_documents, "nltk", True),
    "scikit-learn CountVectorizer": (sklearn_documents, "sklearn", True),
    "spaCy blank tokens": (spacy_total, "spacy", True),
}
#: Row of ours, row of another tool, and how many times as fast ours should be; nothing where it is only told.
GOALS = (
    ("terms, whole corpus", "wc -w", 1 / 3),
    ("terms, whole corpus", "tidytext", 15),
    ("terms, whole corpus", "NLTK word tokens + FreqDist", 100),
    ("terms, whole corpus", "NLTK sentences + word tokens", None),
    ("terms, whole corpus", "spaCy blank tokens", None),
    ("terms, per document", "tidytext, per document", 5),
    ("terms, per document", "NLTK, per document", 40),
    ("terms, per document", "scikit-learn CountVectorizer", None),
)
#: How often all rows are visited; how often a row is run in a visit at least, and for how many seconds.
VISITS, RUNS, LEAST = 2, 2, 3.0
#: The longest that a search for a word may take, in seconds, and the most memory of any row, as a multiple of the text.
SECONDS, TIMES = 1.0, 4.0
HURTFUL = {
    "one letter": "a", "one letter and spaces": "a ", "full stops": ".", "nested quotes": "“(\"'", "letters with stops": "a.",
    "at signs": "a@", "plus signs": "a+", "web prefixes": "http://", "clitics": "n't", "new lines": "\n", "prefixes": "co-",
    "entities": "&a;", "closers": ".)", "glued sentences": "ab.Ab", "datelines": " - ",
}  # fmt: skip


def load(path: str, column: str) -> pl.DataFrame:
    """The texts of a Parquet file, numbered, since names of articles may repeat."""
    texts = pl.read_parquet(path, columns=[column]).rename({column: "text"}).drop_nulls()
    return texts.with_row_index("doc_id").with_columns(pl.col("doc_id").cast(pl.String))


def head(documents: pl.DataFrame, megabytes: float) -> pl.DataFrame:
    """The first documents that fit into so many megabytes, at least one."""
    return documents.head(max(int((documents["text"].str.len_bytes().cum_sum() <= megabytes * 1e6).sum()), 1))


def size(documents: pl.DataFrame) -> float:
    """Megabytes of text."""
    return documents["text"].str.len_bytes().sum() / 1e6


def memory() -> float:
    """The peak of memory that this process has held, in megabytes; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1e3 if status.exists() else 0.0


def child(arguments: argparse.Namespace) -> None:
    """Do one task several times, and print the best time and what memory it added."""
    work, _, short = TASKS[arguments.task]
    documents = load(arguments.corpus, arguments.column)
    documents = head(documents, arguments.sample) if short else documents
    work(head(documents, 0.1), arguments.query)  # imports and caches are not what is measured
    held = memory()
    seconds, result = best(lambda: work(documents, arguments.query))
    print(json.dumps([size(documents), seconds, memory() - held, result]))


def best(work: Callable[[], Result]) -> tuple[float, Result]:
    """The least time of several runs, in seconds, and what the last one gave."""
    spent: list[float] = []
    while len(spent) < RUNS or sum(spent) < LEAST:
        begin = time.perf_counter()
        result = work()
        spent.append(time.perf_counter() - begin)
    return min(spent), result


def wc(texts: Path) -> tuple[float, float, int]:
    """Seconds that `wc -w` takes, and its words."""
    seconds, counted = best(lambda: subprocess.run(["wc", "-w", texts], check=True, capture_output=True, text=True).stdout)
    return seconds, math.nan, int(counted.split()[0])


def tidytext(texts: Path, by: str) -> tuple[float, float, int] | None:
    """Seconds that tidytext takes inside R, and its words; nothing where it is not installed."""
    run = subprocess.run(["Rscript", "-e", R_SCRIPT, str(texts), by], check=False, capture_output=True, text=True)
    if run.returncode:
        return None
    seconds, words = run.stdout.split()
    return float(seconds), math.nan, int(words)


class Row(NamedTuple):
    """What was measured for a row of the table; the memory that it added is NaN for a tool that is not Python."""

    megabytes: float
    seconds: float
    added: float
    result: int

    @property
    def speed(self) -> float:
        """Megabytes per second."""
        return self.megabytes / self.seconds

    @property
    def times(self) -> float:
        """The memory that it added, as a multiple of the text."""
        return self.added / self.megabytes


def visit(arguments: argparse.Namespace, texts: Path, megabytes: float) -> Iterator[tuple[str, Row | None]]:
    """Run every row; there is none for a tool that is not installed."""
    for name, (_, package, _) in TASKS.items():
        there = not package or find_spec(package)
        command = [sys.executable, __file__, *sys.argv[1:], "--task", name, "--query", arguments.query]
        yield name, Row(*json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)) if there else None
    yield "wc -w", Row(megabytes, *wc(texts)) if shutil.which("wc") else None
    for name, by in (("tidytext", "corpus"), ("tidytext, per document", "document")):
        yield name, Row(megabytes, *found) if shutil.which("Rscript") and (found := tidytext(texts, by)) else None


def measure(arguments: argparse.Namespace) -> dict[str, Row]:
    """Visit all rows, and print each in the last visit: the least time and the most memory of all."""
    documents = load(arguments.corpus, arguments.column)
    rows: dict[str, Row] = {}
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder, "all.txt")
        texts.write_text("\n".join(text.replace("\n", " ") for text in documents["text"]) + "\n", "utf-8")
        for nth in range(VISITS):
            for name, row in visit(arguments, texts, size(documents)):
                if row:
                    other = rows.get(name, row)
                    rows[name] = row._replace(seconds=min(row.seconds, other.seconds), added=max(row.added, other.added))
                if nth == VISITS - 1:
                    tell(name, rows.get(name))
    return rows


def tell(name: str, row: Row | None) -> None:
    """Print one row of the table."""
    if row is None:
        print(f"{name:30}left out: not installed", flush=True)
        return
    times = "" if math.isnan(row.added) else f"{row.times:9.1f}"
    print(f"{name:30}{row.megabytes:8.1f}{row.seconds:9.2f}{row.speed:9.2f}{times:>9}{row.result:>12,}", flush=True)


def compare(rows: dict[str, Row]) -> None:
    """Print beside the goals how many times as fast ours are as the others, how long a search took and what memory was held."""
    print(f"\n{'':56}{'measured':>10}{'goal':>10}")
    for row_of_ours, other, goal in GOALS:
        if other in rows:
            ratio = rows[row_of_ours].speed / rows[other].speed
            verdict(f"{row_of_ours} / {other}", ratio, goal, reached=goal is None or ratio >= goal)
    seconds, peak = rows["kwic, a word"].seconds, max(rows[name].times for name, (_, package, _) in TASKS.items() if not package)
    verdict("kwic, a word: seconds", seconds, SECONDS, reached=seconds < SECONDS)
    verdict("the most memory of a row of ours: times the text", peak, TIMES, reached=peak < TIMES)


def verdict(what: str, measured: float, goal: float | None, *, reached: bool) -> None:
    """Print one figure beside its goal, if it has one."""
    print(f"{what:56}{measured:10.2f}" + ("" if goal is None else f"{goal:10.2f}  {'reached' if reached else 'MISSED'}"))


def hurt() -> None:
    """Time the token table and the sentences on texts of one and two megabytes that are made to be slow."""
    from iranaz_utils.finding.sentences import sentences_in
    from iranaz_utils.finding.tokens import tokens_in

    print(f"\n{'one and two megabytes of':30}{'tokens, s':>20}{'sentences, s':>20}")
    for name, unit in HURTFUL.items():
        cells = []
        for work in (tokens_in, sentences_in):
            spent = []
            for length in (10**6, 2 * 10**6):
                text = unit * (length // len(unit))
                begin = time.perf_counter()
                work(text)
                spent.append(time.perf_counter() - begin)
            cells.append(f"{spent[0]:8.2f} {spent[1]:8.2f}")
        print(f"{name:30}{cells[0]:>20}{cells[1]:>20}", flush=True)


def main() -> None:
    """Measure everything, or one task when called by itself."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", help="a Parquet file with a column of texts")
    parser.add_argument("--column", default="text")
    parser.add_argument("--sample", type=float, default=8, help="megabytes for slow tools")
    parser.add_argument("--query", default="border", help="the word to search")
    parser.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not Path(arguments.corpus).exists():
        sys.exit(f"no such file: {arguments.corpus}")
    if arguments.task:
        child(arguments)
        return
    print(f"load of the machine before the run: {os.getloadavg()[0]:.1f}, on {os.cpu_count()} processors")
    print(f"{'':30}{'MB':>8}{'s':>9}{'MB/s':>9}{'× text':>9}{'result':>12}")
    compare(measure(arguments))
    print(f"load of the machine after it: {os.getloadavg()[0]:.1f}")
    hurt()


if __name__ == "__main__":
    main()
