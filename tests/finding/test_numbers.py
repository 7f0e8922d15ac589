"""Numbers for strings: the same string has the same number, in every batch and in every thread."""

import re
from collections import Counter

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.finding.batches import mapped
from iranaz_utils.finding.numbers import Numbering, chunked, number, tally

STRINGS = st.lists(st.text(max_size=2))
TEXTS = st.lists(st.none() | st.text(alphabet="ab\t\n\x0b\x0c\r \x00\x1f\x85\xa0\u0120\u2002à"), max_size=5)


# --- laws -----------------------------------------------------------------------------------------


@settings(max_examples=25)
@given(STRINGS)
def test_numbers_lead_back_to_the_strings(strings):
    codes, distinct = number(pl.Series(strings, dtype=pl.String))
    assert [distinct[int(code)] for code in codes] == strings
    assert len(distinct) == len(set(strings))


@given(TEXTS)
def test_chunks_spell_the_texts(texts):
    codes, distinct, many = chunked(pl.Series(["before", *texts, "after"], dtype=pl.String)[1:-1])
    spelled, upto = [distinct[int(code)] for code in codes], np.cumsum(many)
    assert ["".join(spelled[end - n : end]) for end, n in zip(upto, many, strict=True)] == [text or "" for text in texts]
    assert len(set(distinct)) == len(distinct)
    assert len(codes) == sum(many)


@settings(max_examples=10)
@given(st.lists(STRINGS, max_size=6))
def test_several_batches_at_once_share_their_numbers(batches):
    numbering = Numbering()
    found = mapped(numbering.of, [pl.Series(strings, dtype=pl.String) for strings in batches])
    distinct = numbering.strings()
    assert [[distinct[int(code)] for code in codes] for codes in found] == batches


# --- a second way ---------------------------------------------------------------------------------


@given(TEXTS)
def test_chunks_end_where_an_expression_ends_them(texts):
    codes, distinct, _ = chunked(pl.Series(texts, dtype=pl.String))
    expected = [chunk for text in texts for chunk in re.findall(r"[^\0- \xa0]*[\0- \xa0]|[^\0- \xa0]+", text or "")]
    assert [distinct[int(code)] for code in codes] == expected


@given(st.lists(st.integers(0, 2**63)))
def test_a_tally_counts_as_a_counter_does(integers):
    found, n = tally(np.array(integers, dtype=np.uint64))
    assert dict(zip(found.tolist(), n.tolist(), strict=True)) == Counter(integers)
    assert found.tolist() == sorted(set(integers))
