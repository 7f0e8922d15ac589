"""Spellings: many names as one regular expression, shaped like a trie, that runs over untouched text in linear time.

What counts as the same spelling:

* the case given, or ALL CAPS as in headlines; a spelling that is all capitals (``US``, ``IRGC``) is found only as it stands;
* any apostrophe for any other, any hyphen for any other, Arabic ي ك for Persian ی ک, dotted İ for plain I;
* any run of spaces, one line end, or a zero-width non-joiner for a space;
* for a name in Cyrillic letters, its Russian cases.

The longest spelling that ends at the end of a word is found: where a longer one fails there, the next shorter one is tried.

>>> find = finder(["Baku", "Baku S", "New Baku"])
>>> find("Baku Summit in NEW  BAKU, not Bakuvian")
[(0, 4, 0), (15, 24, 2)]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

ALIKE = ("'’‘ʼ`´ʻ", "-‐‑–", "یيى", "کك", "Iİ")  # the first of each group stands for all of it
GROUP = {character: group for group in ALIKE for character in group}
FIRST = str.maketrans({character: group[0] for character, group in GROUP.items()} | {"\u200c": " "})
SPACE = r"(?:\u200c|[^\S\n]++(?:\n[^\S\n]*+)?|\n[^\S\n]*+)"  # never a blank line: a name does not go on in the next paragraph
MARK = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"  # combining marks, which \w leaves out
#: Looks back past the first character, which has been read: an expression that begins with plain letters, not with a look behind,
#: lets `re` skip through the text twice as fast. A letter, a mark, or a letter with a zero-width non-joiner means: inside a word.
STARTS = rf"(?<![\w{MARK}].)(?<!\w\u200c.)"
ENDS = rf"(?!\u200c?[\w{MARK}])"
BEYOND_LATIN = re.compile("[\u0370-\u1fff]")  # Greek, Cyrillic, Armenian, Arabic and more
#: Azerbaijani writes case endings on to a name without an apostrophe; they are looked at, and stay outside the hit.
SUFFIX = "(?:l[aə]r)?(?:[ıiuü]m[ıiuü]z|[ıiuü])?(?:[ns]?[ıiuü]n?|[yn]?[aə]|n?d[aə]n?|y?l[aə])?"
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
NOMINATIVE = re.compile(r"([А-ЯЁ][а-яё]+?)(ия|ая|а|ый|ий|ов|ев|ин|(?<=[бвгджзклмнпрстфхцчшщ]))")


def finder(spellings: Sequence[str], *, suffixes: bool = False) -> Callable[[str], list[tuple[int, int, int]]]:
    """A function that finds the spellings in a text: start, end and place in the list of each hit, left to right, none overlapping.

    Parameters
    ----------
    spellings
        Names as they are written inside a sentence; of two that cannot be told apart the first is found.
    suffixes
        Let an Azerbaijani case ending follow a name.

    Examples
    --------
    >>> finder(["İran"], suffixes=True)("İranda və İRAN’da, iranlı deyil")
    [(0, 4, 0), (10, 14, 0)]
    """
    places: dict[str, int] = {}
    for shout in (False, True):
        for place, spelling in enumerate(spellings):
            for form in forms(spelling):
                places.setdefault(key(form.upper() if shout else form), place)
    ends = rf"(?={SUFFIX}{ENDS})" if suffixes else ENDS

    @cache
    def expression(beyond_latin: bool) -> re.Pattern:
        # Looking for Persian and Russian letters as well takes twice as long, so they are looked for only in a text that has them.
        return re.compile(_expression([form for form in places if beyond_latin or not BEYOND_LATIN.match(form)], ends))

    place_of = lru_cache(10_000)(lambda surface: places[key(surface)])

    def find(text: str) -> list[tuple[int, int, int]]:
        matches = expression(BEYOND_LATIN.search(text) is not None).finditer(text)
        return [(*match.span(), place_of(match[0])) for match in matches]

    return find


def forms(spelling: str) -> list[str]:
    """The forms in which a spelling is met: as it is, without its zero-width non-joiners, and, in Cyrillic letters, in the Russian cases.

    Examples
    --------
    >>> forms("Баку"), forms("Южный Кавказ")[:3]
    (['Баку'], ['Южный Кавказ', 'Южного Кавказа', 'Южному Кавказу'])
    """
    words = [(word, NOMINATIVE.fullmatch(word)) for word in spelling.split(" ")]
    cases = [" ".join(found[1] + RUSSIAN[found[2]][case] if found else word for word, found in words) for case in range(5)]
    return list(dict.fromkeys([spelling, spelling.replace("\u200c", ""), *cases]))


def key(spelling: str) -> str:
    r"""The one form under which spellings that count as the same are looked up.

    Examples
    --------
    >>> key("Nagorno–Karabakh"), key("West  \n Azerbaijan"), key("\u0639\u0644\u064a\u200c\u0627\u0641")  # Ali-ev
    ('Nagorno-Karabakh', 'West Azerbaijan', 'علی اف')
    """
    return " ".join(spelling.translate(FIRST).split())


def _expression(keys: Iterable[str], ends: str) -> str:
    """The trie as an expression; at the root each letter of a group has its own branch, so that every branch begins with a plain letter."""
    trie: dict = {}
    for spelling in filter(None, keys):
        for first in GROUP.get(spelling[0], spelling[0]):
            node = trie.setdefault(first, {})
            for letter in spelling[1:]:
                node = node.setdefault(letter, {})
            node[""] = {}
    branches = "|".join(re.escape(first) + STARTS + _branch(node) for first, node in trie.items())
    return f"(?:{branches}){ends}" if branches else "(?!)"


def _branch(node: dict) -> str:
    """Longer spellings first, then the one that ends here: what follows decides, and sends `re` back to the shorter one."""
    branches = [_atom(letter) + _branch(below) for letter, below in node.items() if letter] + [""] * ("" in node)
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _atom(letter: str) -> str:
    return SPACE if letter == " " else f"[{GROUP[letter]}]" if letter in GROUP else re.escape(letter)
