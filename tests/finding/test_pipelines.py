"""Pipelines: a spaCy pipeline that a reader brings, here a stand-in with the same attributes."""

from types import SimpleNamespace

import pandas as pd

from iranaz_utils.finding.mentions import find_mentions


class StandIn:
    """Finds what it was told to find."""

    def __init__(self, **labels):
        self.labels = labels

    def pipe(self, texts):
        for text in texts:
            ents = [
                SimpleNamespace(text=name, start_char=text.index(name), end_char=text.index(name) + len(name), label_=label)
                for name, label in self.labels.items()
                if name in text
            ]
            yield SimpleNamespace(ents=ents)


def named(text, **labels):
    table = find_mentions(pd.DataFrame({"doc_id": ["a"], "text": [text]}), pipeline=StandIn(**labels))
    return table[["text", "name", "kind", "listed"]].to_numpy().tolist()


def test_its_entities_take_the_place_of_our_own_discovery():
    assert named("flavia met Hugo Elphberg in Strelsau.", flavia="PERSON", Strelsau="GPE") == [
        ["flavia", "flavia", "person", False],
        ["Strelsau", "Strelsau", "place", False],
    ]


def test_listed_actors_are_found_all_the_same_and_go_first():
    assert named("Strelsau and Baku", Strelsau="GPE", Baku="ORG") == [
        ["Strelsau", "Strelsau", "place", False],
        ["Baku", "Baku", "place", True],
    ]


def test_amounts_days_and_works_are_no_mentions():
    assert named("Zenda, Monday, Hamlet", Zenda="CARDINAL", Monday="DATE", Hamlet="WORK_OF_ART") == []


def test_no_entities_are_no_mentions():
    assert named("nothing here") == []
