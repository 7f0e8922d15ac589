"""Groups: which documents count, and in which group each of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.measuring.statistics.inputs import one_of
from iranaz_utils.tables import ALL, UNKNOWN, take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

#: What joins the values of a group that is made of two columns.
JOINT = " · "


def grouped(source: pd.DataFrame | Corpus, by: str | list[str] | None, *, duplicates: str = "collapse") -> pl.DataFrame:
    """The documents that count, with their `group`, in the order of `doc_id` so that the order of the input changes nothing.

    Parameters
    ----------
    source
        Documents table or corpus.
    by
        Column whose values are the groups, or a list of columns whose values are joined by " · ". None makes one group, "all".
        A missing value makes a group of its own, "(unknown)".
    duplicates
        ``"collapse"`` keeps one of each set of copies, as `duplicate_of` tells: the original where it is there. ``"count"`` keeps all.

    Returns
    -------
    Polars frame with `doc_id`, `text`, `language` and `group`.
    """
    one_of("duplicates", duplicates, ("collapse", "count"))
    columns = _columns(by)
    taken = take(source, "doc_id", "text", *columns, optional=("language", "duplicate_of")).sort("doc_id")
    if duplicates == "collapse":
        original = pl.coalesce("duplicate_of", "doc_id")
        taken = taken.sort(pl.col("duplicate_of").is_not_null(), maintain_order=True).unique(original, keep="first").sort("doc_id")
    return taken.select("doc_id", "text", pl.col("language").fill_null("en"), group=_group(taken, columns))


def groups_of(source: pd.DataFrame | Corpus, by: str | list[str] | None) -> pl.DataFrame:
    """`doc_id` and `group` of every document, in the order of the table, copies included; a text is not needed."""
    columns = _columns(by)
    taken = take(source, "doc_id", *columns)
    return taken.select("doc_id", group=_group(taken, columns))


def _columns(by: str | list[str] | None) -> list[str]:
    return [by] if isinstance(by, str) else list(by or [])


def _group(taken: pl.DataFrame, columns: list[str]) -> pl.Expr:
    return pl.concat_str([_label(taken[column]) for column in columns], separator=JOINT) if columns else pl.lit(ALL)


def _label(values: pl.Series) -> pl.Series:
    """Values as text; whole numbers and days without a fraction, missing ones as `UNKNOWN`."""
    if values.dtype.is_float() and (values.drop_nulls() % 1 == 0).all():
        values = values.cast(pl.Int64)
    if isinstance(values.dtype, pl.Datetime) and (values.drop_nulls().dt.truncate("1d") == values.drop_nulls()).all():
        values = values.cast(pl.Date)
    return values.cast(pl.String).fill_null(UNKNOWN)
