"""Word lists that say what a capitalised word may be: titles, first names, heads of names, places, demonyms.

They lie in `profiles/names/` and hold for English news of any region; a profile of its own goes before them.

>>> "president" in word_list("titles"), places()["Baku"], demonyms()["Iranian"]
(True, 'AZ', 'Iran')
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent.parent / "profiles" / "names"


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of `profiles/names/NAME.txt`; a space within a name is written ``_`` there, and ``#`` begins a comment."""
    lines = (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word.replace("_", " ") for line in lines if not line.startswith("#") for word in line.split())


@cache
def function_words(language: str) -> frozenset[str]:
    """The function words of a language that all profiles share."""
    lines = (HERE.parent / "stopwords" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if (word := line.split("#")[0].strip()))


@cache
def places() -> dict[str, str]:
    """Place → ISO 3166 code of its country, empty where it lies in several: the gazetteer, and the territories of CLDR in English."""
    from babel import Locale

    listed = _rows("places.csv")
    territories = {name.replace("’", "'"): code for code, name in Locale("en").territories.items() if name[0].isupper() and "(" not in name}
    coded = {name: code if len(code) == 2 and code.isalpha() else "" for name, code in territories.items()}
    joined = {name.replace(" & ", " and "): code for name, code in coded.items()}
    wrong = {"United Nations", "European Union", "Eurozone", "Unknown Region", "Pseudo-Accents", "Pseudo-Bidi"}
    return {name: code for name, code in (coded | joined | listed).items() if name not in wrong}


@cache
def demonyms() -> dict[str, str]:
    """Demonym → place; empty for a people, faith or party that has no country."""
    return _rows("demonyms.csv")


@cache
def capitals() -> dict[str, str]:
    """Capital → ISO 3166 code of its country."""
    return _rows("capitals.csv")


@cache
def territory(code: str) -> str:
    """The English name of a country, from CLDR; the code itself where there is none.

    Examples
    --------
    >>> territory("AZ")
    'Azerbaijan'
    """
    from babel import Locale

    return Locale("en").territories.get(code, code)


def _rows(name: str) -> dict[str, str]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return {row[0]: row[1] for row in list(csv.reader(file))[1:]}
