"""The sample articles: every person, organisation and place in them, each one node whatever its spelling.

The lists were made by reading the articles, not by running the package.
"""

import pytest

from iranaz_utils import find_mentions, load_corpus, packaged

COUNTRIES = ("Azerbaijan", "Iran")
NAMED = {
    "1": {
        "place": {"Baku", "Central Asia", "Iraq", "South Caucasus", "Tajikistan", "Tehran", "Turkmenistan"},
        "person": {"Masoud Pezeshkian"},
        "organisation": set(),
    },
    "2": {
        "place": {"Armenia", "Baku", "Tabriz", "Tehran"},
        "person": {"Amin Taraffo", "Farid Shafiyev", "Fatemeh Mohajerani", "Ilham Aliyev", "Masoud Pezeshkian", "Saeed Khatibzadeh"},
        "organisation": {
            "Center of Analysis of International Relations",
            "Institute for Political and International Studies",
            "Ministry of Foreign Affairs of Iran",
        },
    },
    "3": {
        "place": {"Baku", "Caucasus", "South Caucasus", "Tehran"},
        "person": {"Abbas Araghchi", "Esmaeil Baqaei", "Ilham Aliyev", "Khalaf Khalafov"},
        "organisation": {"Ministry of Foreign Affairs of Iran"},
    },
    "4": {
        "place": {
            "Ardabil Province", "Armenia", "Baku", "Israel", "Nakhchivan", "South Caucasus", "Tehran", "United States", "Zangezur Corridor",
        },
        "person": {"Abbas Araghchi", "Ali Akbar Ahmadian", "Hikmat Hajiyev", "Ilham Aliyev", "Masoud Pezeshkian"},
        "organisation": {
            "Department of Foreign Policy Affairs",
            "Presidential Administration of Azerbaijan",
            "Supreme National Security Council",
        },
    },
    "5": {
        "place": {"Baku", "South Caucasus", "Tehran", "United States"},
        "person": {"Asif Narimanli", "Donald Trump", "Ebrahim Raisi", "Ilham Aliyev", "Masoud Pezeshkian"},
        "organisation": {"AzerNews", "Islamic Revolution Guards Corps", "White House"},
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def mentions():
    corpus = load_corpus(packaged("seeds"))
    return find_mentions(corpus.documents, corpus.profile)


@pytest.mark.parametrize("seed", NAMED)
@pytest.mark.parametrize("kind", ["person", "organisation", "place"])
def test_every_name_is_found_and_nothing_else(mentions, seed, kind):
    found = mentions[mentions["doc_id"].str.startswith(seed) & (mentions["kind"] == kind)]
    assert set(found["name"]) == NAMED[seed][kind] | ({*COUNTRIES} if kind == "place" else set())


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Masoud Pezeshkian", {"Masoud Pezeshkian", "Massoud Pezeshkian", "Pezeshkian", "President", "president"}),
        ("Esmaeil Baqaei", {"Esmaeil Baqaai", "Baqai"}),
        ("Abbas Araghchi", {"Abbas Araghchi", "Araghchi", "Foreign Minister", "foreign minister"}),
        ("Institute for Political and International Studies", {"Institute for Political and International Studies", "IPIS"}),
        ("Supreme National Security Council", {"Supreme National Security Council", "SNSC"}),
        ("Ministry of Foreign Affairs of Iran", {"Iranian Foreign Ministry", "Ministry of Foreign Affairs"}),
        ("Asif Narimanli", {"Asif Narimanli", "Narimanli"}),
        ("Iran", {"Iran", "Islamic Republic of Iran"}),
        ("Azerbaijan", {"Azerbaijan", "Republic of Azerbaijan"}),
        ("Zangezur Corridor", {"Zangazur Corridor"}),
    ],
)
def test_all_spellings_are_one_node_with_the_right_bounds(mentions, name, spellings):
    assert set(mentions.loc[mentions["name"] == name, "text"]) == spellings


def test_no_stretch_of_text_is_counted_twice(mentions):
    ordered = mentions.sort_values(["doc_id", "start"])
    same = ordered["doc_id"].to_numpy()[1:] == ordered["doc_id"].to_numpy()[:-1]
    assert (ordered["start"].to_numpy()[1:] >= ordered["end"].to_numpy()[:-1])[same].all()
