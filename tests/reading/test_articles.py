"""One article's header and body."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.reading import load_profile
from iranaz_utils.reading.articles import Rules, day_of, parse


@pytest.fixture(scope="module")
def rules():
    return Rules.compiled(load_profile().rules.itertuples(index=False))


def test_a_stamp_and_a_byline_on_the_first_line_give_date_and_author(rules):
    article = parse(" date 2031-04-26 By Anna Berg, speaker of the Ruritanian cabinet\n\nThe bridge is open.\n\nIt is long.", rules)
    assert article.dates == [(datetime.date(2031, 4, 26), "header")]
    assert (article.author, article.title, article.text) == ("Anna Berg", None, "The bridge is open.\n\nIt is long.")


def test_headline_dateline_and_comment_line_are_taken_off(rules):
    article = parse("Strelsau and Zenda agree on a bridge: minister\n\nSTRELSAU – The minister spoke.\nShe left.\nLeave a Comment", rules)
    assert (article.title, article.place) == ("Strelsau and Zenda agree on a bridge: minister", "STRELSAU")
    assert article.text == "The minister spoke.\nShe left."
    assert "Leave a Comment" in article.removed


def test_an_update_is_no_publication_and_the_bylines_day_is(rules):
    raw = (
        "Last update: February 10, 2031 13:26\n\nNewsroom logo\n\nRuritania Wants a Bridge\n\nBy Anna Berg February 4, 2031\n\nNone\n\n"
        "The king stood by the river, February 3, 2031. / palace.example\n\nThe king spoke of a bridge over the river for an hour."
    )
    article = parse(raw, rules)
    assert article.updated == datetime.date(2031, 2, 10)
    assert article.dates == [(datetime.date(2031, 2, 4), "byline")]
    assert (article.title, article.author) == ("Ruritania Wants a Bridge", "Anna Berg")
    assert article.text == "The king spoke of a bridge over the river for an hour."


def test_an_aggregators_line_gives_outlet_and_author(rules):
    article = parse(" date 2031-04-04 MENAFN - ZendaNews) Anna Berg Read more\n\nThe bridge is set to open this month.", rules)
    assert (article.outlet, article.author, article.text) == ("ZendaNews", "Anna Berg", "The bridge is set to open this month.")


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\r\n"), min_size=1), min_size=1, max_size=8))
def test_every_line_is_kept_or_recorded(lines):
    article = parse("\n".join(lines), Rules.compiled(load_profile().rules.itertuples(index=False)))
    kept = "\n".join([article.text, article.title or "", *article.removed])
    letters = re.findall(r"\w", "".join(lines))
    assert sorted(re.findall(r"\w", kept)) == sorted(letters)


@given(st.text(max_size=300))
def test_without_rules_and_headline_the_body_is_the_text(text):
    body = f"one. {text}".replace("\r\n", "\n").replace("\r", "\n")
    article = parse(body, Rules())
    assert article.text == body.strip() or article.title is not None


def test_a_speech_in_short_lines_has_no_headline(rules):
    """A speech whose lines were broken at sixty characters lost its first words to the title."""
    raw = "Today, we have\ngathered here to exchange views about the river, its\nbanks and our common duty. It is long."
    assert parse(raw, rules).title is None
    assert parse(raw, rules).text == raw


def test_a_salutation_is_no_headline(rules):
    assert parse("Mr. President,\n\nI congratulate you on the bridge.", rules).title is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2031-02-04", (2031, 2, 4)), ("February 4, 2031", (2031, 2, 4)), ("Feb. 4, 2031", (2031, 2, 4)), ("4 February 2031", (2031, 2, 4)),
        ("2031-02-30", None), ("Februar 40, 2031", None), ("Soon 4, 2031", None), ("2031-02-041", None), ("", None),
    ],
)  # fmt: skip
def test_days_of_headers(text, day):
    assert day_of(text) == (datetime.date(*day) if day else None)
