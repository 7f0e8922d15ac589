"""Mentions: where listed actors are named."""

import dataclasses

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.finding.mentions import find_mentions, names_in
from iranaz_utils.finding.sentences import sentences_in
from iranaz_utils.reading.profile import load_profile
from iranaz_utils.tables import COLUMNS, ColumnError, ProfileError

ACTORS = [
    ("Anna Berg", "person", "RU", "Anna B. Berg"),
    ("Karl Berg", "person", "RU", ""),
    ("Rudolf Elphberg", "person", "RU", "Elphberg"),
    ("Duke Michael", "person", "RU", "Michael"),
    ("Council of Ruritania", "organisation", "RU", "Ruritanian Council | ROC"),
    ("Ruritania", "place", "RU", "Kingdom of Ruritania"),
    ("Upper Ruritania", "place", "FR", ""),
    ("Strelsau", "place", "RU", ""),
    ("Zenda", "place", "RU", "Zenda Castle"),
]
TOY = dataclasses.replace(
    load_profile(),
    name="toy",
    actors=pd.DataFrame(ACTORS, columns=["name", "kind", "country", "aliases"]).replace({"aliases": {"": None}}).astype("str"),
)


def named(text):
    return [(text[start:end], name) for start, end, _, name in names_in(text, TOY, discover=False)]


def articles(*texts, **columns):
    return pd.DataFrame({"doc_id": [f"d{number}" for number in range(len(texts))], "text": list(texts), **columns})


# --- a toy to count by eye ------------------------------------------------------------------------


def test_each_naming_is_a_row_with_its_sentence_and_place():
    mentions = find_mentions(articles("Anna Berg left Strelsau.\n\nThe ROC met in Zenda. Berg stayed.", "Nobody."), TOY, discover=False)
    assert mentions.columns[:7].to_list() == list(COLUMNS["mentions"])
    assert mentions[["doc_id", "sentence", "paragraph", "name", "kind", "text", "start", "country"]].to_numpy().tolist() == [
        ["d0", 0, 0, "Anna Berg", "person", "Anna Berg", 0, "RU"],
        ["d0", 0, 0, "Strelsau", "place", "Strelsau", 15, "RU"],
        ["d0", 1, 1, "Council of Ruritania", "organisation", "ROC", 30, "RU"],
        ["d0", 1, 1, "Zenda", "place", "Zenda", 41, "RU"],
        ["d0", 2, 1, "Anna Berg", "person", "Berg", 48, "RU"],
    ]


def test_the_longest_name_is_the_one_meant():
    assert named("Upper Ruritania and Zenda Castle; the Kingdom of Ruritania") == [
        ("Upper Ruritania", "Upper Ruritania"),
        ("Zenda Castle", "Zenda"),
        ("Kingdom of Ruritania", "Ruritania"),
    ]


def test_possessives_and_titles_stay_outside():
    assert named("Duchess Anna Berg’s visit; Ruritania's king") == [("Anna Berg", "Anna Berg"), ("Ruritania", "Ruritania")]


# --- surnames -------------------------------------------------------------------------------------


def test_a_surname_counts_once_the_full_name_is_in_the_article_before_or_after_it():
    assert [name for _, name in named("Berg spoke. Then Anna Berg left. Berg is 60.")] == ["Anna Berg"] * 3
    assert named("Berg spoke. Berg left.") == []


def test_a_title_does_for_the_full_name_where_only_one_person_bears_it():
    alone = dataclasses.replace(TOY, actors=TOY.actors[TOY.actors["name"] != "Karl Berg"])
    assert names_in("Minister Berg spoke; Berg left.", alone, discover=False) == [
        (9, 13, "person", "Anna Berg"),
        (21, 25, "person", "Anna Berg"),
    ]
    assert names_in("Minister Berg spoke; Berg left.", TOY, discover=False) == []


def test_of_two_bearers_the_one_named_in_full_nearest_before_is_meant():
    assert [name for _, name in named("Berg. Anna Berg and Berg. Karl Berg and Berg.")] == ["Anna Berg"] * 3 + ["Karl Berg"] * 2


def test_a_listed_surname_needs_no_full_name():
    assert named("Elphberg spoke.") == [("Elphberg", "Rudolf Elphberg")]


def test_another_first_name_means_another_person_also_afterwards():
    # A minister of the same surname was counted as the president.
    assert named("Hugo Elphberg spoke. Elphberg left.") == []
    assert named("H. Elphberg spoke.") == []
    assert named("Hugo Elphberg spoke. Rudolf Elphberg left. Elphberg is back.") == [
        ("Rudolf Elphberg", "Rudolf Elphberg"),
        ("Elphberg", "Rudolf Elphberg"),
    ]


@pytest.mark.parametrize(
    "before", ["President ", "Mr. ", "When ", "But ", "Addressing ", "In Strelsau ", "the late ", "“", "\n\n", "Zenda. "]
)
def test_other_words_before_a_surname_are_no_first_names(before):
    assert ("Elphberg", "Rudolf Elphberg") in named(before + "Elphberg spoke.")


def test_a_name_whose_first_word_is_listed_alone_has_no_surname():
    # "Imam Hussein" was counted as Saddam Hussein, whom the press calls by the first name.
    toy = dataclasses.replace(TOY, actors=TOY.actors.assign(aliases=TOY.actors["aliases"].mask(TOY.actors["name"] == "Anna Berg", "Anna")))
    assert [text for *_, text in names_in("Anna Berg met Anna; Berg was late.", toy, discover=False)] == ["Anna Berg", "Anna Berg"]


# --- laws -----------------------------------------------------------------------------------------

PIECES = st.lists(
    st.sampled_from(
        [
            "Anna Berg",
            "Berg",
            "Hugo Berg",
            "Karl Berg",
            "Elphberg",
            "ROC",
            "Upper Ruritania",
            "ZENDA",
            "رود",
            "😀",
            ". ",
            "\n\n",
            " — ",
            "spoke",
        ]
    )
)
TEXTS = PIECES.map(" ".join)


@settings(max_examples=25)
@given(TEXTS)
def test_offsets_give_the_text_back_and_never_overlap(text):
    mentions = find_mentions(articles(text), TOY, discover=False)
    assert [text[start:end] for start, end in zip(mentions["start"], mentions["end"], strict=True)] == mentions["text"].to_list()
    assert (mentions["start"].to_numpy()[1:] >= mentions["end"].to_numpy()[:-1]).all()


@settings(max_examples=25)
@given(TEXTS)
def test_the_sentence_is_the_one_that_holds_the_start(text):
    mentions, spans = find_mentions(articles(text), TOY, discover=False), sentences_in(text)
    for start, sentence in zip(mentions["start"], mentions["sentence"], strict=True):
        assert spans[sentence][0] <= start < spans[sentence][1]


@settings(max_examples=25)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_articles_do_not_look_at_each_other(texts):
    together = find_mentions(articles(*texts), TOY, discover=False)
    for number, text in enumerate(texts):
        rows = together[together["doc_id"] == f"d{number}"]
        assert list(rows[["start", "end", "kind", "name"]].itertuples(index=False, name=None)) == names_in(text, TOY, discover=False)


# --- the shipped profile --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("West Azerbaijan, East Azarbaijan province", ["West Azerbaijan Province", "East Azerbaijan Province"]),
        ("In East and West Azerbaijan", ["East Azerbaijan Province", "West Azerbaijan Province"]),
        ("the Middle East and West Azerbaijan", ["Middle East", "West Azerbaijan Province"]),
        ("the East and West Azerbaijan", ["West Azerbaijan Province"]),
        ("Zenda East and West Azerbaijan", ["West Azerbaijan Province"]),
        ("South Caucasus; the Caucasus", ["South Caucasus", "Caucasus"]),
        ("US and us", ["United States"]),
        ("U.S.-led, the U.S.", ["United States", "United States"]),
        ("Ilham Aliyev, Leyla Aliyeva", ["Ilham Aliyev"]),
        ("Iran Airlines; Iran Air", ["Iran", "Iran Air"]),
        ("Baku Summit", ["Baku"]),
        ("Tehran Times; Tehran-Baku", ["Tehran Times", "Tehran", "Baku"]),
        ("Massoud Pezeshkian, Masoud\nPezeshkian, PEZESHKIAN", ["Masoud Pezeshkian"] * 3),
        ("Araghchi, Araqchi, Araghchy, Əraqçi, Аракчи, عراقچی", ["Abbas Araghchi"] * 6),
        ("Baqaei, Baghaei, Baqaai, Baqai", ["Esmaeil Baqaei"] * 4),
        ("Ильхамом Алиевым в Баку", ["Ilham Aliyev", "Baku"]),
        ("Bakü’de, İran'ın", ["Baku", "Iran"]),
        ("IRGC and SNSC", ["Islamic Revolution Guards Corps", "Supreme National Security Council"]),
        ("the I.R.G.C. and the U.N.", ["Islamic Revolution Guards Corps", "United Nations"]),
        ("Iranian, Azerbaijani, Azeri, Iranians", []),
        ("آذربایجان\u200cغربی", ["West Azerbaijan Province"]),  # the province's name, its two words joined
    ],
)
def test_the_traps_of_the_region(text, names):
    assert [name for *_, name in names_in(text, discover=False)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("East Azerbaijan and West Azerbaijan are in Iran", ["East Azerbaijan Province", "West Azerbaijan Province", "Iran"]),
        ("rain in East and West Azerbaijan", ["East Azerbaijan Province", "West Azerbaijan Province"]),
        ("The South Caucasus is one place", ["South Caucasus"]),
        ("The US told us so", ["United States"]),
        ("Leyla Aliyeva met Ilham Aliyev", ["Leyla Aliyeva", "Ilham Aliyev"]),
        ("by the Aras river, all araso is no word", ["Aras River"]),
        ("Iran Airlines is not Iran Air", ["Iran Airlines", "Iran Air"]),
    ],
)
def test_the_traps_hold_with_discovery_too(text, names):
    found = find_mentions(articles(text))
    assert found["name"].to_list() == names


def test_discovery_joins_the_list_and_says_which_is_which():
    text = "Anna Berg met Hugo Tarlenheim of the Strelsau Bank. Tarlenheim is late for the Zenda Cup."
    assert find_mentions(articles(text), TOY)[["text", "name", "listed"]].to_numpy().tolist() == [
        ["Anna Berg", "Anna Berg", True],
        ["Hugo Tarlenheim", "Hugo Tarlenheim", False],
        ["Strelsau Bank", "Strelsau Bank", False],
        ["Tarlenheim", "Hugo Tarlenheim", False],
        ["Zenda", "Zenda", True],
    ]


def test_a_ministry_is_that_of_the_country_named_right_before_it():
    assert find_mentions(articles("Azerbaijan’s Foreign Ministry spoke."))["name"].to_list() == [
        "Azerbaijan",
        "Ministry of Foreign Affairs of Azerbaijan",
    ]


def test_articles_in_other_languages_are_not_searched_for_english_names():
    text = "Hugo Tarlenheim Strelsau şəhərinə gəldi"
    assert find_mentions(articles(text, language=["az"]), TOY)["text"].to_list() == ["Strelsau"]


def test_azerbaijani_endings_are_known_where_the_language_is():
    text = "İranın prezidenti Bakıya gəldi"
    assert find_mentions(articles(text, language=["az"]), discover=False)["text"].to_list() == ["İran", "Bakı"]
    assert names_in(text, discover=False) == []
    assert [name for *_, name in names_in(text, language="az", discover=False)] == ["Iran", "Baku"]


# --- feared mistakes ------------------------------------------------------------------------------


def test_an_article_without_text_has_no_mentions():
    mentions = find_mentions(articles(None, "Zenda"), TOY, discover=False)
    assert mentions["doc_id"].to_list() == ["d1"]


def test_nothing_found_is_a_table_with_its_columns():
    for documents in (articles("Nothing."), articles()):
        mentions = find_mentions(documents, TOY, discover=False)
        assert len(mentions) == 0
        further = {"paragraph": "int64", "country": "str", "listed": "bool", "duplicate_of": "str"}
        assert mentions.dtypes.astype(str).to_dict() == COLUMNS["mentions"] | further


def test_a_profile_without_actors_finds_nothing():
    assert names_in("Zenda", dataclasses.replace(TOY, actors=TOY.actors[:0]), discover=False) == []


# --- errors that explain themselves ---------------------------------------------------------------


def test_a_missing_column_is_named():
    with pytest.raises(ColumnError, match="text"):
        find_mentions(pd.DataFrame({"doc_id": ["a"]}), TOY)


def test_an_unknown_profile_is_named_with_those_there_are():
    with pytest.raises(ProfileError, match=r"'ruritania'.*iran_azerbaijan"):
        names_in("Zenda", "ruritania")


def test_a_ministry_without_a_country_is_that_of_the_outlets_own_unless_another_is_named_beside_it():
    # "the Foreign Ministry" was an actor of its own, apart from the one that the same paper calls Iran's.
    texts = [
        "It rained. The Foreign Ministry said so.",
        "It rained, the Foreign Ministry in Azerbaijan said.",
        "It rained. The Foreign Ministry said so.",
    ]
    articles = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": texts, "side": ["IR", "IR", None]})
    found = find_mentions(articles)
    assert found[found["text"].str.contains("Ministry")]["name"].to_list() == [
        "Ministry of Foreign Affairs of Iran",
        "Ministry of Foreign Affairs of Azerbaijan",
        "Foreign Ministry",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Abkhazia's Foreign Ministry spoke.",
        "It rained in Somaliland, the Foreign Ministry said.",
        "Ruritania’s Foreign Ministry spoke.",
        "It rained, the Foreign Ministry in Ruritania said.",
        "Hugo Tarlenheim's Foreign Ministry spoke.",
    ],
)
def test_the_ministry_of_a_country_that_is_not_listed_is_not_the_outlets_own(text):
    # Each of these was Iran's ministry in an Iranian paper: a neighbour without a country counted as none.
    found = find_mentions(articles(text, side=["IR"]))
    assert found[found["text"] == "Foreign Ministry"][["name", "listed"]].to_numpy().tolist() == [["Foreign Ministry", False]]


def test_a_person_beside_a_ministry_does_not_say_whose_it_is():
    found = find_mentions(articles("Hugo Tarlenheim, the Foreign Ministry spokesman, left.", side=["IR"]))
    assert found["name"].to_list() == ["Hugo Tarlenheim", "Ministry of Foreign Affairs of Iran"]


def test_of_two_readings_of_a_stretch_the_listed_spelling_counts_every_time():
    # Ties fell either way with the number of names: one article had IAEA five times as the Agency and twice as its Board.
    actors = [("Council of Ruritania", "organisation", "RU", "ROC"), ("ROC Board of Governors", "organisation", "RU", "")]
    twice = dataclasses.replace(TOY, actors=pd.DataFrame(actors, columns=["name", "kind", "country", "aliases"]).astype("str"))
    found = find_mentions(articles("The ROC Board of Governors met. " + "Hugo left. The ROC spoke. " * 50), twice)
    assert set(found[found["text"] == "ROC"]["name"]) == {"Council of Ruritania"}
