r"""Rich Text Format → its text.

RTF is a nest of groups in braces, with control words (`\par`, `\u8217`) between plain characters. Groups that hold something else than text
(fonts, styles, pictures, the address of a link) are passed over; the code page of bytes (`\'e9`) is that of the font, or of the document.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

#: The largest RTF file, in bytes; pictures in it are most of that.
MAX_RTF = 200_000_000

#: A control word with its number, a byte, a control sign, a brace, or characters. Each alternative begins differently: one pass.
_TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\")
_WORD, _NUMBER, _BYTE, _SIGN, _BRACE, _CHARACTERS = range(1, 7)
#: Groups whose content is no text of the document.
_PASSED_OVER = frozenset(
    """annotation atnauthor atndate atnid atnref author bkmkend bkmkstart buptim category colortbl comment company creatim datafield
    datastore doccomm docvar falt filetbl fldinst fldtype fname fontemb fontfile footer footerf footerl footerr footnote ftncn ftnsep
    ftnsepc generator header headerf headerl headerr info keywords latentstyles levelnumbers leveltext listlevel listname listoverride
    listoverridetable listpicture listtable listtext manager nonshppict objdata object operator panose password pgptbl pict pntext
    pntxta pntxtb printim private revtbl revtim rsidtbl rxe shpinst sn sp stylesheet subject sv tc template themedata title txe
    userprops xe xmlnstbl""".split()
)
_SIGNS = {
    "par": "\n\n", "sect": "\n\n", "page": "\n\n", "line": "\n", "tab": "\t", "cell": "\t", "nestcell": "\t", "row": "\n", "nestrow": "\n",
    "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "zwnj": "\u200c", "zwj": "\u200d",
}  # fmt: skip
_CONTROL_SIGNS = {"~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "\n": "\n\n", "\r": "\n\n"}
#: Character set of a font → code page.
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 161: "cp1253", 162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 238: "cp1250",
}  # fmt: skip


def text_of_rtf(data: bytes) -> str:
    r"""The text of an RTF document; what is broken in it is read as far as it goes.

    Examples
    --------
    >>> text_of_rtf(rb"{\rtf1\ansicpg1251{\fonttbl{\f0 Arial;}}\f0 \'cc\'ee\'f1\'f2 \u1080?\par 2031}")
    'Мост и\n\n2031'
    """
    text = "".join(_Reader().pieces(data))
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # characters that were written as two halves
    return "\n".join(line.strip(" ") for line in text.split("\n")).strip()


class _Reader:
    """Where in the nest of groups the reading is: what a group inherits from the one around it, and the bytes not yet decoded."""

    def __init__(self) -> None:
        self.is_text, self.in_fonts, self.font, self.replaced = True, False, -1, 1
        self.outer: list[tuple[bool, bool, int, int]] = []
        self.page, self.fonts = "cp1252", dict[int, str]()
        self.pending = bytearray()
        self.to_skip = self.resume = 0

    def pieces(self, data: bytes) -> Iterator[str]:
        """The pieces of the text; bytes that follow each other are decoded together."""
        for found in _TOKEN.finditer(data):
            if found.start() < self.resume:
                continue
            kind = found.lastindex
            if kind == _BYTE:
                self._take(bytes.fromhex(found[_BYTE].decode()))
                continue
            if self.pending:
                yield self._decoded()
            if kind == _CHARACTERS:
                self._take(found[_CHARACTERS])
            elif kind == _BRACE:
                self._nest(found[_BRACE])
            elif kind == _SIGN:
                yield self._sign(found[_SIGN].decode("latin-1"))
            elif kind:
                yield self._word(found[_WORD].decode(), found[_NUMBER], found.end())
        yield self._decoded()

    def _take(self, content: bytes) -> None:
        if self.to_skip:
            cut = min(self.to_skip, len(content))
            self.to_skip, content = self.to_skip - cut, content[cut:]
        if self.is_text:
            self.pending += content

    def _decoded(self) -> str:
        text = self.pending.decode(self.fonts.get(self.font, self.page), "replace")
        self.pending.clear()
        return text

    def _nest(self, brace: bytes) -> None:
        self.to_skip = 0
        if brace == b"{":
            self.outer.append((self.is_text, self.in_fonts, self.font, self.replaced))
        elif self.outer:
            self.is_text, self.in_fonts, self.font, self.replaced = self.outer.pop()

    def _sign(self, sign: str) -> str:
        if sign == "*":
            self.is_text = False
        return _CONTROL_SIGNS.get(sign, "") if self.is_text else ""

    def _word(self, word: str, number: bytes | None, end: int) -> str:
        if word == "bin":
            self.resume = end + max(int(number or 0), 0)
        elif word == "u":
            self.to_skip = self.replaced
            return chr(int(number or 0) % 65_536) if self.is_text else ""
        elif word == "uc":
            self.replaced = max(int(number or 0), 0)
        elif word in ("fonttbl", "f", "fcharset", "ansicpg", "mac", "pc", "pca"):
            self._font(word, int(number or 0))
        elif word in _PASSED_OVER:
            self.is_text = False
        return _SIGNS.get(word, "") if self.is_text else ""

    def _font(self, word: str, number: int) -> None:
        if word == "fonttbl":
            self.is_text, self.in_fonts = False, True
        elif word == "f":
            self.font = number
        elif word == "fcharset":
            if self.in_fonts and number in _CHARSETS and (number or self.page == "cp1252"):  # 0 is also written where nothing is known
                self.fonts[self.font] = _CHARSETS[number]
        else:
            self.page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}.get(word) or f"cp{number}"
            try:
                codecs.lookup(self.page)
            except LookupError:
                self.page = "utf-8" if number == 65001 else "cp1252"
