"""The language of an article, told from its function words and letters; no model, no network.

Function words ("and", "və", "که") make up a tenth to a half of any text and are few, so that a short list of each language tells it from
the others. Where an article has none (a headline, a list), its letters may still tell.
"""

from __future__ import annotations

import re
from collections import Counter

#: How much is looked at: the beginning and the middle, in characters.
BEGINNING, MIDDLE = 600, 300
#: A text of so many words in which fewer than one in so many is known is in none of these languages.
ENOUGH_WORDS, KNOWN_SHARE = 20, 20

#: So many schwas speak for Azerbaijani like a function word; a few stand in its names in any language.
SCHWAS = 4

#: Frequent function words by language, lower case. Azerbaijani is written in three scripts.
_LISTS = {
    "en": "the of and to in that is was for on with as by at from has have be are this it not which said will its he his they were been "
    "a an or after who had also she you we but would not",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch an werden aus hat dass sie nach wird bei "
    "in am um vom zum zur",
    "fr": "le la les des du et en un une est que dans pour par sur au aux avec ce qui pas il elle ont été sont cette selon",
    "es": "el la los las a que y en un una por con para del se es al lo su como más entre sobre ha fue",
    "it": "il la di a che e un una per con del della non si è sono dei nel gli alla ha anche dal delle",
    "tr": "ve bir bu için ile de da olarak daha çok gibi olan en kadar sonra ise dedi ancak değil göre etti oldu ya icin olduğunu "
    "ne var yok ama her diye şey kendi mi iki çünkü bunu onu önce eden edilen üzere yeni tarafından ise böyle hiç şöyle onun ilk ki",
    "az": "və bir bu ki üçün ilə də da olan olaraq daha isə həm sonra olub deyib edib bildirib haqqında görə ilk "
    "onun həmin ucun haqqinda iki yeni var daha ne kimi edilib olunub "
    "вә илә бу үчүн ки бир дә олан олараг һәм исә онун һаггында көрә олуб дејиб "
    "بیر بو ایله اوچون اولان اولاراق دئدی ائتدی ائدیب اولوب ائتمک ایسه اونون آراسیندا بوتون واردیر داها سونرا "
    "یئنی گؤره باره‌ده گلدی گلیب گئتدی اولدو دئییب بیلدیریب ائدیر",
    "ru": "и в не на что с по как это из он за от но к же для был его при о до также или она были году у про та",
    "uk": "і в не на що з до та як це від за у для й його про які або цього був",
    "fa": "و در به از که این را با است برای آن شده می بود تا یک خود هم کرد نیز های اند شد گفت وی بر باید",
    "ar": "و في من على إلى أن هذا التي الذي عن مع ما كان هذه قد بين ان الى او لا بعد خلال كما ذلك",
    "hy": "է և են որ ու եւ մեջ հետ համար այս իր էր նաև մասին կողմից",
    "ka": "და არის რომ ეს იყო არ მისი ამ თუ მიერ შესახებ",
}  # fmt: skip
_LANGUAGES: dict[str, tuple[str, ...]] = {
    word: tuple(language for language, words in _LISTS.items() if word in words.split())
    for word in {word for words in _LISTS.values() for word in words.split()}
}

#: Where there are no function words, in turn: a language, letters that speak for it, and the share of all letters that they must have.
_LETTERS = tuple(
    (language, re.compile(letters), least)
    for language, letters, least in (
        ("hy", "[\u0531-\u0587]", 0.3), ("ka", "[\u10d0-\u10ff]", 0.3), (None, "[қңұўҳ]", 0.01),
        ("az", "[әҹҝөүһ]", 0.03), ("uk", "[іїєґ]", 0.02),
        ("ru", "[а-яё]", 0.3), ("fa", "[پچژگکی]", 0.03), ("ar", "[\u0621-\u064a]", 0.3), ("de", "[äß]", 0.02), ("fr", "[êœ]", 0.02),
        ("tr", "[ğı]", 0.04),
    )
)  # fmt: skip
#: One such letter can stand in the name of somebody abroad.
LEAST_LETTERS = 2
#: Letters of these are in no other language that a text without function words is likely to be in.
_CERTAIN = ("hy", "ka", "tr")
#: Language → its neighbour, with which it shares words and letters, and what a text in it has that one in the neighbour lacks.
_NEIGHBOURS = {
    "uk": ("ru", re.compile("[іїєґ]")),
    "az": ("tr", re.compile(r"[əәҹҝһ\u0600-\u06ff]|[^\W\d_][qx]|[qx][^\W\d_]|[^\W\d_]{2}[ıiuü]b\b")),
}


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that an article is in; None where nothing in it tells.

    Knows en, fa, az (in Latin, Cyrillic and Arabic script), tr, ru, hy, ar, de, fr, and ka, uk, es, it so as not to take them for others.

    Examples
    --------
    >>> [language_of(text) for text in ("The border is open.", "Sərhəd açıqdır.", "Граница открыта.", "مرز باز است و پل.", "1:0")]
    ['en', 'az', 'ru', 'fa', None]
    """
    middle = len(text) // 2
    sample = (text if len(text) <= BEGINNING + MIDDLE else f"{text[:BEGINNING]} {text[middle : middle + MIDDLE]}").lower()
    words = sample.split()
    votes = {"az": sample.count("ə") / SCHWAS}
    for languages, count in Counter(map(_LANGUAGES.get, words)).items():
        for language in languages or ():
            votes[language] = votes.get(language, 0) + count / len(languages or ())
    best = max(votes, key=votes.__getitem__)
    is_long = len(words) >= ENOUGH_WORDS
    is_told = votes[best] * KNOWN_SHARE >= len(words) if is_long else votes[best]
    said = best if is_told else _by_letters(sample, certain=is_long)
    return _told_from_its_neighbour(said, votes, sample)


def _by_letters(sample: str, *, certain: bool) -> str | None:
    """The language that letters speak for; for a long text without function words only one whose letters no other has."""
    letters = sum(map(str.isalpha, sample)) or 1
    said = next(
        (language for language, pattern, least in _LETTERS if len(pattern.findall(sample)) >= max(least * letters, LEAST_LETTERS)), None
    )
    return said if said in _CERTAIN or not certain else None


def _told_from_its_neighbour(said: str | None, votes: dict[str, float], sample: str) -> str | None:
    """The language, or its neighbour where the words speak for both alike."""
    for language, (neighbour, own) in _NEIGHBOURS.items():
        if said in (language, neighbour) and votes.get(language, 0) == votes.get(neighbour, 0):
            return language if own.search(sample) else neighbour
    return said


#: What tables call a language, where it is not its two-letter code.
_CODES = {
    name: code
    for code, names in {
        "en": "eng english", "fa": "fas per pes prs farsi persian فارسی", "az": "aze azb azj azeri azerbaijani azərbaycan",
        "tr": "tur turkish türkçe", "ru": "rus russian русский", "hy": "hye arm armenian", "ar": "ara arb arabic",
        "de": "deu ger german deutsch",
        "fr": "fra fre french français", "ka": "kat geo georgian", "uk": "ukr ukrainian", "es": "spa spanish",
        "it": "ita italian",
    }.items()
    for name in names.split()
}  # fmt: skip


def language_code(said: str) -> str | None:
    """The ISO 639-1 code of what a table calls a language: a code with or without a region, of two letters or three, or an English name.

    Examples
    --------
    >>> [language_code(said) for said in ("EN", "fa-IR", "aze", "Persian", "mixed")]
    ['en', 'fa', 'az', 'fa', None]
    """
    name = re.split(r"[-_@.]", said.strip().lower(), maxsplit=1)[0]
    return name if re.fullmatch("[a-z]{2}", name) else _CODES.get(name)
