"""What stands more than once in one article is kept once."""

from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.reading.repeats import _END, LEAST_WORDS, without_repeats

BODY = [
    "The bridge over the river was opened by the king on Monday.",
    "“It is the work of many hands,” he told those who had come.",
    "Ministers of Ruritania and of Freedonia walked over it.",
    "A second bridge will follow within the year.",
]
ALL = " ".join(BODY)


# --- a toy


def test_a_body_that_stands_three_times_stands_once():
    assert without_repeats("\n".join([ALL] * 3)) == (ALL, [f"{ALL}\n{ALL}"])


def test_a_crawlers_nest_of_paragraphs_is_unfolded():
    """An unclosed paragraph holds all that follow it: the body, then all but its first paragraph, then all but the first two."""
    nested = "\n          ".join(" ".join(BODY[start:]) for start in range(4))
    text, removed = without_repeats(nested)
    assert text == ALL
    assert " ".join(" ".join(removed).split()) == " ".join([*BODY[1:], *BODY[2:], *BODY[3:]])


def test_a_copy_that_begins_in_the_middle_of_a_sentence_goes_with_its_half():
    assert without_repeats(f"{ALL}\n was opened by the king on Monday. {' '.join(BODY[1:])}")[0] == ALL


def test_a_copy_that_breaks_off_in_the_middle_of_a_sentence_goes_with_its_half():
    assert without_repeats(f"{ALL}\n{' '.join(BODY[:3])} A second bridge")[0] == ALL


def test_a_last_paragraph_with_which_the_one_before_ended_already_goes():
    """Without a full stop in between, the end of a paragraph is no sentence of its own, and the copy of it was none that stood already."""
    prices = "Bread costs three crowns a loaf at Zenda and two crowns a loaf at Strelsau since the bridge is open"
    assert without_repeats(f"Prices of the week {prices}\n      {prices}") == (f"Prices of the week {prices}", [prices])
    assert without_repeats(f"{prices} since the bridge is open") == (f"{prices} since the bridge is open", [])


def test_a_lead_that_returns_behind_the_dateline_goes_and_the_dateline_stays():
    lead = "The king of Ruritania on Monday opened the bridge that crosses the river at Zenda."
    assert without_repeats(f"{lead}\n By Anna Berg STRELSAU – {lead} It is long.")[0] == f"By Anna Berg STRELSAU – {lead} It is long."


def test_white_space_and_capitals_make_no_difference():
    shouted = ALL.upper().replace(" ", "\u00a0 ")
    assert without_repeats(f"{ALL}\n{shouted}")[0] == ALL


# --- laws


WORDS = st.lists(st.sampled_from("bridge river king queen the of and opens Monday".split()), min_size=1, max_size=9).map(" ".join)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([". ", ".\n", "? ", "\n\n", "! “"])), max_size=12).map(
    lambda pairs: "".join(a + b for a, b in pairs)
)


@given(st.lists(st.sampled_from("aΑΣİẞ.!'\n "), max_size=40).map("".join))
def test_sentences_end_at_the_same_places_in_small_letters(text):
    """The form of a small sigma depends on what stands behind it."""
    assert _END.split(text.lower()) == [piece.lower() for piece in _END.split(text)]


@given(TEXTS)
def test_what_is_kept_and_what_is_taken_are_the_text(text):
    kept, removed = without_repeats(text)
    assert sorted("".join([kept, *removed]).split()) == sorted(text.split()) or removed
    assert sorted("".join("".join([kept, *removed]).split())) == sorted("".join(text.split()))


@given(TEXTS)
def test_no_sentence_is_lost(text):
    kept = " ".join(without_repeats(text)[0].lower().split())
    for line in text.split("\n"):
        for sentence in line.split(". "):
            assert " ".join(sentence.lower().split()).rstrip(" .?!“") in kept


@given(TEXTS)
def test_once_is_enough(text):
    """Running it again finds nothing more, unless what was cut brought two halves of a stretch together."""
    once = without_repeats(text)[0]
    assert len(without_repeats(once)[0]) <= len(once)
    assert without_repeats(f"{ALL}\n{ALL}")[0] == without_repeats(without_repeats(f"{ALL}\n{ALL}")[0])[0]


# --- mistakes to fear


def test_refrains_greetings_and_short_quotations_may_return():
    refrain = "I have seen the river, and I shall see it again."
    assert len(refrain.split()) < LEAST_WORDS
    text = f"{BODY[0]} {refrain} {BODY[1]} {refrain} {BODY[2]} {refrain} “We shall build,” he said. “We shall build,” she said."
    assert without_repeats(text) == (text, [])


def test_a_quotation_that_returns_inside_another_sentence_stays():
    """A lead that quotes what the body quotes again lost the middle of a sentence."""
    quoted = "the bridge belongs to all those who have carried its stones through the long winter of the flood"
    text = f"The king said {quoted}. In his speech he added: “Friends, {quoted} and of the war.”"
    assert without_repeats(text) == (text, [])


def test_paragraphs_stay_paragraphs():
    text, _ = without_repeats(f"{BODY[0]}\n{BODY[1]}\n{BODY[0]} {BODY[1]}\nThe end.")
    assert text == f"{BODY[0]}\n{BODY[1]}\nThe end."


def test_a_chant_stays():
    text = "They cried: Long live the king! " + "Long live the king! " * 20
    assert without_repeats(text) == (text, [])


def test_a_megabyte_of_repeats_is_read_in_one_go():
    assert without_repeats(f"{ALL}\n" * 5_000)[0] == ALL
    assert without_repeats("a. " * 300_000)[1] == []
