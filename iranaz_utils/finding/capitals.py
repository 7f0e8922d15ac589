"""Capitalised runs: the stretches of a text that may hold a name, with what stands around them.

A run is words with a capital, joined by single spaces and by the small words that names contain (*of, and, the, de, bin*). It never goes
on in the next line. The scan is native and looks at every word once; what a run means is decided once for each distinct run, in
`segments`.

>>> text = "Anna Berg of the Bank of Zenda met H. J. Elphberg in Upper Strelsau."
>>> [text[start:end] for start, end, *_ in scan(text)]
['Anna Berg of the Bank of Zenda', 'H. J. Elphberg', 'Upper Strelsau']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from iranaz_utils.finding.english import is_common

AROUND = 40  # characters kept before and after a run
UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isupper())
#: Short forms whose stop does not end a run.
STOPPED = (
    "Mr Mrs Ms Dr St Ste Gen Lt Col Sen Sens Rep Reps Gov Prof Jr Sr Inc Corp Co Ltd Bros Ft Mt "
    "Capt Sgt Maj Adm Rev Hon Messrs Dept Univ Cpl Pvt "
    "Ave"
).split()
#: A look back at them, one for each length.
AFTER_SHORT = "|".join(
    f"(?<=\\b{'|'.join(word if first == 0 else chr(92) + 'b' + word for first, word in enumerate(group))})"
    for group in ([word for word in STOPPED if len(word) == length] for length in sorted(set(map(len, STOPPED))))
)
#: Plurals and callings whose possessive is part of a name: *People's Republic, Workers' Party*.
OWNING = frozenset(
    "People Women Men Children King Queen Prince Lloyd Lord Moody Sotheby Christie "
    "McDonald Valentine Mother Father Levi Macy Harrod".split()
)
REST = (
    rf"(?:\.(?:[{UPPER}]\.)+[{UPPER}]?(?![^\W\d_])|\.(?= ?[{UPPER}])|"
    rf"\w*(?:['’](?!(?:s|t|d|m|re|ve|ll)\b)\w+)*(?:[-‑]\w+)*(?:&[{UPPER}]\w*)?(?:(?:{AFTER_SHORT})\.)?)"
)
#: A word with a capital, also with the article that Arabic and French put before it.
WORD = rf"(?:(?:[dDlL]['’]|(?:al|el|an|ar|as|at|ad|ash|bin|ibn)[-‑])?[{UPPER}]{REST})"
#: Small words inside a name, from English, the Romance and Germanic languages and Arabic.
LINK = (
    "of the|of|and the|and|for the|for|&|de la|de los|de las|de|della|del|dello|di|da|dos|do|du|des|der|den|van der|van den|"
    "van de|van|von der|von|zu|bin|ibn|bint|al|el|ul|ut|le|la|y|e|on|an der|am"
)
#: What follows the possessive of a name to make a place or a unit of it: *Rankin's Mill*.
OWNED = (
    "Road|Street|Creek|Mills?|Island|Hill|Bay|Corner|Bridge|Point|Farm|Lane|Gate|Landing|Ferry|Cove|Hollow|Church|Hospital|College|"
    "Cathedral|Park|Peak|Ridge|Brigade|Division|Day|Cup|Regiment|Wood|Head|Republic|Party|World|Liberation|Congress|"
    "Daily|Union|League|Rights"
)
LEGAL = r",? (?:Inc|Corp|Ltd|Co|LLC|Jr|PLC)\b\.?"
#: A title of a work in quotation marks: every word of weight has a capital, no comma or stop ends it.
QUOTED = (
    rf"(?<=[\"“]) ?(?P<title>[{UPPER}][\w'’]*(?:(?: |-|: )(?:[{UPPER}][\w'’]*|of|the|a|an|and|in|on|to|for|from|with|at|"
    rf"by|my|me|n't|'s|’s)){{0,11}}"
    rf"[?!]?) ?[\"”]"
)
#: A run begins after no part of a word, save the article of an Arabic or French name.
AT_START = r"(?:(?<![\w.@/'’].)(?<![\w/][-‑].)|(?<=\b[ae][lnrstd][-‑].)|(?<=\b[dl]['’].))"
#: It begins with one set of characters, so that `re` skips through the text to the next of them.
RUN = re.compile(
    rf"[{UPPER}\"“](?:{QUOTED}|(?<=[{UPPER}]){AT_START}{REST}"
    rf"(?:{LEGAL}| (?:(?:{LINK}) )?{WORD}|(?<=s)['’] (?=(?:Party|Union|Association|Rights|League|Front|Day)\b){WORD}|"
    rf" ?['’]s (?:{OWNED})\b)*)"
)
SCHEMA = {
    "document": pl.UInt32, "start": pl.Int64, "end": pl.Int64, "run": pl.String, "before": pl.String, "after": pl.String,
    "headline": pl.Boolean, "quoted": pl.Boolean,
}  # fmt: skip
#: Words that never are a name by themselves, whatever their place.
NEVER = frozenset(
    "A An The He She It We They You I His Her Its Our Their My Your This That These Those There "
    "Here In On At By For From To Of With Without "
    "And But Or Nor So Yet If When While As After Before Since Until Although Though Because However "
    "Meanwhile Also Then Now Not No Yes What "
    "Who Why How Where Which Some Any All Most Many Both Each Such According Under Over During Despite About Between Into Through".split()
)
LONGEST_NEVER = 10
ARTICLE = re.compile(r"(?:[dDlL]['’]|(?<!\w)(?:al|el|an|ar|as|at|ad|ash)[-‑])$")


def scan(text: str) -> Iterator[tuple[int, int, bool, bool]]:
    """Each run of a text, left to right: start, end, whether it stands in a headline, and whether it is the title of a work.

    Examples
    --------
    >>> list(scan("She read “The King of Zenda”."))
    [(10, 27, False, True)]
    """
    shouts = _headlines(text)
    line, lines = 0, len(shouts)
    for match in RUN.finditer(text):
        start, end = match.span()
        quoted = match["title"] is not None
        if quoted:
            start, end = match.span("title")
        elif end - start < LONGEST_NEVER and match[0] in NEVER:
            continue
        elif start and text[start - 1] in "-‑'’" and (article := ARTICLE.search(text, max(0, start - 4), start)):
            start = article.start()
        while line < lines and shouts[line][1] <= start:
            line += 1
        yield start, end, line < lines and shouts[line][0] <= start, quoted


def runs(articles: pl.DataFrame) -> pl.DataFrame:
    """The runs of all articles: `document` (the row of the article), `start, end, run`, what stands `before` and `after` it.

    `opens` tells whether a run begins a sentence, a line or a quotation, where a capital says little; `headline` whether its line is
    one where every word of weight has a capital, or every letter is one.

    Examples
    --------
    >>> runs(pl.DataFrame({"text": ["The king left Zenda."]})).select("start", "run", "opens").rows()
    [(14, 'Zenda', False)]
    """
    columns: list[list] = [[] for _ in SCHEMA]
    document, begin, stop, run, before, after, headline, quoted = (column.append for column in columns)
    for number, text in enumerate(articles["text"]):
        for start, end, big, work in scan(text):
            document(number), begin(start), stop(end), run(text[start:end]), headline(big), quoted(work)
            before(text[max(0, start - AROUND) : start]), after(text[end : end + AROUND])
    found = pl.DataFrame(dict(zip(SCHEMA, columns, strict=True)), schema=SCHEMA)
    return found.with_columns(
        opens=(pl.col("start") < AROUND) & pl.col("before").str.contains(r"^[\s\"“‘'«(\[-]*$") | pl.col("before").str.contains(OPENS)
    )


#: What stands before the first word of a sentence, line or quotation.
OPENS = r"(?:[.!?…][\"”’'»)\]]*|[:;\n\r•*|–—“\"«]|\s-{1,3})[\s\"“‘'«(\[]*$"
LINE = re.compile(r"[^\n\r]+")
LONGEST = 160  # a headline is no longer
EVERYDAY = 0.4  # share of its words that are no names; a list of results has fewer
LONG = re.compile(r"(?<!\w)[^\W\d_]{4,}")


def _headlines(text: str) -> list[tuple[int, int]]:
    """The lines in which (nearly) every word of weight has a capital: five words or more, no full stop at the end."""
    lines = []
    for match in LINE.finditer(text):
        start, end = match.span()
        if end - start > LONGEST:
            continue
        line = match[0]
        shout = line.isupper()
        if line.rstrip()[-1:] in ".,;:" and not shout:
            continue
        words = LONG.findall(line)
        big = sum(word[0].isupper() for word in words) > 0.8 * len(words) > 2.4
        if (shout and len(words) > 1) or (big and sum(map(is_common, words)) >= max(2, EVERYDAY * len(words))):
            lines.append((start, end))
    return lines
