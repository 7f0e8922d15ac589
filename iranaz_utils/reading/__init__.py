"""Files and folders become documents.

Its names are imported when they are first used: looking whether a file can be read needs no pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from iranaz_utils.reading.packaged import packaged

if TYPE_CHECKING:
    from iranaz_utils.reading.corpus import Corpus, load_corpus
    from iranaz_utils.reading.profile import Profile, load_profile

__all__ = ["Corpus", "Profile", "load_corpus", "load_profile", "packaged"]

_HOME = {"Corpus": "corpus", "load_corpus": "corpus", "Profile": "profile", "load_profile": "profile"}


def __getattr__(name: str) -> object:
    """A name of this room, from its module."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
