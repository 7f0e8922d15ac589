"""Cues: what stands around a name and says whether it is a person, an organisation, a place or something else.

Each cue is one native expression over the text before and after a naming; `kinds` says how much it weighs.
"""

from __future__ import annotations

import polars as pl

from iranaz_utils.finding.lexicon import lexicon

SAID = """
    said says told tells added say announced warned warns stressed noted stated insisted argued explained declared described claimed replied
    believes thinks wrote writes met won lost beat defeated scored signed called asked expressed underlined emphasized reiterated
    hopes wants hit took made led became married died resigned retired
""".split()
CALLINGS = {
    "person": (
        "president|minister|leader|head|chairman|director|spokesman|professor|analyst|expert|founder|chief|author|son|daughter|man|woman|actor|"
        "actress|singer|writer|player|politician|lawyer|scientist|musician|artist|footballer|pitcher|poet|journalist|captain|coach|general"
    ),
    "place": (
        "city|town|village|province|district|capital|port|region|island|suburb|state|county|country|river|mountain|municipality|area|lake|"
        "neighborhood|neighbourhood|resort|settlement|street|peninsula|commune|borough|parish"
    ),
    "group": (
        "company|firm|newspaper|magazine|group|agency|band|team|club|party|bank|airline|maker|manufacturer|daily|corporation|organisation|"
        "organization|university|network|label|chain|federation|association|league|movement|militia|subsidiary|station|orchestra|retailer"
    ),
    "work": (
        "album|song|single|film|movie|novel|book|series|show|game|aircraft|tournament|festival|award|operation|language|ship|programme|"
        "program|play|opera|poem|comedy|sitcom|software|car|project|tour|race|plane|jet|virus|disease|species|drug|missile"
    ),
}
#: What a short form in brackets explains: *the Zenda Power Company (Zepco)*.
FIRMS = "Company|Organi[sz]ation|Corporation|Party|Agency|Association|Bank|Group|Ministry|University|Institute|Committee|Center|Centre"
APPOSITION = r"^\s?(?:,|is|was|are|were) (?:a|an|the|one of the) ((?:[\p{L}-]+ ){0,3}[\p{L}-]+)"


def beside() -> dict[str, pl.Expr]:
    """What cues ask for again and again: the word before a name, the word after it, and what it is said to be (*Zenda, a small town*)."""
    return {
        "previous": pl.col("before").str.extract(r"([\p{L}’'-]+)\s*$").fill_null("").str.to_lowercase(),
        "following": pl.col("after").str.extract(r"^\s?([\p{L}]+|['’]s\b|\d+)").fill_null(""),
        "noun": pl.col("after").str.extract(APPOSITION),
    }


def cues() -> dict[str, pl.Expr]:
    """Cue → an expression over `text, before, after, titled, quoted` and what is `beside` a name, true where the cue stands."""
    lex = lexicon()
    previous, following = pl.col("previous"), pl.col("following")
    found = {
        "titled": pl.col("titled") | previous.is_in(list(lex.titles)),
        "said": following.is_in(SAID),
        "in": previous.is_in(["in", "near", "outside", "across", "throughout", "around", "inside"]),
        "at": previous.is_in(["at", "to", "toward", "towards", "into", "via"]),
        "from": previous == "from",
        "the": previous == "the",
        "by": previous == "by",
        "with": previous == "with",
        "who": following.is_in(["who", "whose"]) | pl.col("after").str.contains(r"^\s?, (?:who|whose)\b"),
        "age": pl.col("after").str.contains(r"^\s?[,(] ?\d\d ?[,)]|^\s?\( ?born"),
        "possessive": following.is_in(["'s", "’s"]),
        "score": following.str.contains(r"^\d"),
        "quoted": pl.col("quoted"),
        "beside_place": pl.col("after").str.extract(r"^\s?, ?(\p{Lu}[\p{L}.]+(?: \p{Lu}\p{L}+)?)").is_in(list(lex.places)),
        "plural_verb": following.is_in(["are", "were", "have"]),
        "adjective": following.str.contains(r"^\p{Ll}{4,}$") & ~following.is_in(SAID) & ~previous.is_in(["in", "at", "the"]),
        **_nouns(),
    }
    return {cue: expression.fill_null(value=False) for cue, expression in found.items()}


def _nouns() -> dict[str, pl.Expr]:
    """What the name is said to be: *Zenda, a small town*; *the band Zenda*."""
    previous, following, noun = pl.col("previous"), pl.col("following"), pl.col("noun")
    found = {f"{kind}_noun": noun.str.contains(rf"\b(?:{words})s?\b").fill_null(value=False) for kind, words in CALLINGS.items()}
    for kind in ("place", "group", "work"):
        found[f"{kind}_noun"] |= previous.is_in(CALLINGS[kind].split("|"))
    found["place_noun"] |= pl.col("before").str.contains(rf"\b(?:{CALLINGS['place']}) of $")
    found["place_noun"] |= (
        pl.col("text").str.contains(r"^[\p{Lu} .'-]{4,}$")
        & pl.col("before").str.contains(r"(?:^|\n)\s*$")
        & pl.col("after").str.contains(r"^\s?(?:[,(–—/-]|\d{4}-)")  # the place of a dateline
    )
    found["group_noun"] |= pl.col("before").str.contains(rf"\b(?:{FIRMS}) \((?:known as )?$")
    found["group_noun"] |= following.is_in([*CALLINGS["group"].split("|"), "spokesman", "spokeswoman", "shares"])
    found["work_noun"] |= following.is_in(["album", "song", "film", "movie", "novel", "series", "tournament", "festival"])
    return found
