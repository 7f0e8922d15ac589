"""Candidates: discovered names that a reader may want on the list of a profile, and listed spellings that could mean two actors."""

from __future__ import annotations

import pandas as pd
import polars as pl

from iranaz_utils.finding.actors import meanings
from iranaz_utils.reading.profile import Profile
from iranaz_utils.tables import ParameterError, take

FORMS = 6  # forms of a name that are shown


def candidates(mentions: pd.DataFrame) -> pd.DataFrame:
    """The discovered names of a mentions table, those in most articles first.

    Returns
    -------
    pandas.DataFrame
        `name, kind, n, documents, forms`: `n` namings in so many articles; `forms` are the other ways in which it is written, separated
        by `` | ``.

    Examples
    --------
    >>> rows = [("a", "Anna Berg", "person", "Anna Berg", False), ("b", "Anna Berg", "person", "Berg", False)]
    >>> candidates(pd.DataFrame(rows, columns=["doc_id", "name", "kind", "text", "listed"])).values.tolist()
    [['Anna Berg', 'person', 2, 2, 'Berg']]
    """
    found = take(mentions, "doc_id", "name", "kind", "text", "listed", table="mentions").filter(~pl.col("listed"))
    forms = pl.col("text").filter(pl.col("text") != pl.col("name")).value_counts(sort=True).struct.field("text").head(FORMS)
    counted = found.group_by("name", "kind").agg(
        n=pl.len().cast(pl.Int64), documents=pl.col("doc_id").n_unique().cast(pl.Int64), forms=forms.sort().str.join(" | ")
    )
    return counted.sort("documents", "n", "name", descending=[True, True, False]).to_pandas()


def chosen(found: pd.DataFrame, *, top: int, only: tuple[str, ...] = ()) -> pd.DataFrame:
    """The first rows of a table of candidates, or those that a reader names.

    Raises
    ------
    ParameterError
        If a name of `only` was not discovered.
    """
    if missing := [name for name in only if name not in set(found["name"])]:
        raise ParameterError(f"{missing[0]!r} was not discovered, or is on the list already; names are written as in the table")
    return found[found["name"].isin(only)] if only else found.head(top)


def ambiguities(mentions: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    """Spellings on the list that could mean two actors or more, and how often each of them was meant.

    Returns
    -------
    pandas.DataFrame
        `spelling, actors, n, decided`: the `actors` it may mean, `n` namings with this spelling, and `decided`, how many of them went to
        whom; the full name nearest before, else after it in the article settles it, else a row that lists the spelling itself. Namings
        that nothing settles are in no mentions table.
    """
    several = (
        meanings(profile)
        .group_by("written")
        .agg(actors=pl.col("name").unique().sort().str.join(" | "), many=pl.col("name").n_unique())
        .filter(pl.col("many") > 1)
    )
    named = take(mentions, "text", "name", table="mentions").group_by("text", "name").agg(pl.len())
    said = pl.concat_str(pl.col("name"), pl.lit(" "), pl.col("len")).sort().str.join(" | ")
    decided = named.group_by("text").agg(n=pl.col("len").sum().cast(pl.Int64), decided=said)
    joined = several.join(decided, left_on="written", right_on="text", how="left").with_columns(
        pl.col("n").fill_null(0), pl.col("decided").fill_null("")
    )
    return (
        joined.sort("n", "written", descending=[True, False])
        .select("actors", "n", "decided", spelling="written")
        .to_pandas()[["spelling", "actors", "n", "decided"]]
    )
