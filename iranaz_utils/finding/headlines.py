"""Headlines: where every word has a capital, a name is what the text below, or a list, knows.

>>> find = known_in(["Anna Berg", "Strelsau"])
>>> list(find("ANNA BERG WINS IN STRELSAU")), list(find("Anna Berg Seeks Peace"))
([(0, 9, 'Anna Berg'), (18, 26, 'Strelsau')], [(0, 9, 'Anna Berg')])
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

import polars as pl

from iranaz_utils.finding.capitals import parted
from iranaz_utils.finding.english import is_common, is_english
from iranaz_utils.finding.lexicon import lexicon

WORD = re.compile(r"[^\s]+")
LONGEST = 6  # words of a name
WIDEST = 160  # characters of a headline
EVERYDAY = 0.4  # share of its words that are no names; a list of results has fewer
LONG = re.compile(r"(?<!\w)[^\W\d_]{4,}")


def headlines(texts: pl.Series) -> pl.DataFrame:
    r"""The lines in which (nearly) every word of weight has a capital: `document` (the row of the text), `start, end`.

    Examples
    --------
    >>> headlines(pl.Series(["Anna Berg Seeks Peace With Strelsau\n\nShe said so."])).rows()
    [(0, 0, 35)]
    """
    lines = parted(texts, pl.col("text").str.split("\n", inclusive=True)).with_columns(line=pl.col("part").str.strip_chars_end("\r\n"))
    width, line = pl.col("line").str.len_chars().cast(pl.Int64), pl.col("line")
    short = lines.filter(width <= WIDEST)
    likely = short.filter(~line.str.contains(r"\p{Ll}") | (line.str.count_matches(r"\b\p{Lu}\p{L}{3}") > 2))
    big = [part for part in likely["line"].unique() if is_headline(part)]
    return likely.filter(line.is_in(big)).select("document", "start", end=pl.col("start") + width)


def is_headline(line: str) -> bool:
    """Whether a line has (nearly) only capitals on its words of weight, everyday words among them, and does not end like a sentence.

    Examples
    --------
    >>> [is_headline(line) for line in ("ANNA BERG WINS", "Anna Berg Seeks Peace With Strelsau", "Anna Berg, Hugo Zenda")]
    [True, True, False]
    """
    shout = line.isupper()
    if line.rstrip()[-1:] in ".,;:" and not shout:
        return False
    words = LONG.findall(line)
    big = sum(word[0].isupper() for word in words) > 0.8 * len(words) > 2.4
    return (shout and len(words) > 1) or (big and sum(map(is_common, words)) >= max(2, EVERYDAY * len(words)))


def shouted(run: str) -> bool:
    """Whether a run is all capitals and holds an everyday word, so that its capitals say nothing.

    Examples
    --------
    >>> [run for run in ("STRELSAU WINS CUP", "NATO", "BBC TV", "Anna Berg", "LOS ANGELES") if shouted(run)]
    ['STRELSAU WINS CUP']
    """
    return run.isupper() and any(len(word) > 3 and is_common(word.capitalize()) for word in run.split())


def known_in(forms: list[str]) -> Callable[[str], Iterator[tuple[int, int, str]]]:
    """A function that finds names in the run of a headline: start, end and the name as it is written below."""
    lex = lexicon()
    known = {form.casefold(): form for form in (*lex.places, *lex.demonyms, *lex.listed)}
    known |= {form.casefold(): form for form in forms if not (" " not in form and is_common(form))}

    def find(run: str) -> Iterator[tuple[int, int, str]]:
        words = [match.span() for match in WORD.finditer(run)]
        shout, at = run.isupper(), 0
        while at < len(words):
            for size in range(min(LONGEST, len(words) - at), 0, -1):
                start, end = words[at][0], words[at + size - 1][1]
                form = known.get(run[start:end].casefold())
                if form and (shout or form == run[start:end]):
                    yield start, end, form
                    at += size - 1
                    break
            else:
                size = _strange([run[start:end] for start, end in words[at:]]) if shout else 0
                if size:
                    start, end = words[at][0], words[at + size - 1][1]
                    yield start, end, run[start:end].title()
                    at += size - 1
            at += 1

    return find


def _strange(words: list[str]) -> int:
    """How many words at the head of a shouted run are a name that nobody knows: a first name with what follows, words of no English."""
    given = bool(words) and words[0].title() in lexicon().given
    rest = list(itertools.takewhile(lambda word: len(word) > 2 and word.isalpha() and not is_english(word), words[given:]))
    return given + len(rest) if rest else 0
