"""To NLTK and back: tokens as the objects that its book teaches with, and its texts as documents. NLTK is imported on the first call.

============ ===============================================
to_nltk      tokens → `nltk.Text`
to_freq_dist tokens → `nltk.FreqDist` of their terms
from_nltk    `nltk.Text`, or any words → a documents table
============ ===============================================
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from iranaz_utils.tables import take

if TYPE_CHECKING:
    from nltk import FreqDist, Text


def to_nltk(tokens: pd.DataFrame, *, name: str = "corpus") -> Text:
    """The tokens of a table as an `nltk.Text`, for `concordance`, `similar`, `dispersion_plot` and the other exercises of the NLTK book.

    Parameters
    ----------
    tokens
        The table that `tokenize` makes, or any frame with a column `token`.
    name
        What the text calls itself.

    Examples
    --------
    >>> text = to_nltk(pd.DataFrame({"token": ["The", "old", "bridge", "over", "the", "river"]}))
    >>> text.count("The"), text.index("bridge")
    (1, 2)
    """
    from nltk import Text

    return Text(take(tokens, "token", table="tokens")["token"].to_list(), name=name)


def to_freq_dist(tokens: pd.DataFrame) -> FreqDist:
    """The terms of a tokens table, punctuation left out, as an `nltk.FreqDist`.

    Examples
    --------
    >>> to_freq_dist(pd.DataFrame({"term": ["the", "river", "the", "."], "kind": ["word", "word", "word", "punct"]})).most_common(1)
    [('the', 2)]
    """
    from nltk import FreqDist

    words = take(tokens, "term", "kind", table="tokens")
    return FreqDist(Counter(words.filter(words["kind"] != "punct")["term"].to_list()))


def from_nltk(words: Text | Iterable[str], *, doc_id: str = "nltk") -> pd.DataFrame:
    """The words of an `nltk.Text`, or of a file of an NLTK corpus, as a documents table of one text, joined by spaces.

    Examples
    --------
    >>> from_nltk(["The", "old", "bridge"])["text"].item()
    'The old bridge'
    """
    return pd.DataFrame({"doc_id": [doc_id], "text": [" ".join(words)]}, dtype="str")
