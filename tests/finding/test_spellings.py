"""Spellings: many names in many texts."""

import re

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.finding import spellings
from iranaz_utils.finding.matching import ALIKE
from iranaz_utils.finding.spellings import finder, forms, key


def hits(text, spellings, **options):
    return finder(spellings, **options)(pl.Series([text])).select("start", "end", "spelling").rows()


def found(text, *spellings, **options):
    return [text[start:end] for start, end, _ in hits(text, spellings, **options)]


# --- a toy to count by eye ------------------------------------------------------------------------


def test_each_hit_says_where_it_is_and_which_spelling_it_is():
    assert hits("Strelsau, then Zenda", ["Zenda", "Strelsau"]) == [(0, 8, 1), (15, 20, 0)]


def test_no_spellings_find_nothing():
    assert hits("Zenda", []) == hits("Zenda", ["", " "]) == []


# --- laws -----------------------------------------------------------------------------------------

WORDS = st.lists(st.sampled_from(["New", "Zenda", "zenda", "ZENDA", "Zendas", "S", "Castle", "-", "'s", "\n", "\n\n", "é"]), max_size=12)
GLUE = st.sampled_from([" ", "  ", "", "\u00a0"])
NAMES = ["Zenda", "New Zenda", "Zenda S", "Zenda Castle", "New"]


@given(WORDS, GLUE)
def test_hits_are_listed_spellings_in_order_without_overlap(words, glue):
    text, last = glue.join(words), 0
    for start, end, place in hits(text, NAMES):
        assert last <= start < end
        assert key(text[start:end]) in {NAMES[place], NAMES[place].upper()}
        last = end


@given(st.lists(WORDS.map(" ".join), max_size=6), st.integers(min_value=1, max_value=40))
def test_how_the_texts_are_dealt_out_changes_nothing(texts, size):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spellings, "SIZE", size)
        dealt = finder(NAMES)(pl.Series(texts, dtype=pl.String))
    assert dealt.equals(finder(NAMES)(pl.Series(texts, dtype=pl.String)))


# --- a second way ---------------------------------------------------------------------------------


MARK = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
LETTER = rf"(?:(?![ʼʻ])[\w{MARK}])"
GAP = r"(?:[^\S\n]|\u200c)"
BLANK = rf"(?:{GAP}+(?:\n{GAP}*)?|\n{GAP}*)"
ANYOF = {character: f"[{group}]" for group in ALIKE for character in group} | {" ": BLANK}
ENDING = r"(?![A-ZƏÜİ](?![A-ZƏÜİ]))(?i:(?:l[aə]r)?(?:[ıiuü]m[ıiuü]z|[ıiuü])?(?:[ns]?[ıiuü]n?|[yn]?[aə]|n?d[aə]n?|y?l[aə])?)"
ENDING = f"(?:\u200c(?:اند|است|ایم|اید|مان|تان|شان|اش|را)|{ENDING})"


def alternatives(text, names, *, suffixes=False):
    """Start, end and spelling of each hit by one plain expression: all forms of all names, the longest first."""
    numbers = {}
    for shout in (False, True):
        for number, name in enumerate(names):
            for form in forms(name):
                numbers.setdefault(key(form.upper() if shout else form), number)
    longest_first = "|".join("".join(ANYOF.get(one, re.escape(one)) for one in form) for form in sorted(numbers, key=len, reverse=True))
    ends = rf"(?!\u200c?{LETTER})"
    ends = f"(?={ENDING}{ends})" if suffixes else ends
    whole = re.compile(f"(?:{longest_first}){ends}")
    inside = re.compile(rf"{LETTER}\u200c?\Z")
    hits, place = [], 0
    while match := whole.search(text, place):
        starts = not inside.search(text, max(0, match.start() - 2), match.start())
        hits += [(*match.span(), numbers[key(match[0])])] if starts else []
        place = match.end() if starts else match.start() + 1
    return hits


MIXED = ["Zenda", "New Zenda", "Zenda S", "O'Hara", "Upper-Zenda", "Iran", "US", "A B", "İsa", "Bakı", "Руритания", "Карл Бергов"]
MIXED += ["\u0639\u0644\u06cc\u200c\u0627\u0641", "\u0622\u06a9\u0627", "\u0622\u06a9\u0627 \u06cc"]  # Ali-ev; two made-up words
PIECES = [
    *MIXED,
    *(name.upper() for name in MIXED),
    "Руритании",
    "Карлом",
    "Берговым",
    "zenda",
    "New",
    "S",
    "A",
    "B",
    "O",
    "Hara",
    "x",
    "7",
    "_",
]
PIECES += [
    "\u0622\u0643\u0627",
    "\u064a",
    "\u0649",
    "da",
    "lar",
    "ın",
    "ımızdan",
    "’",
    "‘",
    "ʼ",
    "ʻ",
    "`",
    "'s",
    "-",
    "‑",
    "–",
    "—",
    ".",
    "😀",
    "\u0301",
]
PIECES += [" ", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2009", "\u3000", "\u200c", "é", "İ"]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), max_size=4), st.booleans())
@settings(max_examples=400)
def test_what_a_plain_list_of_alternatives_finds_is_found(texts, suffixes):
    expected = [(row, *hit) for row, text in enumerate(texts) for hit in alternatives(text, MIXED, suffixes=suffixes)]
    assert finder(MIXED, suffixes=suffixes)(pl.Series(texts, dtype=pl.String)).rows() == expected


# --- feared mistakes ------------------------------------------------------------------------------


def test_a_longer_spelling_that_fails_does_not_hide_the_shorter_one():
    # Matching the longest first and checking the word's end afterwards loses all three.
    assert found("Zenda Summit: Strelsau Airlines, US Steelers", "Zenda", "Zenda S", "Strelsau", "Strelsau Air", "US", "US Steel") == [
        "Zenda",
        "Strelsau",
        "US",
    ]


@pytest.mark.parametrize("text", ["Zendaria", "aZenda", "Zenda2", "Zenda_", "Ze\u0301nda", "Zenda\u0301", "zenda"])
def test_part_of_a_word_is_no_hit(text):
    assert found(text, "Zenda") == []


@pytest.mark.parametrize("text", ["Zenda's", "Zenda’s", "Zenda-based", "anti-Zenda", "“Zenda”", "(Zenda)", "Zenda—who", "Zenda,", "ZENDA"])
def test_what_stands_around_a_word_does_not_hide_it(text):
    assert [hit.upper() for hit in found(text, "Zenda")] == ["ZENDA"]


def test_capitals_that_are_also_a_word_are_found_in_capitals_only():
    assert found("US told us, Us and US.", "US") == ["US", "US"]


def test_initials_are_found_with_stops_and_not_as_part_of_longer_ones():
    assert found("the Z.S.C. and ZSC, not Z.S.C.A. or Z.S.", "ZSC") == ["Z.S.C.", "ZSC"]


def test_apostrophes_hyphens_and_spaces_of_any_kind_are_equal():
    assert found("O’Hara O‘Hara O'Hara", "O'Hara") == ["O’Hara", "O‘Hara", "O'Hara"]
    assert found("Upper‑Zenda Upper–Zenda", "Upper-Zenda") == ["Upper‑Zenda", "Upper–Zenda"]
    assert found("Anna  Berg, Anna\nBerg, Anna\u00a0 \n Berg", "Anna Berg") == ["Anna  Berg", "Anna\nBerg", "Anna\u00a0 \n Berg"]


def test_a_stray_joiner_beside_a_space_does_not_part_a_name():
    assert found("Anna\u200c Berg, Anna \u200cBerg", "Anna Berg") == ["Anna\u200c Berg", "Anna \u200cBerg"]


def test_a_name_does_not_go_on_in_the_next_paragraph():
    assert found("trade with Strelsau\n\nAir strikes", "Strelsau Air") == []


def test_the_zero_width_non_joiner_is_inside_a_word():
    # It is no letter, so a plain word boundary found Azerbaijan in the name of a province of Iran.
    province = "\u0622\u0630\u0631\u0628\u0627\u06cc\u062c\u0627\u0646\u200c\u063a\u0631\u0628\u06cc"  # Azarbayjan-e Gharbi
    country = province.split("\u200c")[0]
    assert found(province, country) == []
    assert found(province, country, country + " " + province.split("\u200c")[1]) == [province]
    assert found(country + "\u200c ", country) == [country]  # a stray one before a space


def test_a_joined_name_is_found_with_and_without_its_non_joiner():
    name = "\u0639\u0644\u06cc\u200c\u0627\u0641"  # Ali-ev
    written = [name, name.replace("\u200c", ""), name.replace("\u200c", " "), name.replace("\u06cc", "\u064a")]
    assert found("، ".join(written), name) == written


def test_dotted_capital_i_is_a_plain_one():
    assert found("İRAN IRAN İran Iran", "Iran") == ["İRAN", "IRAN", "İran", "Iran"]


def test_azerbaijani_endings_stay_outside_and_derived_words_are_no_hits():
    text = "Bakıda Bakıya Bakının Bakıdan Bakını BAKI bakılı Bakılı Bakılılar"
    assert found(text, "Bakı", suffixes=True) == ["Bakı"] * 5 + ["BAKI"]
    assert found(text, "Bakı") == ["BAKI"]


def test_azerbaijani_endings_are_found_in_capitals_too():
    assert found("BAKIDA, BAKILI", "Bakı", suffixes=True) == ["BAKI"]
    assert found("OICA", "OIC", suffixes=True) == []  # the makers of cars, no case of the Islamic conference


def test_persian_endings_behind_a_joiner_stay_outside_and_other_words_there_are_no_hits():
    name = "\u0622\u06a9\u0627"  # made up
    assert found(f"{name}\u200cاند {name}\u200cرا {name}\u200cای {name}\u200cها", name, suffixes=True) == [name] * 2


def test_russian_cases_are_found_and_derived_words_are_not():
    assert found("в Руритании, с Руританией, РУРИТАНИЯ, руританский", "Руритания") == ["Руритании", "Руританией", "РУРИТАНИЯ"]
    assert found("с Карлом Берговым, Карла Бергова", "Карл Бергов") == ["Карлом Берговым", "Карла Бергова"]
    assert forms("Баку") == ["Баку"]


def test_the_span_is_in_code_points_whatever_stands_before():
    assert hits("😀 İ \u0301 تهران Zenda", ["Zenda"]) == [(12, 17, 0)]


def test_time_grows_with_the_length_of_hostile_text_and_no_faster():
    # Each of these would take minutes with nested quantifiers over spaces or endings.
    for text in ("Anna" + " " * 200_000, "Anna " * 50_000, "Bakı" + "lar" * 60_000, "Anna\n" * 50_000 + "x"):
        assert hits(text, ["Anna Berg", "Bakı"], suffixes=True) == []
