"""Discovery: the names of English news that stand on no list.

Every distinct capitalised run is cut into candidates once (`segments`); what stands around all namings of a candidate votes on its kind
(`kinds`); short forms join the full name of their article. No model is used, nothing is learned: lists and weights can be read.

>>> [row[3:] for row in discovered(pl.DataFrame({"text": ["Dr. Anna Berg left the Bank of Zenda. Berg is 60."]})).rows()]
[('Anna Berg', 'Anna Berg', 'person'), ('Bank of Zenda', 'Bank of Zenda', 'organisation'), ('Berg', 'Anna Berg', 'person')]
"""

from __future__ import annotations

import polars as pl

from iranaz_utils.finding.capitals import runs
from iranaz_utils.finding.identities import identified
from iranaz_utils.finding.kinds import VOTES, kind_of
from iranaz_utils.finding.segments import Segment, Words, cut, lexicon

SMALL = r"\b\p{Ll}[\p{L}]+"
SAID = """
    said says told tells added say announced warned warns stressed noted stated insisted argued explained declared described claimed replied
    believes thinks wrote writes met won lost beat defeated scored signed called asked expressed underlined emphasized reiterated
    hopes wants hit took made led became married died resigned retired
""".split()
PERSON = (
    "president|minister|leader|head|chairman|director|spokesman|professor|analyst|expert|founder|chief|author|son|daughter|man|woman|actor|"
    "actress|singer|writer|player|politician|lawyer|scientist|musician|artist|footballer|pitcher|poet|journalist|captain|coach|general"
)
PLACE = (
    "city|town|village|province|district|capital|port|region|island|suburb|state|county|country|river|mountain|municipality|area|lake|"
    "neighborhood|neighbourhood|resort|settlement|street|peninsula|commune|borough|parish"
)
GROUP = (
    "company|firm|newspaper|magazine|group|agency|band|team|club|party|bank|airline|maker|manufacturer|daily|corporation|organisation|"
    "organization|university|network|label|chain|federation|association|league|movement|militia|subsidiary|station|orchestra|retailer"
)
WORK = (
    "album|song|single|film|movie|novel|book|series|show|game|aircraft|tournament|festival|award|operation|language|ship|programme|"
    "program|play|opera|poem|comedy|sitcom|software|car|project|tour|race|plane|jet|virus|disease|species|drug|missile"
)


def discovered(articles: pl.DataFrame) -> pl.DataFrame:
    """Every name in the articles: `document` (its row), `start, end, text, name, kind`, in the order of the text.

    Parameters
    ----------
    articles : polars.DataFrame
        A column `text` without missing values. Evidence is shared by all articles of the table.
    """
    found = runs(articles)
    words = _evidence(articles, found)
    pieces = _kinded(_cued(_cut(found, words)), by="text")
    named = _kinded(identified(pieces), by="name")
    return named.sort("document", "start").select("document", "start", "end", "text", "name", "kind")


def _evidence(articles: pl.DataFrame, found: pl.DataFrame) -> Words:
    """How often each word stands small, and how often with a capital that only a name explains."""
    small = articles.select(pl.col("text").str.extract_all(SMALL).explode().drop_nulls().alias("word"))["word"].value_counts()
    inside = pl.when("opens").then(pl.col("run").str.replace(r"^\S+\s?", "")).otherwise(pl.col("run"))
    capital = (
        found.filter(~pl.col("headline"))
        .group_by(run=inside)
        .agg(pl.len())
        .with_columns(word=pl.col("run").str.split(" "))
        .explode("word")
        .group_by("word")
        .agg(pl.sum("len"))
        .drop_nulls()
    )
    return Words(dict(small.iter_rows()), dict(capital.iter_rows()))


def _cut(found: pl.DataFrame, words: Words) -> pl.DataFrame:
    """One row per candidate: its place, its words, what stands before and after it."""
    types = found.select("run", "opens", "quoted").unique()
    rows = []
    for run, opens, quoted in types.iter_rows():
        segments = [Segment(0, len(run), tuple(run.split()), False)] if quoted else cut(run, opens, words)
        rows += [(run, opens, quoted, one.start, one.end, run[one.start : one.end], one.titled) for one in segments]
    schema = {
        "run": pl.String,
        "opens": pl.Boolean,
        "quoted": pl.Boolean,
        "from": pl.Int64,
        "to": pl.Int64,
        "text": pl.String,
        "titled": pl.Boolean,
    }
    made = pl.DataFrame(rows, schema=schema, orient="row")
    pieces = found.join(made, on=["run", "opens", "quoted"]).with_columns(
        before=pl.concat_str(pl.col("before"), pl.col("run").str.slice(0, pl.col("from"))),
        after=pl.concat_str(pl.col("run").str.slice(pl.col("to")), pl.col("after")),
        start=pl.col("start") + pl.col("from"),
        end=pl.col("start") + pl.col("to"),
    )
    return pieces.select("document", "start", "end", "text", "titled", "headline", "quoted", "before", "after").sort("document", "start")


def _cued(pieces: pl.DataFrame) -> pl.DataFrame:
    """The pieces with a column for each cue: whether it stands around this naming."""
    lex = lexicon()
    previous = pl.col("before").str.extract(r"([\p{L}’'-]+)\s*$").fill_null("").str.to_lowercase()
    following = pl.col("after").str.extract(r"^\s?([\p{L}]+|['’]s\b|\d+)").fill_null("")
    places = list(lex.places)
    apposition = r"^\s?(?:,|is|was|are|were) (?:a|an|the|one of the) (?:[\p{L}-]+ ){0,3}(?:%s)s?\b"
    noun = {"person": PERSON, "place": PLACE, "group": GROUP, "work": WORK}
    nouns = {
        f"{kind}_noun": pl.col("after").str.contains(apposition % words) | previous.is_in(words.split("|")) & (kind != "person")
        for kind, words in noun.items()
    }
    nouns["place_noun"] = nouns["place_noun"] | pl.col("before").str.contains(rf"\b(?:{PLACE}) of $")
    nouns["group_noun"] = nouns["group_noun"] | following.is_in([*GROUP.split("|"), "spokesman", "spokeswoman", "officials", "shares"])
    nouns["work_noun"] = nouns["work_noun"] | following.is_in(
        ["album", "song", "film", "movie", "novel", "series", "tournament", "festival"]
    )
    cues = {
        **nouns,
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
        "beside_place": pl.col("after").str.extract(r"^\s?, ?(\p{Lu}[\p{L}.]+(?: \p{Lu}\p{L}+)?)").is_in(places),
        "plural_verb": following.is_in(["are", "were", "have"]),
        "adjective": following.str.contains(r"^\p{Ll}{4,}$") & ~following.is_in(SAID) & ~previous.is_in(["in", "at", "the"]),
    }
    return pieces.with_columns(**{cue: expression.fill_null(value=False) for cue, expression in cues.items()})


def _kinded(pieces: pl.DataFrame, by: str) -> pl.DataFrame:
    """The pieces with their `kind`, decided once for each distinct value of a column, by all its namings."""
    types = pieces.group_by(by).agg(*(pl.col(cue).mean() for cue in VOTES)).rename({by: "form"})
    kinds = [
        (row["form"], kind_of(tuple(row["form"].split()), {cue: row[cue] for cue in VOTES if row[cue]}))
        for row in types.iter_rows(named=True)
    ]
    decided = pl.DataFrame(kinds, schema={by: pl.String, "kind": pl.String}, orient="row")
    return pieces.drop("kind", strict=False).join(decided, on=by, how="left")
