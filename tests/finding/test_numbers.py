"""Numbers for strings: the same string has the same number, in every batch and in every thread."""

from collections import Counter

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.finding import numbers
from iranaz_utils.finding.batches import mapped
from iranaz_utils.finding.numbers import Numbering, number, tally

STRINGS = st.lists(st.text(max_size=2))


# --- laws -----------------------------------------------------------------------------------------


@settings(max_examples=25)
@given(STRINGS)
def test_numbers_lead_back_to_the_strings(strings):
    codes, distinct = number(pl.Series(strings, dtype=pl.String))
    assert [distinct[int(code)] for code in codes] == strings
    assert len(distinct) == len(set(strings))


@settings(max_examples=10)
@given(st.lists(STRINGS, max_size=6))
def test_several_batches_at_once_share_their_numbers(batches):
    numbering = Numbering()
    found = mapped(numbering.of, [pl.Series(strings, dtype=pl.String) for strings in batches])
    distinct = numbering.strings()
    assert [[distinct[int(code)] for code in codes] for codes in found] == batches


# --- a second way ---------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 2**63)))
def test_a_tally_counts_as_a_counter_does(integers):
    found, n = tally(np.array(integers, dtype=np.uint64))
    assert dict(zip(found.tolist(), n.tolist(), strict=True)) == Counter(integers)
    assert found.tolist() == sorted(set(integers))


# --- feared mistakes ------------------------------------------------------------------------------


def test_strings_that_share_a_place_in_the_memory_keep_their_own_numbers(monkeypatch):
    # The memory is a short cut: with one place for all strings nearly every look-up finds another string there.
    monkeypatch.setattr(numbers, "RECENT", 1)
    monkeypatch.setattr(numbers, "STEP", 2)
    codes, distinct = number(pl.Series(["a", "b", "a", "c", "c", "a", "b"]))
    assert distinct[codes].to_list() == ["a", "b", "a", "c", "c", "a", "b"]
    assert distinct.to_list() == ["a", "b", "c"]
