r"""The rules by which a chunk of text without white space is cut into tokens.

A rule is an expression of Polars' engine, which never looks back, so that no text can make it slow. `rules` names them in the order in
which they are tried at each place of a chunk; the first that fits makes a token. The last fits any character, so the tokens spell it.

>>> list(rules("fa"))
['address', 'acronym', 'dotted', 'initial', 'figures', 'apostrophe', 'phone', 'number', 'currency', 'degree', 'word', 'run', 'character']
"""

from __future__ import annotations

import re
from functools import lru_cache, reduce

import polars as pl

from iranaz_utils.finding.abbreviations import SHORT, TITLES, words

#: Letters and digits, with the marks and invisible signs that belong to them: the zero-width non-joiner is one.
WORD = r"\p{Cf}*[\p{L}\p{N}][\w\p{Cf}]*"
#: Prefixes that keep their hyphen in English, as in *non-European*; any other hyphen is a token.
PREFIXES = """
    agro ante anti arch be bi bio co counter cross cyber de e eco ex extra inter intra macro mega micro mid mini mis multi neo non over pan
    para peri post pre pro proto pseudo quasi re semi sub super trans tri ultra un uni vice
    """.split()
#: Endings by which a name with stops in it is known as an address or a file.
DOMAINS = "com|Com|org|net|gov|edu|int|info|ir|az|ru|tr|uk|am|ge|eu|tv|pdf|docx?|xlsx?|html?|jpe?g|png|mp[34]"
ADDRESS = "|".join([
    r"""(?:(?i:https?|ftp)://|(?i:www)\.)[^\s<>"“”«»]*[\p{L}\p{N}/]""",
    r"[A-Za-z0-9._%+-]+@[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9][A-Za-z0-9-]*)*",
    rf"(?:[A-Za-z0-9_-]+\.)+(?:{DOMAINS})\b",
    r"[a-z]+(?:\.[a-z]+){2,}(?:-[a-z]+)?",
    r"[#@][\p{L}_]\w*",
    r"(?:&(?:#[A-Za-z0-9]+|[A-Za-z0-9]{2,});)+",
    r"^[:;=]-?[()DP]+$",
])  # fmt: skip
#: What a chunk must hold for the rule `address` to fit. That rule looks far ahead; it is tried on such chunks only, and on none longer than
#: `LONGEST` code points, so that the time stays linear.
ADDRESSED = r"[@#]|//|(?i:www)\.|&#?\w|\w\.[A-Za-z]{2}|^[:;=]"
LONGEST = 500
#: What a chunk must hold for a rule with a word boundary to fit. Where a chunk is not Latin, such rules take the engine thirty times as
#: long: no matter in a word, but in a megabyte of quotes.
BOUNDED = r"[\d/]|[.'’]\p{L}"
#: Marks that are one token when they stand in a row. Persian keeps `؟!` apart.
RUN = r"[.!?؟…]{2,}|[-=]{2,}|\*{2,}|_+|\+{2,}|~{2,}|#{2,}|<{2,}|>{2,}|\${2,}|`{2,}|'{2,}|–{2,}|—{2,}|/{2,}|\\{2,}"
#: English words that are two tokens, and the text that puts a space between them: clitics, words written together, a number and its unit.
SEAM = (
    r"(?i)^(?:(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))|(do|does|did|is|was|are|were|has|have|had|would|could|should|ai)(nt)"
    r"|(can|gon|wan|got|gim|lem)(not|na|ta|me)|(\d+)(mm|cm|km|kg|lbs?|ft|[kmg]b|hrs?|mins?|[ap]m|k|m|bn|mn|mph|p|h))$"
)
SEWN = "${1}${3}${5}${7} ${2}${4}${6}${8}"


#: What a chunk must not hold to pass for Latin: anything but ASCII and the marks of English print.
UNLIKE_LATIN = r"[^\x00-\x7F‘’“”–—…]"
#: What is left of each class of characters in such a chunk. An engine that knows so few letters cuts it eight times as fast.
LATIN = {
    r"\p{Lu}": "[A-Z]", r"\p{L}": "[A-Za-z]", r"\p{N}": "[0-9]", r"\w": "[0-9A-Za-z_]", r"\d": "[0-9]", r"\b": r"(?-u:\b)",
    **dict.fromkeys([r"\p{Lo}", r"\p{M}", r"\p{Cf}"], r"[^\s\S]"),
}  # fmt: skip


@lru_cache
def pattern(language: str, *, address: bool = False, latin: bool = False, bounded: bool = True) -> str:
    """The expression whose matches, one after the other, are the pieces of a chunk in `language`; on demand with the rule `address`.

    With `latin` it cuts chunks that do not hold `UNLIKE_LATIN` in the same way, faster, and others wrongly; without `bounded` those that do
    not hold `BOUNDED`.
    """
    named = rules(language).items()
    whole = "|".join(rule for name, rule in named if (address or name != "address") and (bounded or r"\b" not in rule))
    return reduce(lambda rule, kind: rule.replace(kind, LATIN[kind]), LATIN, whole) if latin else whole


def rules(language: str) -> dict[str, str]:
    """The name of each rule of a language, in the order in which they are tried, and its expression."""
    short = "|".join(re.escape(word) for word in (*words(TITLES, language), *words(SHORT, language)))
    return {
        "address": ADDRESS,
        "acronym": r"(?:\p{L}\.)+\p{L}\b\.?",
        "dotted": r"(?:\p{L}\.){2,}" + (rf"|(?:{short})\." if short else ""),
        **(_english() if language == "en" else _others(language)),
        "phone": r"\d+(?:-\d+){2,}|\d{3}-\d{4}\b",
        "number": r"\d+(?:[.,:/٫٬]\d+)+",
        "currency": r"[A-Z]{1,2}\$",
        "degree": r"°[CF]\b",
        "word": WORD,
        "run": RUN.replace("[.!?؟…]", r"\.") if language == "fa" else RUN,
        "character": r"(?s:.)[\p{M}\p{Cf}]*",
    }


def _english() -> dict[str, str]:
    return {
        "initial": r"[A-HJ-Z]\.",
        "prefix": rf"(?i:{'|'.join(PREFIXES)})-(?:\p{{L}}\w*)?",
        "slashed": r"(?i:b/c|w/o|n/a)\b",
        "decade": r"['’]\d0s\b|\d+(?:st|nd|rd|th|s)\b",
        "elided": r"['’](?i:em|til|tis|twas|cause)\b",
        "apostrophe": rf"{WORD}(?:['’]\p{{L}}\w*)+",
    }


def _others(language: str) -> dict[str, str]:
    own = {
        "ru": {"short": r"[гтенэкдпсмрл]\.", "hyphen": rf"{WORD}(?:-[\p{{L}}\p{{N}}]\w*)+"},
        "fa": {"figures": r"\d+(?:[.,:/٫٬]\d+)*"},
        "az": {"ordinal": r"^\d{1,2}\.$|\d+-\p{L}\w*", "figures": r"\d+(?:[.,]\d+)*['’]\p{L}\w*"},
    }
    return {
        "initial": r"[\p{Lu}\p{Lo}]\.",
        **own.get("az" if language == "tr" else language, {}),
        "apostrophe": rf"{WORD}(?:['’ʼ]\p{{L}}\w*)+",
    }


#: Marks that mean something beside a number, *50* + *%* and *$* + *3*: no words, and part of a query that holds them.
SIGN = r"^[\p{Sc}%٪‰]$"
#: The kind of a token: entities and what holds neither letter nor digit are marks, what holds a letter is a word.
KIND = (
    pl.when(pl.col("token").str.contains(r"^(?:&#?\w+;)+$|^[^\p{L}\p{N}]+$"))
    .then(pl.lit("punct"))
    .when(pl.col("token").str.contains(r"\p{L}"))
    .then(pl.lit("word"))
    .otherwise(pl.lit("number"))
)
