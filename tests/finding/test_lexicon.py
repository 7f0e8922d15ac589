"""The lexicon: what words are, and what a corpus says about their capitals."""

import pytest

from iranaz_utils.finding.lexicon import Words, lexicon


def test_lists_that_say_what_a_word_is_do_not_forget_months_and_heads():
    lex = lexicon()
    assert "may" in lex.nots
    assert {"ministry", "river", "cup"} <= lex.heads


@pytest.mark.parametrize(
    ("word", "small", "capital", "answer"),
    [
        ("Rain", 9, 0, True),
        ("Rain", 9, 9, False),  # stands with a capital where nothing asks for one
        ("Elphberg", 0, 0, False),
        ("The", 0, 9, True),
        ("Iran", 19, 0, False),  # a listed place needs more to be doubted
    ],
)
def test_a_word_at_the_head_of_a_sentence_owes_its_capital_to_its_place_if_the_corpus_has_it_small(word, small, capital, answer):
    assert Words({word.lower(): small}, {word: capital}).ordinary(word) is answer
