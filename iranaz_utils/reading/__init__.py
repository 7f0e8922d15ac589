"""Files and folders become documents."""

from iranaz_utils.reading.corpus import Corpus, load_corpus
from iranaz_utils.reading.packaged import packaged
from iranaz_utils.reading.profile import Profile, load_profile

__all__ = ["Corpus", "Profile", "load_corpus", "load_profile", "packaged"]
