"""Spellings: how a name may stand in a text, and where it does.

What counts as the same spelling:

* the case given, or ALL CAPS as in headlines; initials (``US``, ``IRGC``) only as they stand, or with stops (``U.S.``);
* any apostrophe for any other, any hyphen for any other, Arabic ي ك for Persian ی ک, dotted İ for plain I;
* any run of spaces and zero-width non-joiners, with one line end at most, for a space;
* for a name in Cyrillic letters, its Russian cases.

The longest spelling that ends at the end of a word is found: where a longer one fails there, the next shorter one is tried.

>>> finder(["Baku", "Baku S", "New Baku"])(pl.Series(["Baku Summit in NEW  BAKU, not Bakuvian"])).rows()
[(0, 0, 4, 0), (0, 15, 24, 2)]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
import polars as pl

from iranaz_utils.finding.batches import batches, mapped
from iranaz_utils.finding.matching import ALIKE, JOINER, Needles

FIRST = str.maketrans({character: group[0] for group in ALIKE for character in group} | {JOINER: " "})
COLUMNS = ("document", "start", "end", "spelling")
SIZE = (
    4 << 20
)  # bytes of text that are looked through at a time: with fewer Python takes long between the steps, with more the cache is full
#: Azerbaijani writes case endings on to a name without an apostrophe; they are looked at, and stay outside the hit; one capital is none.
AZERBAIJANI = r"(?![A-ZƏÜİ](?![A-ZƏÜİ]))(?i:(?:l[aə]r)?(?:[ıiuü]m[ıiuü]z|[ıiuü])?(?:[ns]?[ıiuü]n?|[yn]?[aə]|n?d[aə]n?|y?l[aə])?)"
#: So does Persian, after a joiner, with *are, is, our, their* and the mark of the object; what makes another word of a name is not here.
PERSIAN = JOINER + "(?:اند|است|ایم|اید|مان|تان|شان|اش|را)"
#: Nominative ending → genitive, dative, accusative, instrumental, prepositional; surnames in -ов, -ев, -ин have an instrumental
#: of their own. Adjectives and nouns of one name take the same case.
RUSSIAN = {
    "ия": ("ии", "ии", "ию", "ией", "ии"),
    "ая": ("ой", "ой", "ую", "ой", "ой"),
    "а": ("ы", "е", "у", "ой", "е"),
    "ый": ("ого", "ому", "ого", "ым", "ом"),
    "ий": ("ого", "ому", "ого", "им", "ом"),
    "": ("а", "у", "а", "ом", "е"),
    **{surname: tuple(surname + ending for ending in ("а", "у", "а", "ым", "е")) for surname in ("ов", "ев", "ин")},
}
INITIALS = re.compile("[A-Z]{2,6}")
NOMINATIVE = re.compile(r"([А-ЯЁ][а-яё]+?)(ия|ая|а|ый|ий|ов|ев|ин|(?<=[бвгджзклмнпрстфхцчшщ]))")


def finder(spellings: Sequence[str], *, suffixes: bool = False) -> Callable[[pl.Series], pl.DataFrame]:
    """A function that finds the spellings in a column of texts.

    It gives a table of hits in the order of the texts, none overlapping: `document` (the row of the text), `start, end` and `spelling`,
    its place in the list. A missing text has none.

    Parameters
    ----------
    spellings
        Names as they are written inside a sentence; of two that cannot be told apart the first is found.
    suffixes
        Let an Azerbaijani case ending, or a Persian one after a joiner, follow a name.

    Examples
    --------
    >>> finder(["İran"], suffixes=True)(pl.Series(["İranda və İRAN’da, iranlı deyil"])).rows()
    [(0, 0, 4, 0), (0, 10, 14, 0)]
    """
    places: dict[str, int] = {}
    for shout in (False, True):
        for place, spelling in enumerate(spellings):
            for form in forms(spelling):
                places.setdefault(key(form.upper() if shout else form), place)
    places.pop("", None)
    needles, of_needle = Needles(list(places), f"{PERSIAN}|{AZERBAIJANI}" if suffixes else ""), np.array([*places.values(), 0])

    def find(texts: pl.Series) -> pl.DataFrame:
        parts = list(batches(pl.DataFrame({"text": texts.fill_null("")}), SIZE))
        found = [needles.found(pl.Series([], dtype=pl.String)), *mapped(lambda part: needles.found(part["text"]), parts)]
        firsts = np.cumsum([0, 0, *map(len, parts)])
        rows = np.concatenate([first + row for first, (row, *_) in zip(firsts, found, strict=False)])
        start, end, needle = (np.concatenate(column) for column in list(zip(*found, strict=True))[1:])
        return pl.DataFrame(
            dict(zip(COLUMNS, (rows, start, end, of_needle[needle]), strict=True)), schema_overrides={"document": pl.UInt32}
        )

    return find


def cut(texts: pl.Series, spans: pl.DataFrame) -> pl.Series:
    """What stands in the texts at the spans of a table with `document, start, end`.

    Examples
    --------
    >>> cut(pl.Series(["Rain in Baku"]), pl.DataFrame({"document": [0], "start": [8], "end": [12]})).to_list()
    ['Baku']
    """
    read = texts.to_list()  # a slice of a Python text takes the same time wherever it is
    return pl.Series([read[row][start:end] for row, start, end in spans.select("document", "start", "end").iter_rows()], dtype=pl.String)


def forms(spelling: str) -> list[str]:
    """The forms in which a spelling is met: as it is, without zero-width non-joiners, initials with stops, Cyrillic in its Russian cases.

    Examples
    --------
    >>> forms("Баку"), forms("OIC"), forms("Южный Кавказ")[:3]
    (['Баку'], ['OIC', 'O.I.C.'], ['Южный Кавказ', 'Южного Кавказа', 'Южному Кавказу'])
    """
    stopped = ".".join(spelling) + "." if INITIALS.fullmatch(spelling) else spelling
    words = [(word, NOMINATIVE.fullmatch(word)) for word in spelling.split(" ")]
    cases = [" ".join(found[1] + RUSSIAN[found[2]][case] if found else word for word, found in words) for case in range(5)]
    return list(dict.fromkeys([spelling, spelling.replace(JOINER, ""), stopped, *cases]))


def key(spelling: str) -> str:
    r"""The one form under which spellings that count as the same are looked up.

    Examples
    --------
    >>> key("Nagorno–Karabakh"), key("West  \n Azerbaijan"), key("\u0639\u0644\u064a\u200c\u0627\u0641")  # Ali-ev
    ('Nagorno-Karabakh', 'West Azerbaijan', 'علی اف')
    """
    return " ".join(spelling.translate(FIRST).split())
