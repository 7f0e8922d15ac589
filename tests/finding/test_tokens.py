"""Tokens: a running word or mark, and its place in the untouched text."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.finding.sentences import sentences_in
from iranaz_utils.finding.tokens import tokenize, tokens_in


def cut(text, language="en"):
    return [text[start:end] for start, end in tokens_in(text, language)]


def test_a_clitic_is_a_token_of_its_own():
    assert cut("Ruritania's king doesn't sign.") == ["Ruritania", "'s", "king", "does", "n't", "sign", "."]


@given(st.text())
def test_tokens_and_gaps_rebuild_the_text(text):
    spans = tokens_in(text)
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in zip(spans, spans[1:], strict=False))
    assert "".join(text[start:end] for start, end in spans) == "".join(text.split()) or set(text) & set("\x1c\x1d\x1e\x1f")


@given(st.text())
def test_the_table_holds_what_stands_at_its_offsets(text):
    table = tokenize(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    assert [text[start:end] for start, end in zip(table["start"], table["end"], strict=True)] == table["token"].to_list()
    assert all(end <= table["end"].max() for _, end in sentences_in(text))
