"""Read what the press says about the relation between two countries: how often, who with whom, and when.

The front door: everything that a notebook or a script needs, and nothing else. A name is imported from its room
when it is first used, so that `import iranaz_utils` stays quick.

>>> import iranaz_utils as iz
>>> documents = iz.load_corpus(iz.packaged("seeds")).documents
>>> len(documents)
5
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iranaz_utils.finding.mentions import find_mentions, names_in
    from iranaz_utils.finding.nltk_bridge import from_nltk, to_freq_dist, to_nltk
    from iranaz_utils.finding.sentences import sentences_in
    from iranaz_utils.finding.timexes import find_timexes, timexes_in
    from iranaz_utils.finding.tokens import tokenize, tokens_in
    from iranaz_utils.measuring.bursts import bursts
    from iranaz_utils.measuring.carriers import carriers
    from iranaz_utils.measuring.changes import changes
    from iranaz_utils.measuring.chronology import chronology
    from iranaz_utils.measuring.collocates import collocates
    from iranaz_utils.measuring.comentions import comentions
    from iranaz_utils.measuring.counts import count_words
    from iranaz_utils.measuring.distances import distances
    from iranaz_utils.measuring.diversity import diversity
    from iranaz_utils.measuring.events import events
    from iranaz_utils.measuring.frequency import frequency
    from iranaz_utils.measuring.keyness import keyness, keyness_of_groups
    from iranaz_utils.measuring.kwic import kwic
    from iranaz_utils.measuring.networks import network
    from iranaz_utils.measuring.pairs import compare_pairs, pairs_over_time
    from iranaz_utils.measuring.replicate import replicate
    from iranaz_utils.measuring.timeline import followed, timeline
    from iranaz_utils.reading.corpus import Corpus, load_corpus
    from iranaz_utils.reading.own_events import load_events
    from iranaz_utils.reading.packaged import packaged
    from iranaz_utils.reading.profile import Profile, load_profile
    from iranaz_utils.reporting.networks import to_networkx, write_network
    from iranaz_utils.reporting.page import Page
    from iranaz_utils.reporting.run import report
    from iranaz_utils.tables import BaseError, ColumnError, CorpusError, IranazError, ParameterError, ProfileError

_ROOMS = {
    "tables": ("BaseError", "ColumnError", "CorpusError", "IranazError", "ParameterError", "ProfileError"),
    "reading.corpus": ("Corpus", "load_corpus"),
    "reading.packaged": ("packaged",),
    "reading.profile": ("Profile", "load_profile"),
    "finding.sentences": ("sentences_in",),
    "finding.tokens": ("tokenize", "tokens_in"),
    "finding.nltk_bridge": ("from_nltk", "to_freq_dist", "to_nltk"),
    "finding.mentions": ("find_mentions", "names_in"),
    "finding.timexes": ("find_timexes", "timexes_in"),
    "measuring.counts": ("count_words",),
    "measuring.frequency": ("frequency",),
    "measuring.keyness": ("keyness", "keyness_of_groups"),
    "measuring.replicate": ("replicate",),
    "measuring.diversity": ("diversity",),
    "measuring.carriers": ("carriers",),
    "measuring.kwic": ("kwic",),
    "measuring.collocates": ("collocates",),
    "measuring.comentions": ("comentions",),
    "measuring.timeline": ("followed", "timeline"),
    "measuring.events": ("events",),
    "measuring.bursts": ("bursts",),
    "measuring.changes": ("changes",),
    "measuring.chronology": ("chronology",),
    "measuring.distances": ("distances",),
    "reading.own_events": ("load_events",),
    "measuring.networks": ("network",),
    "measuring.pairs": ("compare_pairs", "pairs_over_time"),
    "reporting.networks": ("to_networkx", "write_network"),
    "reporting.page": ("Page",),
    "reporting.run": ("report",),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "BaseError", "ColumnError", "Corpus", "CorpusError", "IranazError", "Page", "ParameterError", "Profile", "ProfileError", "bursts",
    "carriers", "changes", "chronology", "collocates", "comentions", "compare_pairs", "count_words", "distances", "diversity", "events",
    "find_mentions", "find_timexes", "followed", "frequency", "from_nltk", "keyness", "keyness_of_groups", "kwic", "load_corpus",
    "load_events", "load_profile", "names_in", "network", "packaged", "pairs_over_time", "replicate", "report", "sentences_in",
    "timeline", "timexes_in", "to_freq_dist", "to_networkx", "to_nltk", "tokenize", "tokens_in", "write_network",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """A public name, imported from its room at first use and kept."""
    if name == "__version__":
        from importlib.metadata import version

        return version("iranaz-utils")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
