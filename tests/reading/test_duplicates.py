"""Copies of earlier articles."""

import random
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.reading import duplicates as module
from iranaz_utils.reading.duplicates import HELD, SHINGLE, SIMILAR, Fingerprints, duplicates

WORDS = [first + vowel + last for first in "bdfgklmnprstvz" for vowel in "aeiou" for last in ("n", "r", "s", "")]


def _frame(texts, days=None, ids=None):
    days = pd.to_datetime(pd.Series(days or [None] * len(texts), dtype="object"))
    return pd.DataFrame(
        {"doc_id": ids or [f"{number}" for number in range(len(texts))], "date": days, "text": pd.Series(texts, dtype="str")}
    )


def _copies(texts, days=None):
    """Article → the one that it copies, by number."""
    found = duplicates(_frame(texts, days)).dropna()
    return {int(copy): int(original) for copy, original in found.items()}


def _text(number, length=200):
    return " ".join(random.Random(number).choices(WORDS, k=length))


# --- a toy


def test_the_same_words_are_a_copy_whatever_stands_between_them():
    assert _copies(["The king opened the bridge.", "the King  opened\nthe bridge", "The king opened the market."]) == {1: 0}


def test_the_earliest_is_the_original_and_an_undated_one_the_latest():
    text = _text(1)
    assert _copies([text] * 4, ["2025-05-02", None, "2025-05-01", "2025-05-01"]) == {0: 2, 1: 2, 3: 2}


def test_a_copy_with_a_few_changed_words_is_found():
    words = _text(1).split()
    for place in (10, 60, 120):
        words[place] = "Zenda"
    assert _copies([_text(2), _text(1), " ".join(words)]) == {2: 1}  # 9 of 198 runs differ: 189 / 207 = 0.91


def test_a_report_cut_short_is_a_copy_and_one_that_adds_as_much_as_it_repeats_is_none():
    short, long = _text(1, 100), _text(1, 400)
    assert long.startswith(short)
    assert _copies([long, short]) == {1: 0}
    assert _copies([short, long]) == {}


def test_a_recycled_background_makes_no_copy():
    """Bulletins repeat four fifths of the last one and tell a new number in front."""
    background = _text(1, 160)
    assert _copies([f"{_text(2, 40)} {background} {_text(4, 100)}", f"{_text(3, 40)} {background}"]) == {}


def test_a_copy_of_a_copy_points_to_the_original():
    words = _text(1, 300).split()
    second = [*words[:280], *_text(5, 20).split()]
    third = [*second[20:], *_text(6, 20).split()]
    copies = _copies([" ".join(words), " ".join(second), " ".join(third)])
    assert copies == {1: 0, 2: 0}


# --- laws and a second way


def _runs(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[place : place + SHINGLE]) for place in range(len(words) - SHINGLE + 1)}


def _by_brute_force(texts):
    """Every pair compared, with Python's sets."""
    runs, original = [_runs(text) for text in texts], list(range(len(texts)))
    for copy in range(len(texts)):
        for earlier in range(copy):
            both = len(runs[copy] & runs[earlier])
            alike = both >= SIMILAR * len(runs[copy] | runs[earlier]) or both >= HELD * len(runs[copy])
            if texts[copy].split() == texts[earlier].split() or (runs[copy] and both and alike):
                original[copy] = original[earlier]
                break
    return {copy: first for copy, first in enumerate(original) if copy != first}


def test_brute_force_finds_the_same():
    """Forty articles and copies of them with 0 to 40 words changed, each by chance."""
    rng, texts = random.Random(3), []
    for number in range(40):
        words = _text(number, rng.randint(40, 300)).split()
        for _ in range(rng.randint(1, 4)):
            changed = list(words[: rng.randint(len(words) // 2, len(words))])
            for place in rng.sample(range(len(changed)), k=rng.choice([0, 1, 3, 10, 20])):
                changed[place] = rng.choice(WORDS)
            texts.append(" ".join(changed))
    rng.shuffle(texts)
    assert _copies(texts) == _by_brute_force(texts)
    assert len(_by_brute_force(texts)) >= 15


@settings(max_examples=30)
@given(st.lists(st.text(alphabet="ab .", max_size=30), max_size=8), st.randoms(use_true_random=False))
def test_an_original_is_earlier_and_copies_nothing(texts, rng):
    days = [rng.choice([None, "2025-05-01", "2025-05-02"]) for _ in texts]
    copies = _copies(texts, days)
    assert not set(copies) & set(copies.values())
    order = {place: (days[place] is None, days[place] or "", place) for place in range(len(texts))}
    assert all(order[original] < order[copy] for copy, original in copies.items())


# --- mistakes to fear


def test_texts_without_words_are_copies_only_if_they_are_the_same():
    assert _copies(["!!!", "???", "!!!", ""]) == {2: 0}


def test_the_size_of_the_batches_changes_nothing(monkeypatch):
    texts = [_text(number % 7, 100) + " " + _text(number, 8) for number in range(30)]
    whole = _copies(texts)
    monkeypatch.setattr(module, "BATCH", 700)
    monkeypatch.setattr(module, "COMPARED", 3)
    assert _copies(texts) == whole
    assert len(whole) == 23


def test_prints_taken_part_by_part_find_the_same_and_the_later_date_is_the_copy(monkeypatch):
    """Texts are looked at when they are read, in the order of the files; which of two is the earlier is known at the end."""
    monkeypatch.setattr(module, "SLICE", 50)
    texts = [_text(number % 7, 100) + " " + _text(number, 8) for number in range(30)]
    frame = _frame(texts, [f"2025-05-{30 - number:02}" for number in range(30)])
    prints, asked = Fingerprints(), []
    for start in (0, 1, 2, 11):
        prints.add(texts[start : {0: 1, 1: 2, 2: 11, 11: 30}[start]])
    found = duplicates(frame, prints, lambda: asked.append(True))
    assert found.equals(duplicates(frame))
    assert found.dropna().astype(int).min() == 23  # the last seven are the earliest
    assert asked


def test_a_thousand_bulletins_from_one_form_are_compared_with_few():
    """Every pair of them shares most of its runs: half a million pairs, of which two for each article are looked at."""
    form = _text(1, 60)
    texts = [f"{form} {number}" for number in range(1000)]
    prints = Fingerprints()
    prints.add(texts)
    assert len(module._promising(prints, module.np.arange(1000))) < 2 * len(texts)
    assert _copies(texts) == dict.fromkeys(range(1, 1000), 0)


def test_a_digest_is_not_taken_apart_anew_for_every_few_of_its_articles(monkeypatch):
    """It was for each hundred pairs: four times the articles in one text took sixteen times as long."""
    monkeypatch.setattr(module, "COMPARED", 100)
    cut = module._runs_of

    def work(articles):
        texts, taken = [_text(number, 60) for number in range(articles)], []
        monkeypatch.setattr(module, "_runs_of", lambda part, places: taken.append(part.str.len_bytes().sum()) or cut(part, places))
        assert len(_copies([" ".join(texts), *texts])) > 0.9 * articles
        return sum(taken)

    assert work(1200) < 5 * work(300)


def test_persian_and_azerbaijani_words_are_words():
    texts = [
        "پل تازه بر رودخانه باز شد و مردم از آن گذشتند.",
        "پل تازه بر رودخانه، باز شد؛ و مردم از آن گذشتند",
        "Körpü açıldı, İLHAM.",
        "körpü AÇILDI; İlham",
    ]
    assert _copies(texts) == {1: 0, 3: 2}


@pytest.mark.parametrize("number", [0, 1])
def test_few_articles_have_no_copies(number):
    assert _copies(["The bridge is open."] * number) == {}
