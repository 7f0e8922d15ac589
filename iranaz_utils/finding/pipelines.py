"""Pipelines: names found by a spaCy pipeline that a reader brings, in place of our own discovery.

Nothing of spaCy is imported: all that is used is `pipeline.pipe(texts)`, whose documents have `ents` with `start_char`, `end_char`,
`text` and `label_`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import polars as pl

from iranaz_utils.finding.identities import identified, written
from iranaz_utils.finding.lexicon import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

#: spaCy's labels → our kinds; what is not here is `other`, and numbers, times and amounts are no names.
LABELS = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "other",
    "EVENT": "other", "WORK_OF_ART": "other", "LAW": "other", "PRODUCT": "other", "LANGUAGE": "other", "MISC": "other",
}  # fmt: skip
SCHEMA = {"document": pl.UInt32, "start": pl.Int64, "end": pl.Int64, "text": pl.String, "form": pl.String, "kind": pl.String}


class Pipeline(Protocol):
    """What a pipeline must be able to do."""

    def pipe(self, texts: Iterable[str]) -> Iterable:
        """One analysed document for each text."""


def piped(articles: pl.DataFrame, pipeline: Pipeline) -> pl.DataFrame:
    """The entities that a pipeline finds: `document, start, end, text, name, kind`, short forms under their full name."""
    nothing = Words({}, {})
    rows = [
        (document, entity.start_char, entity.end_char, entity.text, written(entity.text, nothing), LABELS[entity.label_])
        for document, analysed in enumerate(pipeline.pipe(articles["text"].to_list()))
        for entity in analysed.ents
        if entity.label_ in LABELS
    ]
    named = identified(pl.DataFrame(rows, schema=SCHEMA, orient="row").with_columns(titled=False))
    return named.sort("document", "start").select("document", "start", "end", "text", "name", "kind")
