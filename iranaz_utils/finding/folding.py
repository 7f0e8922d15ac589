"""The normal form of a word: what is the same for a reader becomes the same for a counter.

Offsets never point into a folded text. A word is cut from the untouched text first and folded afterwards, because folding changes lengths.

>>> fold("İRAN", "tr"), fold("İran"), fold("Iran’s")
('iran', 'iran', "iran's")
"""

from __future__ import annotations

import re
import unicodedata

import polars as pl

#: Languages whose capital I is the dotless ı, and whose dotted İ is i.
DOTTED = ("az", "tr")

QUOTES = str.maketrans({**dict.fromkeys("‘’‚‛ʼʹ′ˈ`´ʻ＇", "'"), **dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‐‑", "-")})

#: One letter for the forms that Persian and Arabic keyboards give it: Persian yeh and kaf, letters without hamza, ASCII digits.
LETTERS = str.maketrans({
    **dict.fromkeys("يىئې", "ی"), **dict.fromkeys("كڪ", "ک"), **dict.fromkeys("أإٱ", "ا"), **dict.fromkeys("ۀةەہ", "ه"), "ؤ": "و",
    "٫": ".", "٬": ",", "٪": "%",
    **{chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)},
})  # fmt: skip

#: Azerbaijani written in Cyrillic (official until 1991, living on in Dagestan), letter by letter in today's alphabet.
CYRILLIC = str.maketrans({
    **dict(zip("абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹшэйщ", "abvqğdeəjziıykglmnoöprstuüfxhçcşeyş", strict=True)),
    "ё": "yo", "ю": "yu", "я": "ya", "ц": "ts", "ъ": "", "ь": "", "ǝ": "ə",
})  # fmt: skip

#: Tatweel, the short vowels and other marks over Arabic letters (maddah stays: آ is a letter of its own in Persian).
MARKS = re.compile("[\u0640\u0610-\u061a\u064b-\u0652\u0654-\u065f\u0670\u06d6-\u06ed]")
#: Marks that print nothing: joiners and non-joiners, soft hyphen, directions, byte order marks, variation selectors.
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
#: Ligatures and shaped letters that PDF files carry instead of letters.
SHAPED = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdfb\ufe70-\ufefc]+")


def fold(text: str, language: str = "en") -> str:
    r"""The normal form of one word or phrase, under which its variants are counted and looked up.

    Case goes, by the rules of `language`: capital I is ı in Azerbaijani and Turkish. So do tatweel, short vowels, invisible marks, the
    zero-width non-joiner and the stop of an abbreviation that has no other. Curly quotes become straight, Arabic yeh and kaf Persian, hamza
    gives way to its letter, digits become ASCII, and Azerbaijani in Cyrillic Latin. Accents stay, since they tell words apart. In English
    *US* in capitals is *U.S.*, not the pronoun; see `hushed` for sentences that are all in capitals.

    Parameters
    ----------
    text
        A word or a phrase; not a whole text, whose offsets would move.
    language
        ISO 639-1 code of the language it stands in.

    Returns
    -------
    The form; folding it again changes nothing. What has no form, like a mark that prints nothing, stays as it is.

    Examples
    --------
    >>> fold("Bakı", "az") == fold("BAKI", "az") == fold("Бакы", "az")
    True
    >>> fold("US"), fold("U.S."), fold("us")
    ('u.s.', 'u.s.', 'us')
    >>> fold("\u0645\u064a\u200c\u0634\u0648\u062f") == fold("\u0645\u06cc\u0634\u0648\u062f")  # mi-shavad, "becomes"
    True
    """
    if text == "US" and language == "en":
        return "u.s."
    if text.isascii():
        folded = text.replace("I", "ı").lower() if language in DOTTED else text.lower()
        return _unstopped(folded.replace("`", "'"))
    shown = INVISIBLE.sub("", MARKS.sub("", SHAPED.sub(lambda found: unicodedata.normalize("NFKC", found[0]).strip(), text)))
    composed = unicodedata.normalize("NFC", shown)
    cased = (composed.replace("I", "ı") if language in DOTTED else composed).replace("İ", "i").casefold().replace("i\u0307", "i")
    lettered = cased.translate(LETTERS).translate(QUOTES)
    folded = lettered.translate(CYRILLIC) if language == "az" else lettered
    return _unstopped(unicodedata.normalize("NFC", folded)) or text


def folded(words: pl.Series, language: str = "en") -> pl.Series:
    """The normal form of each of many words; those of plain letters and digits get it natively, in a third of the time.

    >>> folded(pl.Series(["Baku", "US", "Dr."])).to_list()
    ['baku', 'u.s.', 'dr']
    """
    others = (~words.str.contains("^[A-Za-z0-9]+$") | (words == "US")).arg_true()
    cased = words.str.replace_all("I", "ı", literal=True) if language in DOTTED else words
    return cased.str.to_lowercase().scatter(others, [fold(word, language) for word in words[others]])


def hushed(sentence: pl.Expr) -> pl.Expr:
    """English sentences; in those that are all in capitals *US* becomes *Us*, since it may be the pronoun: TELL US MORE.

    Examples
    --------
    >>> pl.select(hushed(pl.Series(["US AND IRAN", "The US and IRAN", "US"]))).to_series().to_list()
    ['Us AND IRAN', 'The US and IRAN', 'US']
    """
    return pl.when(is_loud(sentence)).then(sentence.str.replace_all(r"\bUS\b", "Us")).otherwise(sentence)


def is_loud(sentence: pl.Expr) -> pl.Expr:
    """Whether a sentence is all in capitals and holds *US*, not alone."""
    return sentence.str.contains("US", literal=True) & ~sentence.str.contains(r"\p{Ll}") & (sentence.str.count_matches(r"\p{Lu}{2}") > 1)


def _unstopped(term: str) -> str:
    """Without the full stop of an abbreviation that has no other: *Dr.* is *dr*, *U.S.* stays."""
    return term[:-1] if term[-1:] == "." and term[:-1].isalnum() else term
