"""Candidates: what a reader may put on the list, and what on it is ambiguous."""

import dataclasses

import pandas as pd
import pytest

from iranaz_utils.finding.candidates import ambiguities, candidates, chosen
from iranaz_utils.finding.mentions import find_mentions
from iranaz_utils.reading.profile import load_profile
from iranaz_utils.tables import ParameterError

ACTORS = [("Anna Berg", "person", "MC", None), ("Karl Berg", "person", "MC", None), ("Zenda", "place", "MC", None)]
TOY = dataclasses.replace(
    load_profile(), name="toy", actors=pd.DataFrame(ACTORS, columns=["name", "kind", "country", "aliases"]).astype("str")
)
TEXTS = ["Anna Berg met Hugo Elphberg. Berg left; Elphberg stayed.", "Hugo Elphberg met Karl Berg in Zenda. Berg left."]


def mentions():
    return find_mentions(pd.DataFrame({"doc_id": ["a", "b"], "text": TEXTS}), TOY)


def test_discovered_names_are_counted_by_article_with_their_forms():
    assert candidates(mentions()).to_numpy().tolist() == [["Hugo Elphberg", "person", 3, 2, "Elphberg"]]


def test_a_spelling_that_could_be_two_shows_how_it_was_decided():
    assert ambiguities(mentions(), TOY).to_numpy().tolist() == [["Berg", "Anna Berg | Karl Berg", 2, "Anna Berg 1 | Karl Berg 1"]]


def test_a_choice_is_the_first_rows_or_those_named():
    table = candidates(mentions())
    assert chosen(table, top=0).empty
    assert chosen(table, top=0, only=("Hugo Elphberg",))["name"].to_list() == ["Hugo Elphberg"]


def test_a_name_that_was_not_discovered_cannot_be_chosen():
    with pytest.raises(ParameterError, match="'Zenda' was not discovered"):
        chosen(candidates(mentions()), top=5, only=("Zenda",))


def test_nothing_discovered_is_an_empty_table():
    nothing = find_mentions(pd.DataFrame({"doc_id": ["a"], "text": ["Zenda"]}), TOY)
    assert candidates(nothing).empty
    assert ambiguities(nothing, TOY)["n"].to_list() == [0]
