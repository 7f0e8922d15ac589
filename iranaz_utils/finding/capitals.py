"""Capitalised runs: the stretches of a text that may hold a name, with what stands around them.

A run is words with a capital, joined by single spaces and by the small words that names contain (*of, and, the, de, bin*). It never goes
on in the next line. The scan is native and looks at every word once; what a run means is decided once for each distinct run, in
`segments`.

>>> [run for *_, run in scan("Anna Berg of the Bank of Zenda met H. J. Elphberg in Upper Strelsau.")]
['Anna Berg of the Bank of Zenda', 'H. J. Elphberg', 'Upper Strelsau']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

AROUND = 28  # characters kept before and after a run
UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isupper())
#: Short forms whose stop does not end a run.
STOPPED = (
    "Mr|Mrs|Ms|Dr|St|Ste|Gen|Lt|Col|Sen|Sens|Rep|Reps|Gov|Prof|Jr|Sr|Inc|Corp|Co|Ltd|Bros|Ft|Mt|Capt|Sgt|Maj|Adm|Rev|Hon|"
    "Messrs|Dept|Univ|Cpl|Pvt|Ave"
)
#: Plurals and callings whose possessive is part of a name: *People's Republic, Workers' Party*.
OWNING = (
    "People|Women|Men|Children|King|Queen|Prince|Lloyd|Lord|Moody|Sotheby|Christie|McDonald|Valentine|Mother|Father|Levi|Macy|"
    "Harrod|Bachelor|Master|Girl|Boy"
)
OWNING_ALL = "Workers|Teachers|Farmers|Players|Students|Writers|Journalists|Soldiers|Veterans|Mothers|Lawyers|Artists|Citizens|Peoples"
WORD = (
    rf"(?:(?:[{UPPER}]\.){{2,}}[{UPPER}]?(?![^\W\d_])|(?:{STOPPED})\.|[{UPPER}]\.(?= ?[{UPPER}])"
    rf"|(?:{OWNING}) ?['’]s(?= [{UPPER}])|(?:{OWNING_ALL})['’](?= [{UPPER}])"
    rf"|(?:[dDlL]['’]|(?:al|el|an|ar|as|at|ad|ash|bin|ibn)[-‑])?[{UPPER}]\w*(?:['’](?!(?:s|t|d|m|re|ve|ll)\b)\w+)*(?:[-‑]\w+)*(?:&[{UPPER}]\w*)?)"
)
#: Small words inside a name, from English, the Romance and Germanic languages and Arabic.
LINK = (
    "of the|of|and the|and|for the|for|&|de la|de los|de las|de|della|del|dello|di|da|dos|do|du|des|der|den|van der|van den|"
    "van de|van|von der|von|zu|bin|ibn|bint|al|el|ul|ut|le|la|y|e|on|an der|am"
)
#: What follows the possessive of a name to make a place or a unit of it: *Rankin's Mill*.
OWNED = (
    "Road|Street|Creek|Mills?|Island|Hill|Bay|Corner|Bridge|Point|Farm|Lane|Gate|Landing|Ferry|Cove|Hollow|Church|Hospital|College|"
    "Cathedral|Park|Peak|Ridge|Brigade|Division|Day|Cup|Regiment|Wood|Head"
)
LEGAL = r",? (?:Inc|Corp|Ltd|Co|LLC|Jr|PLC)\b\.?"
#: A title of a work in quotation marks: every word of weight has a capital, no comma or stop ends it.
QUOTED = (
    rf"[\"“] ?(?P<title>[{UPPER}][\w'’]*(?:(?: |-|: )(?:[{UPPER}][\w'’]*|of|the|a|an|and|in|on|to|for|from|with|at|by|my|me|n't|'s|’s)){{0,7}}"
    rf"[?!]?) ?[\"”]"
)
RUN = re.compile(rf"{QUOTED}|(?<![\w'’.@/-]){WORD}(?:{LEGAL}| (?:(?:{LINK}) )?{WORD}| ?['’]s (?:{OWNED})\b)*")


def scan(text: str) -> Iterator[tuple[int, int, str]]:
    """Each run of a text, left to right: start, end and the run."""
    for match in RUN.finditer(text):
        place = match.span("title" if match["title"] else 0)
        yield *place, text[slice(*place)]


def runs(articles: pl.DataFrame) -> pl.DataFrame:
    """The runs of all articles: `document` (the row of the article), `start, end, run`, what stands `before` and `after` it.

    `opens` tells whether a run begins a sentence, a line or a quotation, where a capital says little; `headline` whether its line is
    one where every word of weight has a capital, or every letter is one.

    Examples
    --------
    >>> runs(pl.DataFrame({"text": ["The king left Zenda."]})).select("start", "run", "opens").rows()
    [(0, 'The', True), (14, 'Zenda', False)]
    """
    rows = []
    for document, text in enumerate(articles["text"]):
        shouts = _headlines(text)
        line = 0
        for match in RUN.finditer(text):
            quoted = match["title"] is not None
            start, end = match.span("title" if quoted else 0)
            while line < len(shouts) and shouts[line][1] <= start:
                line += 1
            headline = line < len(shouts) and shouts[line][0] <= start
            rows.append(
                (document, start, end, text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND], headline, quoted)
            )
    columns = {
        "document": pl.UInt32, "start": pl.Int64, "end": pl.Int64, "run": pl.String, "before": pl.String, "after": pl.String,
        "headline": pl.Boolean, "quoted": pl.Boolean,
    }  # fmt: skip
    found = pl.DataFrame(rows, schema=columns, orient="row")
    return found.with_columns(
        opens=(pl.col("start") < AROUND) & pl.col("before").str.contains(r"^[\s\"“‘'«(\[-]*$") | pl.col("before").str.contains(OPENS)
    )


#: What stands before the first word of a sentence, line or quotation.
OPENS = r"(?:[.!?…][\"”’'»)\]]*|[:;\n\r•*|–—“\"«]|\s-{1,3})[\s\"“‘'«(\[]*$"
LINE = re.compile(r"[^\n\r]+")
LONGEST = 160  # a headline is no longer
BIG = re.compile(rf"(?<!\w)[{UPPER}]\w*")
LONG = re.compile(r"(?<!\w)[^\W\d_]{4,}")


def _headlines(text: str) -> list[tuple[int, int]]:
    """The lines in which (nearly) every word of weight has a capital: five words or more, no full stop at the end."""
    lines = []
    for match in LINE.finditer(text):
        start, end = match.span()
        if end - start > LONGEST:
            continue
        line = match[0]
        words = LONG.findall(line)
        if (len(words) < 4 or line.rstrip()[-1:] in ".,;:") and not (len(words) >= 2 and line.isupper()):
            continue
        if line.isupper() or sum(word[0].isupper() for word in words) > 0.8 * len(words):
            lines.append((start, end))
    return lines
