"""Discovery: the names of English news that stand on no list.

Every distinct capitalised run is cut into candidates once (`segments`); what stands around all namings of a candidate votes on its kind
(`kinds`); short forms join the full name (`identities`). No model is used, nothing is learned: lists and weights can be read.

>>> [row[3:] for row in discovered(pl.DataFrame({"text": ["Dr. Anna Berg left the Bank of Zenda. Berg is 60."]})).rows()]
[('Anna Berg', 'Anna Berg', 'person'), ('Bank of Zenda', 'Bank of Zenda', 'organisation'), ('Berg', 'Anna Berg', 'person')]
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl

from iranaz_utils.finding.batches import mapped
from iranaz_utils.finding.capitals import runs, table
from iranaz_utils.finding.cues import beside, cues
from iranaz_utils.finding.headlines import headlines, known_in, shouted
from iranaz_utils.finding.identities import identified, written
from iranaz_utils.finding.kinds import VOTES, kinds_of, sure_kind
from iranaz_utils.finding.lexicon import Words
from iranaz_utils.finding.segments import Segment, cut
from iranaz_utils.reading.wordlists import places, territory

EVIDENCE = 6_000_000  # bytes in which small words are counted; of a larger corpus, every so many articles
SMALL = r"\b\p{Ll}[\p{L}]+"
#: A line of results: a name at its head, and a number.
SCORE = r"^ \d{1,3}(?: (?:\d|\p{Lu}|points\b|[(,])|,? ?\n|$)"
#: The initials of who wrote and who edited, at the end of an article or before a caption: *AB/CD*.
SIGNED, COUNTERSIGNED = r"^\p{Lu}{2,3}$", r"^/\p{Lu}{2,3}\b(?:\s+(?:Photo|PHOTO|Cap|CAP|Caption)\b|\s*$|\s*\n)"
LINE_HEAD = r"(?:^|\n)\s*$"
CUT = {
    "run": pl.String, "opens": pl.Boolean, "quoted": pl.Boolean, "from": pl.Int64, "to": pl.Int64, "text": pl.String, "form": pl.String,
    "titled": pl.Boolean, "sure": pl.String,
}  # fmt: skip


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for garbage: no row or word made here points back, and all that live would be looked through for nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_uncollected()
def discovered(articles: pl.DataFrame) -> pl.DataFrame:
    """Every name in the articles: `document` (its row), `start, end, text, name, kind`, in the order of the text.

    Parameters
    ----------
    articles : polars.DataFrame
        A column `text` without missing values. Evidence is shared by all articles of the table.
    """
    found, small = mapped(lambda read: read(articles), [runs, _small])
    found = _loud(found, articles)
    words = Words(small, _capital(found))
    pieces = _cut(found.filter(~pl.col("headline")), words)
    heads = _headlined(found.filter("headline"), pieces)
    votes = _votes(pieces)
    kinds = _kinds(pl.concat([pieces.select("form", "sure"), heads.select("form", "sure")]).unique("form"), votes)
    columns = ("document", "start", "end", "text", "form", "titled")
    named = identified(pl.concat([pieces.select(columns), heads.select(columns)]).join(kinds, on="form"))
    whole = _sides(_named(named, votes), pieces)
    return whole.sort("document", "start").select("document", "start", "end", "text", "name", "kind")


def _loud(found: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """The runs, but for initials of authors, with `headline`: whether their line, or they, are all capitals, which say nothing."""
    lines = headlines(articles["text"]).rename({"end": "stop"})
    signed = pl.col("run").str.contains(SIGNED) & pl.col("after").str.contains(COUNTERSIGNED)
    joined = found.filter(~signed).join_asof(lines, on="start", by="document", check_sortedness=False)
    shouts = [run for run in found.filter(~pl.col("run").str.contains(r"\p{Ll}"))["run"].unique() if shouted(run)]
    loud = (pl.col("start") < pl.col("stop")).fill_null(value=False) | pl.col("run").is_in(shouts)
    return joined.with_columns(headline=loud).drop("stop")


def _sides(named: pl.DataFrame, pieces: pl.DataFrame) -> pl.DataFrame:
    """Towns and counties at the head of a line with a score beside them are the sides that played; countries stay countries."""
    towns = [place for place, country in places().items() if territory(country) != place]
    scored = pieces.filter(pl.col("after").str.contains(SCORE)).filter(
        pl.col("form").is_in(towns), pl.col("before").str.contains(LINE_HEAD)
    )
    sides = scored.select("document", "start", side=pl.lit("organisation"))
    return named.join(sides, on=["document", "start"], how="left").with_columns(kind=pl.coalesce("side", "kind")) if len(sides) else named


def _small(articles: pl.DataFrame) -> dict[str, int]:
    """How often each word stands in small letters."""
    sample = articles.gather_every(max(1, int(articles["text"].str.len_bytes().sum()) // EVIDENCE))
    chunks = sample.select(word=pl.col("text").str.split(" ").explode())["word"].value_counts()  # each distinct one is looked at once
    words = chunks.select(pl.col("word").str.extract_all(SMALL), "count").explode("word").drop_nulls()
    return dict(words.group_by("word").agg(pl.sum("count")).iter_rows())


def _capital(found: pl.DataFrame) -> dict[str, int]:
    """How often each word stands with a capital that only a name explains."""
    inside = pl.when("opens").then(pl.col("run").str.replace(r"^\S+\s?", "")).otherwise(pl.col("run"))
    plain = found.filter(~pl.col("headline")).group_by(run=inside).agg(pl.len())
    capital = plain.with_columns(word=pl.col("run").str.split(" ")).explode("word").group_by("word").agg(pl.sum("len")).drop_nulls()
    return dict(capital.iter_rows())


def _cut(found: pl.DataFrame, words: Words) -> pl.DataFrame:
    """One row per candidate: where it stands, how it is written, its kind where its words decide it, what stands before and after it."""
    rows = []
    for run, opens, quoted in found.select("run", "opens", "quoted").unique().rows():
        for one in [Segment(0, len(run), tuple(run.split()), titled=False)] if quoted else cut(run, opens, words):
            text = run[one.start : one.end]
            form = written(text, words)
            rows.append((run, opens, quoted, one.start, one.end, text, form, one.titled, sure_kind(form)))
    return _placed(found, table(rows, CUT))


def _placed(found: pl.DataFrame, made: pl.DataFrame) -> pl.DataFrame:
    """The candidates of each distinct run at every place where it stands."""
    joined = found.join(made, on=["run", "opens", "quoted"])
    inner = (pl.col("from") > 0) | (pl.col("to") < pl.col("end") - pl.col("start"))
    before = pl.concat_str(pl.col("before"), pl.col("run").str.slice(0, pl.col("from")))
    after = pl.concat_str(pl.col("run").str.slice(pl.col("to")), pl.col("after"))
    return joined.select(
        "document", "text", "form", "titled", "sure", "quoted",
        before=pl.when(inner).then(before).otherwise("before"), after=pl.when(inner).then(after).otherwise("after"),
        start=pl.col("start") + pl.col("from"), end=pl.col("start") + pl.col("to"),
    )  # fmt: skip


def _headlined(found: pl.DataFrame, pieces: pl.DataFrame) -> pl.DataFrame:
    """The names in headlines: those that the text below, or a list, knows."""
    known = known_in(pieces["form"].unique().sort().to_list())
    rows = []
    for run, opens, quoted in found.select("run", "opens", "quoted").unique().rows():
        for start, end, form in known(run):
            rows.append((run, opens, quoted, start, end, run[start:end], form, False, sure_kind(form)))
    return _placed(found, table(rows, CUT))


def _votes(pieces: pl.DataFrame) -> pl.DataFrame:
    """For each form whose words leave its kind open, the share of its namings at which each cue stands."""
    unsure = pieces.filter(pl.col("sure").is_null())
    return unsure.with_columns(**beside()).select("form", **cues()).group_by("form").agg(pl.col(cue).mean() for cue in VOTES)


def _kinds(forms: pl.DataFrame, votes: pl.DataFrame) -> pl.DataFrame:
    """Form → kind."""
    sure, unsure = forms.drop_nulls("sure").rename({"sure": "kind"}), forms.filter(pl.col("sure").is_null())
    voted = unsure.join(votes, on="form", how="left")
    return pl.concat([sure, voted.select("form", kind=kinds_of(voted["form"], voted))])


def _named(pieces: pl.DataFrame, votes: pl.DataFrame) -> pl.DataFrame:
    """The pieces with the kind that all forms of their name vote for."""
    members = pieces.group_by("name", "form").agg(pl.len())
    moved = members.filter((pl.col("name") != pl.col("form")).any().over("name")).join(votes, on="form")
    shares = moved.group_by("name").agg((pl.col(cue) * pl.col("len")).sum() / pl.sum("len") for cue in VOTES)
    sure = pl.Series(list(map(sure_kind, shares["name"])), dtype=pl.String)
    revised = shares.select("name", revised=pl.coalesce(sure, kinds_of(shares["name"], shares)))
    whole = pieces.filter(pl.col("name") == pl.col("form")).select("name", whole="kind").unique("name")
    joined = pieces.join(revised, on="name", how="left").join(whole, on="name", how="left")
    return joined.with_columns(kind=pl.coalesce("revised", "whole", "kind"))
