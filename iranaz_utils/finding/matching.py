"""Matching: where any of many names stands in a column of texts, by arrays over all bytes at once.

=========== ======================================================================================================================
flattened   texts → bytes in which all characters that count as the same are one, and white space is one space
Needles     the names that are looked for, in the order of their bytes: the text at a place tells by it which of them may begin there
found       of the names that begin at one place the longest that ends with its word; of those that overlap the first
=========== ======================================================================================================================

A name begins where a word does, and most words are ruled out by their first bytes. So no automaton reads the text byte by byte: a few
operations over all bytes leave one place in thirty, and each of these is looked up in the sorted names by its eight bytes as a number.
"""

from __future__ import annotations

import re
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

NUL, NEWLINE, SPACE = 0, 10, 32
NO_BYTE = b"\xff"  # is in no UTF-8
LETTERS = np.array([byte < 128 and re.match(LETTER, chr(byte)) is not None for byte in range(256)])
#: The same for characters of two and three bytes, in the order of these bytes as a number: what stands for them, and how long it is.
BEYOND = sorted((int.from_bytes(other.encode()), plain.encode()) for other, plain in PLAIN.items() if not other.isascii())
CODES = np.array([code for code, _ in BEYOND])
STANDING = np.array([(plain[0], plain[1] if len(plain) > 1 else NO_BYTE[0]) for _, plain in BEYOND], dtype=np.uint8)
LEADS = np.isin(np.arange(256), [other.encode()[0] for other in PLAIN if not other.isascii()])
BETWEEN = "\n\n"  # no name goes on over an empty line, so texts are told apart by one
ROOM = 8  # bytes before the first text, to look back into
TAIL = 32  # bytes that hold the longest ending and what comes after it
HEAD = 8  # bytes that are compared at a time, as one number
#: What a byte may be, in bits: the big letter of a name's first byte, a letter of a word; the first two bytes of names like *al-Zenda*.
BIG, LETTER_OF_WORD, SMALL, SECOND = 1, 2, 4, 8
BEGINNINGS = np.array([2**64 - 2 ** (64 - 8 * width) for width in range(HEAD + 1)], dtype=np.uint64)  # of so many bytes in a number
GOLDEN, SIEVE_BITS = np.uint64(0x9E3779B97F4A7C15), 17  # Knuth's multiplicative hashing, into a table that stays in the cache
np.empty(24 << 20, dtype=np.uint8)  # makes the C library keep memory of this size: to get pages anew takes longer than to work on them


@dataclass(frozen=True)
class Flat:
    """Texts as one string of bytes, and what it takes to get from a place in it to one in a text."""

    text: bytearray  # the texts one after the other, with line ends and joiners
    marked: np.ndarray  # the same as numbers
    bytes: np.ndarray  # and with spaces for both
    loose: np.ndarray  # places at which white space is left out, once for each character
    trailing: np.ndarray  # places of bytes that go on with a character
    firsts: np.ndarray  # where each text begins, in characters

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
        self.sorted = np.array(words, dtype=bytes)
        self.width = np.array([len(word) for word in words], dtype=np.int64)
        self.length = np.array([len(names[number]) for number in self.numbers], dtype=np.int64)
        self.chunks, self.masks = _chunks(words), _chunks([b"\xff" * len(word) for word in words])
        self.heads = self.chunks[0].view(">u8").astype(np.uint64)  # in the order of the names
        self.shared = np.isin(self.heads, self.heads[1:][self.heads[1:] == self.heads[:-1]])
        self.kinds, self.least = _kinds(words), _least(words)
        self.sieve = np.zeros(1 << SIEVE_BITS, dtype=bool)
        self.sieve[self._hashed(self.heads)] = True
        self.shorter = _shorter(words)
        self.before, self.after = _around_spaces(words)
        self.tail = re.compile(f"(?:{tail})(?!{JOINER}?{LETTER})") if tail else None

    def found(self, texts: pl.Series) -> tuple[np.ndarray, ...]:
        """Row, start, end (in code points) and number of each name found, in the order of the texts; none overlap."""
        if not len(self.numbers) or not len(texts):
            return (np.zeros(0, dtype=np.int64),) * 4
        flat = flattened(texts, self)
        begin, which = _first(*self._longest(flat, *self._begun(flat)), self.width)
        start, firsts = flat.characters(begin), flat.firsts
        end = start + self.length[which]
        if len(flat.loose):
            last = begin + self.width[which] - 1
            end += np.searchsorted(flat.loose, last, side="right") - np.searchsorted(flat.loose, begin, side="right")
        row = np.repeat(np.arange(len(firsts)), np.diff(np.append(np.searchsorted(start, firsts), len(start))))
        return row, start - firsts[row], end - firsts[row], self.numbers[which]

    def _begun(self, flat: Flat) -> tuple[np.ndarray, np.ndarray]:
        """Where a name may begin with a word, and the last name that is not after the text there in the order of bytes (-1 for none)."""
        kinds = np.frombuffer(flat.text.translate(self.kinds), dtype=np.uint8)
        before, first, second = kinds[:-2], kinds[1:-1], kinds[2:]
        begin = np.flatnonzero(((first | first >> 2 & second >> 3) & BIG) > (before & LETTER_OF_WORD)) + 1
        heads = _ahead(flat.bytes, ">u8")[begin].astype(np.uint64)
        kept = np.flatnonzero(self.sieve[self._hashed(heads)])
        kept = kept[~_inside(flat.marked, begin[kept], before=True)]
        begin, heads = begin[kept], heads[kept]
        # Eight bytes settle most: one name alone with them is as good as the one before it, as no longer one can begin here.
        which = np.searchsorted(self.heads, heads, side="right") - 1
        alike = np.flatnonzero(self.shared[which] & (self.heads[which] == heads))
        which[alike] = np.searchsorted(self.sorted, _ahead(flat.bytes, self.sorted.dtype)[begin[alike]], side="right") - 1
        return begin, which

    def _hashed(self, heads: np.ndarray) -> np.ndarray:
        """A small number for as many first bytes as all names have that begin with the same two."""
        return (heads & BEGINNINGS[self.least[heads >> 48]]) * GOLDEN >> (64 - SIEVE_BITS)

    def _longest(self, flat: Flat, begin: np.ndarray, which: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The longest name that stands at each place and ends with its word; places without one are left out.

        All names that begin at a place begin one another, and begin, or are, the last name that is not after the text.
        """
        rest = np.flatnonzero(which >= 0)
        while len(rest):
            stands = self._stands(flat.bytes, begin[rest], which[rest])
            there = rest[stands]
            stands[stands] = self._ended(flat.marked, begin[there] + self.width[which[there]])
            rest = rest[~stands]
            which[rest] = self.shorter[which[rest]]
            rest = rest[which[rest] >= 0]
        return begin[which >= 0], which[which >= 0]

    def _stands(self, read: np.ndarray, begin: np.ndarray, which: np.ndarray) -> np.ndarray:
        """Whether names stand at places, eight bytes at a time."""
        stands, rest = np.ones(len(begin), dtype=bool), np.arange(len(begin))
        for done, (chunks, masks) in enumerate(zip(self.chunks, self.masks, strict=True)):
            names = which[rest]
            same = (_ahead(read, np.uint64)[begin[rest] + HEAD * done] ^ chunks[names]) & masks[names] == 0
            stands[rest[~same]] = False
            rest = rest[same & (self.width[names] > HEAD * (done + 1))]
        return stands

    def _ended(self, marked: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """Whether a word ends at each place, or goes on as the tail allows."""
        ended = ~_inside(marked, ends, before=False)
        if self.tail:
            ended[~ended] = [self.tail.match(_following(marked, end)) is not None for end in ends[~ended]]
        return ended


def flattened(texts: pl.Series, needles: Needles) -> Flat:
    """Texts as they are searched."""
    around = bytes([NEWLINE]) * ROOM, bytes([NEWLINE]) * (needles.sorted.itemsize + TAIL)
    text = bytearray().join((around[0], texts.str.join(BETWEEN).cast(pl.Binary).item().replace(b"`", b"'"), around[1]))
    text = _replaced(text).replace(NO_BYTE, b"")
    loose = _loose(np.frombuffer(text, dtype=np.uint8), needles)
    np.frombuffer(text, dtype=np.uint8)[loose] = NO_BYTE[0]
    text = text.replace(NO_BYTE, b"")  # four times as fast as a mask where few are gone
    marked = np.frombuffer(text, dtype=np.uint8)
    spaced = np.maximum(marked, np.full_like(marked, SPACE))  # twice as fast as with one number
    trailing = np.flatnonzero(marked.view(np.int8) < -64)  # 10xxxxxx in UTF-8
    firsts = ROOM + np.cumsum(np.append(0, texts.str.len_chars().to_numpy()[:-1] + len(BETWEEN)))
    return Flat(text, marked, spaced, loose - np.arange(len(loose)), trailing, firsts)


def _replaced(text: bytearray) -> bytearray:
    """Put the characters that stand for their group in the place of the others, and no byte where bytes are left over."""
    marked = np.frombuffer(text, dtype=np.uint8)
    leads = np.flatnonzero(marked >= 0xC0)  # 11xxxxxx in UTF-8
    leads = leads[LEADS[marked[leads]]]
    code = marked[leads].astype(np.int64) << 8 | marked[leads + 1]
    code = np.where(code >= 0xE000, code << 8 | marked[leads + 2], code)
    which = np.minimum(np.searchsorted(CODES, code), len(CODES) - 1)
    known = CODES[which] == code
    leads, which, three = leads[known], which[known], code[known] >= 1 << 16
    marked[leads] = STANDING[which, 0]
    marked[leads + 1], marked[leads[three] + 2] = STANDING[which, 1], NO_BYTE[0]
    return text


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


def _ahead(read: np.ndarray, dtype: str | type | np.dtype) -> np.ndarray:
    """What stands at each place, without a copy."""
    return np.ndarray(len(read) - np.dtype(dtype).itemsize, dtype, read, strides=(1,))


def _chunks(words: list[bytes]) -> np.ndarray:
    """The words eight bytes at a time, as numbers: a row for the first eight of each, one for the next, and so on."""
    columns = max(map(len, words), default=1) // HEAD + 1
    return np.ascontiguousarray(np.array(words, dtype=f"S{HEAD * columns}").view(np.uint64).reshape(-1, columns).T)


def _kinds(words: list[bytes]) -> bytes:
    """For each byte what it may be, in bits."""
    kinds = LETTERS * np.uint8(LETTER_OF_WORD)
    for word in words:
        if chr(word[0]).isupper() or word[0] >= 128:
            kinds[word[0]] |= BIG
        else:
            kinds[word[0]] |= SMALL
            kinds[word[1] if len(word) > 1 else slice(None)] |= SECOND
    return kinds.tobytes()


def _least(words: list[bytes]) -> np.ndarray:
    """For each pair of bytes how long the shortest name is that begins with it: 0 for none, 8 at most."""
    least = np.zeros((256, 256), dtype=np.uint8)
    for word in sorted(words, key=len, reverse=True):
        least[word[0], word[1] if len(word) > 1 else slice(None)] = min(len(word), HEAD)
    return least.ravel()


def _shorter(words: list[bytes]) -> np.ndarray:
    """For each of the sorted names the next shorter one that it begins with; -1 for none."""
    shorter: list[int] = []
    open_: list[int] = []
    for place, word in enumerate(words):
        while open_ and not word.startswith(words[open_[-1]]):
            open_.pop()
        shorter.append(open_[-1] if open_ else -1)
        open_.append(place)
    return np.array(shorter, dtype=np.int64)


def _around_spaces(words: list[bytes]) -> tuple[np.ndarray, np.ndarray]:
    """Which pairs of bytes stand before, and which after, a space in a name."""
    before, after = np.zeros((256, 256), dtype=bool), np.zeros((256, 256), dtype=bool)
    for word in words:
        parts = word.split(b" ")
        for left, right in pairwise(parts):
            before[left[-2] if len(left) > 1 else slice(None), left[-1]] = True
            after[right[0], right[1] if len(right) > 1 else slice(None)] = True
    return before.ravel(), after.ravel()
