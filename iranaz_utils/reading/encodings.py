r"""Bytes → text, saying what was decided on the way.

The order: a byte order mark; UTF-16 without one, told by where its zero bytes stand; strict UTF-8; what the file declares; UTF-8 with a few
broken bytes; and only then a guess, among the encodings that the press of the region was written in. Text that was once decoded wrongly
(`AzÉ™rbaycan`) is repaired where there is no doubt about it.

================ ==============================================================
decode           the text of some bytes, and what was decided
encoding_of      the encoding of a stream too large to be held
repaired         a text without mojibake
sound            a text without what no table or page can hold
================ ==============================================================
"""

from __future__ import annotations

import codecs
import re
from typing import IO

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
#: What is guessed among. ISO 8859-9 is cp1254 wherever it has letters.
GUESSED = ("cp1252", "cp1251", "cp1254", "cp1256", "koi8_r")
#: What is looked at for a guess, and at a time where a stream is checked.
SAMPLE, CHUNK = 65_536, 1 << 20

_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))
_BROKEN_PER_GOOD = 1 / 20  # a share of broken bytes that a damaged UTF-8 file may have and one in another encoding never has
_ICELANDIC = re.compile("[ðýþÐÝÞ]")  # where Turkish has ğışĞİŞ
_FOREIGN = re.compile("[Ѐ-ӿ\u0600-\u06ff]")
_MIXED = re.compile(f"[A-Za-z]{_FOREIGN.pattern}|{_FOREIGN.pattern}[A-Za-z]")
#: A letter that begins a UTF-8 sequence read as cp1252 or cp1251, and a sign that continues one. It is looked for before ftfy is asked.
_HIGH = "".join(bytes([byte]).decode(page, "ignore") for page in ("cp1252", "cp1251") for byte in range(0x80, 0xC0))
_MOJIBAKE = re.compile(f"[Â-ôРС][\x80-\xbf{re.escape(_HIGH)}]")
_CERTAIN = 2  # characters that a repair must save: two letters, or one sign that had become three characters
_HALF = re.compile("[\ud800-\udfff]")
#: Control characters that end no line: neither XML nor a workbook can hold them.
_STRAY = bytes([*range(1, 9), *range(14, 28), 31, 127])


def decode(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    r"""The text of some bytes, and a note of what was decided where they were not plain UTF-8.

    Parameters
    ----------
    data
        All bytes of a file.
    declared
        The encoding that the file says it is in, as web pages do.

    Returns
    -------
    tuple of str and (str or None)
        Line ends are `\n`; null characters and halves of surrogate pairs are taken out, and the note says so.

    Raises
    ------
    ValueError
        If the bytes are no text in any encoding that articles come in.

    Examples
    --------
    >>> decode("Bakı".encode()), decode("Bakı".encode("utf-16"))[0]
    (('Bakı', None), 'Bakı')
    """
    text, note = _decoded(data, declared)
    if _is_binary(text):
        raise ValueError("it is not text: it is full of control characters")
    text, mended = repaired(text)
    lost = [
        _counted(text.count("\0"), "null character", "taken out"),
        _counted(_strays(text), "control character", "taken out"),
        _counted(_halves(text), "broken character", "replaced"),
    ]
    notes = [note, mended, *lost]
    return sound(text), "; ".join(filter(None, notes)) or None


def _decoded(data: bytes, declared: str | None) -> tuple[str, str | None]:
    """The text as its encoding has it, and a note of which that is."""
    if (encoding := _marked(data) or _wide(data)) and encoding != "utf-8-sig":
        return data.decode(encoding, "replace"), f"encoded in {encoding}"
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        encoding = _known(declared, data) or _damaged(data) or _guess(data)
    text = data.decode(encoding, "surrogatepass" if encoding == "utf-8" and _is_wtf(data) else "replace")
    note = {"utf-8": "damaged UTF-8"}.get(encoding, f"not UTF-8; taken for {encoding}")
    return text, "; ".join(filter(None, [note, _counted(text.count("\ufffd"), "character", "could not be read")]))


def encoding_of(stream: IO[bytes]) -> tuple[str, str | None]:
    """The encoding of all of a stream, read in pieces, and a note where it is not UTF-8.

    Raises
    ------
    ValueError
        If it is no text in any encoding that articles come in.
    """
    head = stream.read(CHUNK)
    if encoding := _marked(head) or _wide(head):
        return encoding, None if encoding == "utf-8-sig" else f"encoded in {encoding}"
    if _is_binary(head[:SAMPLE].decode("latin-1")):
        raise ValueError("it is not text: it is full of control characters")
    decoder, before, piece, doubtful = codecs.getincrementaldecoder("utf-8")(), b"", head, b""
    while not doubtful:
        try:
            decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            doubtful = (before + piece)[max(len(before) + error.start - SAMPLE // 4, 0) :] + stream.read(SAMPLE)
        if not piece:
            break
        before, piece = piece, stream.read(CHUNK)
    if not doubtful:
        return "utf-8", None
    encoding = _damaged(doubtful) or _guess(doubtful)
    return encoding, "damaged UTF-8" if encoding == "utf-8" else f"not UTF-8; taken for {encoding}"


def repaired(text: str) -> tuple[str, str | None]:
    """The text with lines that were once decoded wrongly set right, and a note of how many; nothing else is changed.

    One odd pair of characters in a text proves nothing: *L'ÉTÉ”* at the end of a quotation looks like a damaged letter.

    Examples
    --------
    >>> repaired("AzÉ™rbaycan vÉ™ İran".replace("İ", "Ä°")), repaired("L'ÉTÉ”")
    (('Azərbaycan və İran', 'mojibake repaired in 1 line'), ("L'ÉTÉ”", None))
    """
    if text.isascii() or not _MOJIBAKE.search(text):
        return text, None
    from ftfy import fix_encoding

    lines = text.split("\n")
    mended = [fix_encoding(line) if _MOJIBAKE.search(line) else line for line in lines]
    changed = sum(before != after for before, after in zip(lines, mended, strict=True))
    saved = len(text) - sum(map(len, mended)) - len(lines) + 1
    if not changed or saved < _CERTAIN:
        return text, None
    return "\n".join(mended), f"mojibake repaired in {changed} line{'s' * (changed > 1)}"


def sound(text: str) -> str:
    r"""The text without what no table or page can hold, control characters and halves of surrogate pairs, and with `\n` for all line ends.

    >>> sound("a\0b\x1a\ud800c\r\nd\re")
    'ab?c\nd\ne'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "")
    if _strays(text):
        text = text.translate(dict.fromkeys(_STRAY))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # pairs that stand as two halves become one character; a half alone becomes a question mark
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\ufffd", "?")
    return text


def _marked(data: bytes) -> str | None:
    """The encoding that a byte order mark names."""
    return next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: the zero bytes of its spaces and line ends stand all at even places, or all at odd ones."""
    sample = data[:SAMPLE]
    zeros = sample.count(b"\0")
    if zeros < len(sample) / 50 or zeros < 2:
        return None
    even = sample[::2].count(b"\0")
    if max(even, zeros - even) < 0.95 * zeros:
        return None
    encoding = "utf-16-be" if even > zeros - even else "utf-16-le"
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    return encoding if sum(map(str.isprintable, text)) > 0.9 * len(text) - text.count("\n") - text.count("\r") else None


def _known(declared: str | None, data: bytes) -> str | None:
    """The declared encoding, where there is such a one and the bytes keep to it."""
    if not declared:
        return None
    try:
        data.decode(declared)
        return codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None


def _damaged(data: bytes) -> str | None:
    """UTF-8, if nearly all of what is not ASCII keeps to it: a file that was cut, or pasted together."""
    text = data[: 16 * SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - broken
    is_cut = broken == 1 and text.endswith("\ufffd") and good
    return "utf-8" if is_cut or _is_wtf(data) or broken <= good * _BROKEN_PER_GOOD else None


def _is_wtf(data: bytes) -> bool:
    """Whether all that is wrong with the UTF-8 are halves of surrogate pairs."""
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _guess(data: bytes) -> str:
    """The likeliest of `GUESSED`, from the stretch around the first byte that is not ASCII."""
    from charset_normalizer import from_bytes

    first = re.search(rb"[\x80-\xff]", data)
    start = max(0, first.start() - 1000) if first else 0
    sample = data[start : start + SAMPLE]
    guess = from_bytes(sample, cp_isolation=list(GUESSED)).best()
    if guess is None:
        raise ValueError("it is not text in any encoding that is known here")
    text = sample.decode(guess.encoding, "replace")
    if _MIXED.search(text) and 4 * len(_FOREIGN.findall(text)) < sum(map(str.isascii, text)):
        return "cp1252"  # *cafй*: one accent in a short text was taken for a Cyrillic letter
    return "cp1254" if guess.encoding == "cp1252" and _ICELANDIC.search(text) else guess.encoding


def _is_binary(text: str) -> bool:
    """Whether more than one character in a hundred is a control character, as in pictures and programs."""
    sample = text[:SAMPLE].encode("utf-8", "replace")
    return len(sample) - len(sample.translate(None, _CONTROLS)) > max(len(sample) / 100, 3)


def _strays(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return len(data) - len(data.translate(None, _STRAY))


def _halves(text: str) -> int:
    return 0 if text.isascii() else len(_HALF.findall(text))


def _counted(n: int, what: str, done: str) -> str | None:
    return f"{n} {what}{'s' * (n > 1)} {done}" if n else None
