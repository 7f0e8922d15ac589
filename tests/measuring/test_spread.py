"""Spread: the place of each use when all articles are laid end to end."""

import pandas as pd
import pytest

from iranaz_utils.measuring.hits import term_hits
from iranaz_utils.measuring.spread import laid_out, spread

ARTICLES = pd.DataFrame(
    {
        "doc_id": ["late", "none", "early"],
        "date": pd.to_datetime(["2031-05-01", None, "2031-01-01"]),
        "side": ["RU", "FR", "FR"],
        "text": ["The sea is up", "Sea", "sea sand"],  # 13, 3 and 8 characters: 24 in all
    }
)


def test_articles_stand_in_the_order_of_their_dates_and_those_without_one_at_the_end():
    laid = laid_out(ARTICLES, "side")
    assert laid["doc_id"].to_list() == ["early", "late", "none"]
    assert laid["before"].to_list() == pytest.approx([0, 8 / 24, 21 / 24])
    assert laid["group"].to_list() == ["FR", "RU", "FR"]


def test_a_use_stands_where_its_article_does_and_as_far_in_it_as_in_the_text():
    uses = spread(ARTICLES, ["sea"], by="side")
    assert uses["place"].to_list() == pytest.approx([0, (8 + 4) / 24, 21 / 24])
    assert uses["group"].to_list() == ["FR", "RU", "FR"]


def test_terms_stand_in_the_order_in_which_they_were_asked_for():
    assert list(dict.fromkeys(spread(ARTICLES, ["the", "sand", "sea"])["term"])) == ["the", "sand", "sea"]


def test_every_hit_has_a_place_between_0_and_1():
    uses = spread(ARTICLES, ["sea", "up"])
    assert len(uses) == len(term_hits(ARTICLES, ["sea", "up"]))
    assert uses["place"].between(0, 1).all()


def test_without_dates_the_articles_stand_by_their_names():
    assert laid_out(ARTICLES.drop(columns="date"))["doc_id"].to_list() == ["early", "late", "none"]
    assert laid_out(ARTICLES.drop(columns="date"))["date"].null_count() == 3


def test_a_copy_is_no_article_of_its_own():
    copies = ARTICLES.assign(duplicate_of=[None, "late", None])
    assert laid_out(copies)["doc_id"].to_list() == ["early", "late"]


def test_forms_of_a_word_count_as_one_where_lemmas_are_asked_for():
    borders = pd.DataFrame({"doc_id": ["a"], "text": ["Borders and a border"], "language": ["en"]})
    assert spread(borders, ["border"], form="lemma")["start"].to_list() == [0, 14]


def test_among_very_many_articles_a_use_stands_in_the_middle_of_its_article():
    many = pd.DataFrame({"doc_id": [f"{number:04}" for number in range(1001)], "text": "sea and sea"})
    uses = spread(many, ["sea", "and sea"])
    assert uses["term"].value_counts().to_dict() == {"sea": 1001, "and sea": 1001}
    assert uses["place"].iloc[[0, 1000]].to_list() == pytest.approx([0.5 / 1001, 1000.5 / 1001])
    assert uses["start"].isna().all()
    assert spread(many, []).empty  # no keyword is left to show where all articles are of one side


def test_no_article_and_no_term_give_an_empty_table():
    assert spread(ARTICLES.head(0), ["sea"]).empty
    assert list(spread(ARTICLES, []).columns) == ["group", "term", "doc_id", "date", "place", "start", "end"]
