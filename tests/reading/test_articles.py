"""One article's header, furniture and body."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.reading import load_profile
from iranaz_utils.reading.articles import PIECES, REPEATED, TAIL_CHARACTERS, Rules, parse
from iranaz_utils.reading.publication import Candidate
from iranaz_utils.tables import ProfileError

RULES = Rules.compiled(load_profile().rules.itertuples(index=False))


@pytest.fixture
def rules():
    return RULES


# --- a toy


def test_a_stamp_and_a_byline_on_the_first_line_give_date_and_author(rules):
    article = parse(" date 2021-04-26 By Anna Berg, speaker of the Ruritanian cabinet\n\nThe bridge is open.\n\nIt is long.", rules)
    assert article.dates == [Candidate("2021-04-26", "header")]
    assert (article.author, article.title, article.text) == ("Anna Berg", None, "The bridge is open.\n\nIt is long.")


def test_headline_dateline_and_comment_line_are_taken_off(rules):
    article = parse("Strelsau and Zenda agree on a bridge: minister\n\nSTRELSAU – The minister spoke.\nShe left.\nLeave a Comment", rules)
    assert (article.title, article.place) == ("Strelsau and Zenda agree on a bridge: minister", "STRELSAU")
    assert article.text == "The minister spoke.\nShe left."
    assert "Leave a Comment" in [text for _, text in article.removed]


def test_an_update_is_no_publication_and_the_bylines_day_is(rules):
    raw = (
        "Last update: February 10, 2021 13:26\n\nNewsroom logo\n\nRuritania Wants a Bridge\n\nBy Anna Berg February 4, 2021\n\nNone\n\n"
        "The king stood by the river, February 3, 2021. / palace.example\n\nThe king spoke of a bridge over the river for an hour."
    )
    article = parse(raw, rules)
    assert article.updated == "February 10, 2021 13:26"
    assert article.dates == [Candidate("February 4, 2021", "byline")]
    assert (article.title, article.author) == ("Ruritania Wants a Bridge", "Anna Berg")
    assert article.text == "The king spoke of a bridge over the river for an hour."


def test_an_aggregators_line_gives_outlet_and_author(rules):
    article = parse(" date 2021-04-04 MENAFN - ZendaNews) Anna Berg Read more\n\nThe bridge is set to open this month.", rules)
    assert (article.outlet, article.author, article.text) == ("ZendaNews", "Anna Berg", "The bridge is set to open this month.")


def test_byline_date_and_dateline_below_a_standfirst_are_found(rules):
    raw = (
        "Bridge opens at Zenda\nThe two countries had planned it for years.\nBy Anna Berg\n28 April 2021, 10:30\n"
        "STRELSAU – The bridge over the river was opened by the king."
    )
    article = parse(raw, rules)
    assert (article.title, article.author, article.place) == ("Bridge opens at Zenda", "Anna Berg", "STRELSAU")
    assert article.dates == [Candidate("28 April 2021", "header")]
    assert article.text.split("\n")[0] == "The two countries had planned it for years."
    assert article.text.split("\n")[-1] == "The bridge over the river was opened by the king."


def test_trailers_go_one_after_the_other(rules):
    raw = (
        "The bridge is open. AB/CD \n All Content by Mehr News Agency is licensed under a Creative Commons Attribution 4.0 "
        "International License."
    )
    article = parse(raw, rules)
    assert article.text == "The bridge is open."
    assert [text for _, text in article.removed][1] == "AB/CD"


def test_a_known_headline_is_taken_off_and_no_other_line_is_taken_for_one(rules):
    assert parse("Bridge opens\n\nThe bridge is open.", rules, title="Bridge Opens").text == "The bridge is open."
    assert parse("A short first line\n\nThe bridge is open.", rules, title="Bridge Opens").text.startswith("A short first line")


def test_a_headline_that_stands_twice_or_under_a_section_is_taken_off_whole(rules):
    body = "The king opened the bridge."
    assert parse(f"Bridge at Zenda\nBridge at Zenda\n{body}", rules).text == body
    article = parse(f"Politics\n\n• Bridge at Zenda\n\n{body}", rules)
    assert (article.title, article.text) == ("Bridge at Zenda", body)


def test_a_subtitle_stays_and_the_headline_above_it_goes(rules):
    article = parse("Bridge at Zenda\nThe king came...\n\nThe king opened the bridge.", rules)
    assert (article.title, article.text) == ("Bridge at Zenda", "The king came...\n\nThe king opened the bridge.")


# --- laws


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\r\n"), min_size=1), min_size=1, max_size=8))
def test_every_letter_is_kept_or_recorded(lines):
    article = parse("\n".join(lines), RULES)
    kept = "\n".join([article.text, article.title or "", *(text for _, text in article.removed)])
    assert sorted(re.findall(r"\w", kept)) == sorted(re.findall(r"\w", "".join(lines)))


@given(st.text(max_size=300))
def test_without_rules_and_headline_the_body_has_the_words_of_the_text(text):
    article = parse(f"one. {text}", Rules())
    assert article.text.split() == f"one. {text}".split() or article.title is not None or article.removed


OVERLAPPING = Rules.compiled([("trailer", pattern, pattern) for pattern in ("a", "b[ab ]{2}", " ?ca", "(?<=[bc])cb", "bb?")])


@given(st.lists(st.sampled_from("abcd "), max_size=60).map("".join))
def test_trailers_go_in_the_order_of_the_rules_however_they_overlap(end):
    """A rule that is not tried must be one that would have found nothing."""
    text, removed = f"one {end}".rstrip(), []
    for rule, reason in OVERLAPPING.trailer * PIECES:
        if found := rule.search(text, max(0, len(text) - TAIL_CHARACTERS)):
            removed.append((reason, found[0].strip()))
            text = text[: found.start()].rstrip()
    article = parse(f"one {end}", OVERLAPPING)
    assert (article.text, article.removed) == (text, removed)


# --- mistakes to fear


def test_a_speech_in_short_lines_has_no_headline(rules):
    """A speech whose lines were broken at sixty characters lost its first words to the title."""
    raw = "Today, we have\ngathered here to exchange views about the river, its\nbanks and our common duty. It is long."
    assert parse(raw, rules).title is None
    assert parse(raw, rules).text == raw


@pytest.mark.parametrize("line", ["Mr. President,", "Mr. President", "In the name of God, the Merciful", "به نام خدا", "109491", "Zenda"])
def test_a_salutation_a_number_or_a_word_is_no_headline(rules, line):
    assert parse(f"{line}\n\nI congratulate you on the bridge.", rules).title is None


def test_a_paragraph_of_two_broken_lines_has_no_headline(rules):
    raw = "The king opened the bridge at\nZenda on Monday.\n\nHe spoke for an hour."
    assert parse(raw, rules).text == raw


def test_a_dateline_without_a_year_is_no_date_of_publication(rules):
    for line in ("Zenda, Aug 6, ZNA -- ", "ZENDA, Ruritania, April 7. ", "ZENDA, April 7 (ZNA) – "):
        article = parse(f"{line}The bridge is open.", rules)
        assert (article.text, article.dates) == ("The bridge is open.", []), line
        assert article.place.lower() == "zenda"


def test_hyphens_and_dashes_inside_a_sentence_make_no_dateline(rules):
    """Every word in capitals before a dash was once taken for a place and lost."""
    for line in (
        "UN-Habitat built the bridge.",
        "OPEC – the cartel – met.",
        "COVID-19 came back.",
        "The US-Ruritania talks - the third - began.",
    ):
        assert parse(line, rules).text == line


def test_a_sentence_that_begins_like_a_byline_stays(rules):
    for line in (
        "By the end of the year 2021 the bridge will be open.",
        "Share prices fell at Zenda.",
        "Read the whole of it to the king.",
        "Date palms grow there.",
    ):
        assert (
            parse(f"{line}\n\nThe king said so.", rules).text.startswith(line) or parse(f"{line}\n\nThe king said so.", rules).title == line
        )


def test_a_body_that_stands_twice_is_kept_once_and_says_so(rules):
    body = "The bridge over the river was opened by the king. The minister and her guests walked over it."
    article = parse(f"STRELSAU – {body}\n {body}", rules)
    assert article.text == body
    assert article.removed[0] == (REPEATED, body)


def test_a_hostile_line_of_a_million_characters_is_read(rules):
    """Patterns are held against the head of a line only."""
    for piece in ("A", "A ", "By ", "- ", "(", "TEHRAN – ", ". ", "\n", "«"):
        raw = piece * (1_000_000 // len(piece))
        assert len(parse(raw, rules).text) <= len(raw)


# --- errors that explain themselves


@pytest.mark.parametrize(
    ("row", "message"),
    [(("lines", "x", ""), "one of header, line, trailer, rest, not 'lines'"), (("line", "(", ""), r"no regular expression")],
)
def test_a_rule_with_a_fault_is_named(row, message):
    with pytest.raises(ProfileError, match=message):
        Rules.compiled([row])
