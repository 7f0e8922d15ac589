"""Matching: where any of many names stands in a column of texts, by one native automaton over all of them.

=========== ======================================================================================================================
flattened   texts → bytes in which all characters that count as the same are one, and white space is one space
Needles     the names that are looked for, in the order of their bytes: the text at a place tells by it which of them begin there
found       of the names that begin at one place the longest that ends with its word; of those that overlap the first
=========== ======================================================================================================================

The automaton (Aho and Corasick 1975, as Polars has it) reads 300 MB a second, and says where a name begins, inside of a word as well.
What comes after it is done for all those places at once, and looks at nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import polars as pl

ALIKE = ("'’‘ʼ`´ʻ", "-‐‑–", "یيى", "کك", "Iİ")  # the first of each group stands for all of it
JOINER = "\u200c"
SPACES = "\t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
#: Character → the one that stands for it. A joiner is a space inside a name, but not at its ends: until those are looked at it is a NUL.
PLAIN = {other: group[0] for group in ALIKE for other in group[1:]} | dict.fromkeys(SPACES, " ") | {JOINER: "\0"}
MARK = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"  # combining marks, which \w leaves out
LETTER = rf"(?![ʼʻ])[\w{MARK}]"  # the two are letters to Unicode, but serve as apostrophes, and those end a word

NUL, NEWLINE, SPACE, BACKTICK, APOSTROPHE, NO_BYTE = 0, 10, 32, 96, 39, 0xFF  # the last is in no UTF-8
LETTERS = np.array([byte < 128 and re.match(LETTER, chr(byte)) is not None for byte in range(256)])
#: The same for characters of two and three bytes, in the order of these bytes as a number: what stands for them, and how long it is.
BEYOND = sorted((int.from_bytes(other.encode()), plain.encode()) for other, plain in PLAIN.items() if not other.isascii())
CODES = np.array([code for code, _ in BEYOND])
STANDING = np.array([(plain[0], plain[1] if len(plain) > 1 else 0) for _, plain in BEYOND], dtype=np.uint8)
LEADS = np.isin(np.arange(256), [other.encode()[0] for other in PLAIN if not other.isascii()])
BETWEEN = b"\n\n"  # no name goes on over an empty line, so texts are told apart by one
ROOM = 8  # bytes before the first text, to look back into
PART = 1 << 20  # bytes of text that are made flat at a time: what stays in the processor's cache is done in half the time
TAIL = 32  # bytes that hold the longest ending and what comes after it


@dataclass(frozen=True)
class Flat:
    """Texts as one string of bytes, and what it takes to get from a place in it to one in a text."""

    bytes: bytes  # what the automaton reads
    marked: np.ndarray  # the same with line ends and joiners
    loose: np.ndarray  # places at which white space is left out of both, once for each character
    trailing: np.ndarray  # places of bytes that go on with a character
    rows: np.ndarray  # where each text begins

    def characters(self, places: np.ndarray) -> np.ndarray:
        """How many characters stand before some places."""
        before = places + np.searchsorted(self.loose, places, side="right") if len(self.loose) else places
        return before - np.searchsorted(self.trailing, places) if len(self.trailing) else before


class Needles:
    """Names to look for, and how they hang together.

    Parameters
    ----------
    names
        Different from each other and not empty, in the characters that stand for their group, with single spaces.
    tail
        A regular expression for what may follow a name inside of its word.

    Examples
    --------
    >>> needles = Needles(["Zenda", "New Zenda", "Zenda S"])
    >>> [column.tolist() for column in needles.found(pl.Series(["Zenda Summit in New  Zenda"]))]
    [[0, 0], [0, 16], [5, 26], [0, 1]]
    """

    def __init__(self, names: list[str], tail: str = ""):
        ordered = sorted((name.encode(), number) for number, name in enumerate(names))
        words = [word for word, _ in ordered]
        self.numbers = np.array([number for _, number in ordered], dtype=np.int64)
        self.patterns = pl.Series([names[number] for number in self.numbers], dtype=pl.String).implode()
        self.sorted = np.array(words, dtype=bytes)
        self.heads = np.array([int.from_bytes(word[:8].ljust(8, b"\0")) for word in words], dtype=np.uint64)
        self.shared = np.isin(self.heads, self.heads[1:][self.heads[1:] == self.heads[:-1]])
        self.width = np.array([len(word) for word in words], dtype=np.int64)
        self.length = np.array([len(names[number]) for number in self.numbers], dtype=np.int64)
        self.shorter, self.depth = _nested(words)
        self.before, self.after = _around_spaces(words)
        self.tail = re.compile(f"(?:{tail})(?!{JOINER}?{LETTER})") if tail else None

    def found(self, texts: pl.Series) -> tuple[np.ndarray, ...]:
        """Row, start, end (in code points) and number of each name found, in the order of the texts; none overlap."""
        if not len(self.numbers) or not len(texts):
            return (np.zeros(0, dtype=np.int64),) * 4
        parts = list(_parts(texts.cast(pl.Binary).to_list()))
        flats = [flattened(part, self) for part in parts]
        read = pl.Series([flat.bytes for flat in flats], dtype=pl.Binary).cast(pl.String)
        hits = read.str.find_many(self.patterns, overlapping=True)  # all parts at once: the automaton is made anew by each call
        found = [self._placed(flat, places.to_numpy()) for flat, places in zip(flats, hits, strict=True)]
        rows, *others = (np.concatenate(column) for column in zip(*found, strict=True))
        firsts = np.cumsum([0, *map(len, parts)])[:-1]
        return rows + np.repeat(firsts, [len(row) for row, *_ in found]), *others

    def _placed(self, flat: Flat, places: np.ndarray) -> tuple[np.ndarray, ...]:
        """The same in one part, of the places where a name may begin."""
        begin, which = _first(*self._ended(flat, *self._begun(flat, places)), self.width)
        start, firsts = flat.characters(begin), flat.characters(flat.rows)
        end = start + self.length[which]
        if len(flat.loose):
            last = begin + self.width[which] - 1
            end += np.searchsorted(flat.loose, last, side="right") - np.searchsorted(flat.loose, begin, side="right")
        row = np.repeat(np.arange(len(firsts)), np.diff(np.append(np.searchsorted(start, firsts), len(start))))
        return row, start - firsts[row], end - firsts[row], self.numbers[which]

    def _begun(self, flat: Flat, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where a name begins with a word, and the longest one that begins there."""
        begin, names = np.unique(places[~_inside(flat.marked, places, before=True)], return_counts=True)
        # The names that begin here begin one another, and begin, or are, the last name that is not after the text in the order of bytes.
        # Eight bytes settle most: one name alone with them is as good as the one before it, as no longer one can begin here.
        heads = _ahead(flat.bytes, ">u8")[begin].astype(np.uint64)
        which = np.searchsorted(self.heads, heads, side="right") - 1
        alike = np.flatnonzero(self.shared[which] & (self.heads[which] == heads))
        which[alike] = np.searchsorted(self.sorted, _ahead(flat.bytes, self.sorted.dtype)[begin[alike]], side="right") - 1
        while (deeper := self.depth[which] > names).any():
            which[deeper] = self.shorter[which[deeper]]
        return begin.astype(np.int64), which

    def _ended(self, flat: Flat, begin: np.ndarray, which: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The longest name at each place that ends with its word; places without one are left out."""
        rest = np.arange(len(begin))
        while len(rest):
            ends = begin[rest] + self.width[which[rest]]
            inside = _inside(flat.marked, ends, before=False)
            if self.tail:
                inside[inside] = [not self.tail.match(_following(flat.marked, end)) for end in ends[inside]]
            rest = rest[inside]
            which[rest] = self.shorter[which[rest]]
            rest = rest[which[rest] >= 0]
        return begin[which >= 0], which[which >= 0]


def _parts(texts: list[bytes]) -> Iterator[list[bytes]]:
    """The texts in runs of about `PART` bytes."""
    first, size = 0, 0
    for place, text in enumerate(texts):
        if size and size + len(text) > PART:
            yield texts[first:place]
            first, size = place, 0
        size += len(text)
    yield texts[first:]


def flattened(texts: list[bytes], needles: Needles) -> Flat:
    """Texts as the automaton reads them."""
    around = bytes([NEWLINE]) * ROOM, bytes([NEWLINE]) * (needles.sorted.itemsize + TAIL)
    marked = np.frombuffer(bytearray(around[0] + BETWEEN.join(texts) + around[1]), dtype=np.uint8)
    rows = ROOM + np.cumsum([0, *(len(text) + len(BETWEEN) for text in texts[:-1])])
    marked, rows, _ = _without(marked, _replaced(marked), rows)
    marked, rows, loose = _without(marked, _loose(marked, needles), rows)
    trailing = np.flatnonzero(marked.view(np.int8) < -64)  # 10xxxxxx in UTF-8
    return Flat(np.maximum(marked, SPACE).tobytes(), marked, loose, trailing, rows)


def _replaced(marked: np.ndarray) -> np.ndarray:
    """Put the characters that stand for their group in the place of the others; the places of the bytes that are left over."""
    odd = np.flatnonzero((marked == BACKTICK) | (marked >= 0xC0))  # 11xxxxxx in UTF-8
    marked[odd[marked[odd] == BACKTICK]] = APOSTROPHE
    leads = odd[LEADS[marked[odd]]]
    code = marked[leads].astype(np.int64) << 8 | marked[leads + 1]
    code = np.where(code >= 0xE000, code << 8 | marked[leads + 2], code)
    which = np.minimum(np.searchsorted(CODES, code), len(CODES) - 1)
    known = CODES[which] == code
    leads, which, three = leads[known], which[known], code[known] >= 1 << 16
    marked[leads], marked[leads + 1] = STANDING[which, 0], STANDING[which, 1]
    return np.sort(np.concatenate([leads[STANDING[which, 1] == 0] + 1, leads[three] + 2]))


def _loose(marked: np.ndarray, needles: Needles) -> np.ndarray:
    """White space after white space where a name could go on: with one line end at most, and letters of names on both sides."""
    white = marked <= SPACE
    again = np.flatnonzero(white[1:] & white[:-1]) + 1
    again = again[again < len(marked) - TAIL]
    if not len(again) or not needles.before.any():
        return again[:0]
    first = np.flatnonzero(np.diff(again, prepend=-1) > 1)
    last = np.append(first[1:], len(again)) - 1
    head, tail = again[first] - 1, again[last] + 1
    lines = np.add.reduceat(marked[again] == NEWLINE, first, dtype=np.int64) + (marked[head] == NEWLINE)
    fits = (lines < 2) & needles.before[_pair(marked, head - 2)] & needles.after[_pair(marked, tail)]
    return again[np.repeat(fits, last - first + 1)]


def _pair(marked: np.ndarray, places: np.ndarray) -> np.ndarray:
    return marked[places].astype(np.int64) << 8 | marked[places + 1]


def _without(marked: np.ndarray, gone: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The bytes but those at some places, with the rows and these places as they are counted then."""
    if not len(gone):
        return marked, rows, gone
    marked[gone] = NO_BYTE
    kept = bytearray(marked.data).replace(bytes([NO_BYTE]), b"")  # four times as fast as a mask where few are gone
    return np.frombuffer(kept, dtype=np.uint8), rows - np.searchsorted(gone, rows), gone - np.arange(len(gone))


def _inside(marked: np.ndarray, places: np.ndarray, *, before: bool) -> np.ndarray:
    """Whether the character before (or after) each place is a letter, a digit or a mark; a joiner is looked through."""
    beside = places.astype(np.int64) - before
    beside += (marked[beside] == NUL) * (-1 if before else 1)
    inside = LETTERS[marked[beside]]
    far = np.flatnonzero(marked[beside] >= 128)
    if len(far):
        windows = marked[(beside[far] - 3 * before)[:, None] + np.arange(4)].view("u4")[:, 0]
        distinct, which = np.unique(windows, return_inverse=True)
        inside[far] = np.array([_is_letter(window.tobytes(), before) for window in distinct])[which]
    return inside


@lru_cache(100_000)
def _is_letter(window: bytes, last: bool) -> bool:
    """Whether the last (or first) character of some bytes is a letter, a digit or a mark."""
    characters = window.decode(errors="ignore")
    return re.match(LETTER, characters[-1:] if last else characters[:1]) is not None


def _following(marked: np.ndarray, place: int) -> str:
    return marked[place : place + TAIL].tobytes().decode(errors="ignore").replace("\0", JOINER)


def _first(begin: np.ndarray, which: np.ndarray, width: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of names that overlap the first, then the next that begins after its end."""
    ends = begin + width[which]
    keep = begin >= np.concatenate([[0], np.maximum.accumulate(ends)[:-1]])
    lead = np.maximum.accumulate(np.where(keep, np.arange(len(keep)), 0))  # the last name before that surely stays
    reach, chain = 0, -1
    for place in np.flatnonzero(~keep & (begin >= ends[lead])):
        reach = reach if lead[place] == chain else ends[lead[place]]
        chain = lead[place]
        if begin[place] >= reach:
            keep[place], reach = True, ends[place]
    return begin[keep], which[keep]


def _ahead(read: bytes, dtype: str | np.dtype) -> np.ndarray:
    """What stands at each place, without a copy."""
    return np.ndarray(len(read) - np.dtype(dtype).itemsize, dtype, read, strides=(1,))


def _nested(words: list[bytes]) -> tuple[np.ndarray, np.ndarray]:
    """For each of the sorted names the next shorter one that it begins with (-1 for none), and how many it begins with, itself included."""
    shorter: list[int] = []
    depth: list[int] = []
    open_: list[int] = []
    for place, word in enumerate(words):
        while open_ and not word.startswith(words[open_[-1]]):
            open_.pop()
        shorter.append(open_[-1] if open_ else -1)
        depth.append(len(open_) + 1)
        open_.append(place)
    return np.array(shorter, dtype=np.int64), np.array(depth, dtype=np.int64)


def _around_spaces(words: list[bytes]) -> tuple[np.ndarray, np.ndarray]:
    """Which pairs of bytes stand before, and which after, a space in a name."""
    before, after = np.zeros((256, 256), dtype=bool), np.zeros((256, 256), dtype=bool)
    for word in words:
        parts = word.split(b" ")
        for left, right in pairwise(parts):
            before[left[-2] if len(left) > 1 else slice(None), left[-1]] = True
            after[right[0], right[1] if len(right) > 1 else slice(None)] = True
    return before.ravel(), after.ravel()
