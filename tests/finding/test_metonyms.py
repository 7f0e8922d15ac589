"""Metonyms: capitals and demonyms as places or as governments."""

import pandas as pd
import pytest

from iranaz_utils.finding.mentions import find_mentions
from iranaz_utils.tables import ParameterError

TEXT = "Tehran rejected the offer. In Tehran, Iranian officials met Iranian farmers. He left for Baku, and Baku was pleased."


def named(metonyms, text=TEXT):
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    table = find_mentions(documents, metonyms=metonyms)
    return [(row.text, row.kind, table["name"][row.Index]) for row in table.itertuples()]


# --- a toy to count by eye ------------------------------------------------------------------------


def test_apart_capitals_are_places_and_demonyms_are_nobody():
    assert named("apart") == [("Tehran", "place", "Tehran")] * 2 + [("Baku", "place", "Baku")] * 2


def test_as_places_demonyms_count_for_their_country():
    assert [name for *_, name in named("places")] == ["Tehran", "Tehran", "Iran", "Iran", "Baku", "Baku"]


def test_as_governments_capitals_act_unless_they_are_somewhere():
    assert named("governments") == [
        ("Tehran", "organisation", "Government of Iran"),
        ("Tehran", "place", "Tehran"),
        ("Iranian", "organisation", "Government of Iran"),
        ("Baku", "place", "Baku"),
        ("Baku", "organisation", "Government of Azerbaijan"),
    ]


# --- feared mistakes ------------------------------------------------------------------------------


@pytest.mark.parametrize("metonyms", ["places", "governments"])
def test_a_demonym_inside_a_name_is_part_of_it(metonyms):
    assert [text for text, *_ in named(metonyms, "the Iranian Foreign Ministry")] == ["Iranian Foreign Ministry"]


def test_a_faith_or_people_without_a_state_has_no_country():
    assert named("places", "Muslim and Kurdish families") == []


# --- errors that explain themselves ---------------------------------------------------------------


def test_an_unknown_setting_is_refused_with_those_there_are():
    with pytest.raises(ParameterError, match=r"apart, places, governments; got 'both'"):
        named("both")
