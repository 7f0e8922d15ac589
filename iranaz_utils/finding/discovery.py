"""Discovery: the names of English news that stand on no list.

Every distinct capitalised run is cut into candidates once (`segments`); what stands around all namings of a candidate votes on its kind
(`kinds`); short forms join the full name of their article. No model is used, nothing is learned: lists and weights can be read.

>>> [row[3:] for row in discovered(pl.DataFrame({"text": ["Dr. Anna Berg left the Bank of Zenda. Berg is 60."]})).rows()]
[('Anna Berg', 'Anna Berg', 'person'), ('Bank of Zenda', 'Bank of Zenda', 'organisation'), ('Berg', 'Anna Berg', 'person')]
"""

from __future__ import annotations

import polars as pl

from iranaz_utils.finding.capitals import runs
from iranaz_utils.finding.kinds import VOTES, headed_kind, kind_of, listed_kind
from iranaz_utils.finding.segments import Words, cut, lexicon

SMALL = r"\b\p{Ll}[\p{L}]+"
SAID = """
    said says told added say announced warned stressed noted stated insisted argued explained declared described claimed replied
    believes thinks wrote writes has had was is will would met won lost beat defeated scored signed called asked expressed
    underlined emphasized reiterated
""".split()
CALLINGS = "president|minister|leader|head|chairman|director|spokesman|professor|analyst|expert|founder|chief|author|son|daughter|man|woman"
FIRMS = """
    company firm newspaper magazine group agency band team club party bank airline maker manufacturer daily shares stock spokesman
    spokeswoman official officials label
""".split()


def discovered(articles: pl.DataFrame) -> pl.DataFrame:
    """Every name in the articles: `document` (its row), `start, end, text, name, kind`, in the order of the text.

    Parameters
    ----------
    articles : polars.DataFrame
        A column `text` without missing values. Evidence is shared by all articles of the table.
    """
    found = runs(articles)
    words = _evidence(articles, found)
    pieces = _cut(found, words)
    return _named(_kinded(pieces))


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
    types = found.select("run", "opens").unique()
    rows = []
    for run, opens in types.iter_rows():
        for order, segment in enumerate(cut(run, opens, words)):
            text = run[segment.start : segment.end]
            rows.append((run, opens, order, segment.start, segment.end, text, segment.titled))
    schema = {
        "run": pl.String,
        "opens": pl.Boolean,
        "order": pl.Int64,
        "from": pl.Int64,
        "to": pl.Int64,
        "text": pl.String,
        "titled": pl.Boolean,
    }
    made = pl.DataFrame(rows, schema=schema, orient="row")
    pieces = found.join(made, on=["run", "opens"]).with_columns(
        before=pl.concat_str(pl.col("before"), pl.col("run").str.slice(0, pl.col("from"))),
        after=pl.concat_str(pl.col("run").str.slice(pl.col("to")), pl.col("after")),
        start=pl.col("start") + pl.col("from"),
        end=pl.col("start") + pl.col("to"),
    )
    return pieces.select("document", "start", "end", "text", "titled", "headline", "opens", "before", "after").sort("document", "start")


def _kinded(pieces: pl.DataFrame) -> pl.DataFrame:
    """The pieces with their kind, decided once for each distinct text."""
    lex = lexicon()
    previous = pl.col("before").str.extract(r"([\p{L}’'-]+)\s*$").fill_null("").str.to_lowercase()
    following = pl.col("after").str.extract(r"^\s?([\p{L}]+|['’]s\b|\d+)").fill_null("")
    places = list(lex.places)
    cues = {
        "titled": pl.col("titled") | previous.is_in(list(lex.titles)),
        "said": following.is_in(SAID),
        "in": previous.is_in(["in", "near", "outside", "across", "throughout", "around", "inside"]),
        "at": previous.is_in(["at", "to", "toward", "towards", "into", "via"]),
        "from": previous == "from",
        "the": previous == "the",
        "by": previous == "by",
        "with": previous == "with",
        "who": following.is_in(["who", "whose"]) | pl.col("after").str.contains(r"^\s?, (?:who|whose)\b"),
        "age": pl.col("after").str.contains(r"^\s?[,(] ?\d\d ?[,)]"),
        "of_place": pl.col("before").str.contains(
            r"(?:city|town|village|province|district|capital|port|region|island|suburb|state|county) of $"
        ),
        "apposition_person": pl.col("after").str.contains(r"^\s?, (?:a|an|the) (?:\p{Ll}+ )?(?:" + CALLINGS + ")"),
        "possessive": following.is_in(["'s", "’s"]),
        "score": following.str.contains(r"^\d"),
        "firm": previous.is_in(FIRMS) | following.is_in(FIRMS),
        "quoted": pl.col("before").str.contains(r"[\"“‘]\s*$") & pl.col("after").str.contains(r"^\s?[\"”’]"),
        "beside_place": pl.col("after").str.extract(r"^\s?, ?(\p{Lu}[\p{L}.]+(?: \p{Lu}\p{L}+)?)").is_in(places),
        "plural_verb": following.is_in(["are", "were", "have"]),
        "adjective": following.str.contains(r"^\p{Ll}{4,}$") & ~following.is_in(SAID) & ~previous.is_in(["in", "at", "the"]),
    }
    counted = pieces.with_columns(**{cue: expression.fill_null(value=False) for cue, expression in cues.items() if cue in VOTES})
    types = counted.group_by("text").agg(pl.len(), *(pl.col(cue).mean() for cue in VOTES))
    kinds = [
        (row["text"], kind_of(tuple(row["text"].split()), {cue: row[cue] for cue in VOTES if row[cue]}))
        for row in types.iter_rows(named=True)
    ]
    return pieces.join(pl.DataFrame(kinds, schema={"text": pl.String, "kind": pl.String}, orient="row"), on="text", maintain_order="left")


def _named(pieces: pl.DataFrame) -> pl.DataFrame:
    """One name for the full and short forms of a person within an article."""
    surname = pl.col("text").str.extract(r"(\S+)$")
    full = (
        pieces.filter((pl.col("kind") == "person") & pl.col("text").str.contains(" "))
        .with_columns(short=surname)
        .select("document", "start", "short", full="text")
        .sort("start")
    )
    single = pieces.with_columns(short=pl.when(~pl.col("text").str.contains(" ")).then("text")).sort("start")
    joined = single.join_asof(full, on="start", by=["document", "short"], strategy="backward", check_sortedness=False).join_asof(
        full.rename({"full": "later"}), on="start", by=["document", "short"], strategy="forward", check_sortedness=False
    )
    known = pl.coalesce("full", "later")
    free = ~pl.col("text").is_in(list(lexicon().places)) & ~pl.col("text").is_in(list(lexicon().demonyms))
    taken = joined.with_columns(
        name=pl.when(free).then(pl.coalesce(known, "text")).otherwise("text"),
        kind=pl.when(free & known.is_not_null()).then(pl.lit("person")).otherwise("kind"),
    )
    return taken.sort("document", "start").select("document", "start", "end", "text", "name", "kind")


__all__ = ["discovered", "headed_kind", "listed_kind"]
