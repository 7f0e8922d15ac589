"""Identities: one name for the full and the short forms."""

import polars as pl
import pytest

from iranaz_utils.finding.identities import identified, short_forms, written
from iranaz_utils.finding.lexicon import Words

NOTHING = Words({}, {})


def names(*rows):
    """Rows of article, form and kind → the name of each."""
    pieces = pl.DataFrame(rows, schema={"document": pl.UInt32, "form": pl.String, "kind": pl.String}, orient="row")
    pieces = pieces.with_columns(start=pl.int_range(pl.len()), end=pl.int_range(pl.len()) + 1, text=pl.col("form"), titled=False)
    return identified(pieces).sort("start")["name"].to_list()


# --- a toy to count by eye ------------------------------------------------------------------------


def test_a_surname_stands_for_the_full_name_before_it_else_after_it():
    rows = [(0, "Berg", "person"), (0, "Anna Berg", "person"), (0, "Berg", "person"), (0, "Karl Berg", "person"), (0, "Berg", "other")]
    assert names(*rows) == ["Anna Berg", "Anna Berg", "Anna Berg", "Karl Berg", "Karl Berg"]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("EU", "European Union"),
        ("E.U.", "European Union"),
        ("OZC", "Organization of Zenda Cities"),
        ("Zenda Steel", "Zenda Steel Corp."),
        ("Northern Zenda", "Northern Zenda Group"),
        ("Air Force", "U.S. Air Force"),
    ],
)
def test_initials_and_heads_of_an_organisation_stand_for_it(short, full):
    assert short_forms([full, short, "Strelsau Council"]) == {short: full}


def test_other_articles_settle_a_short_form_only_if_they_agree_often_enough():
    linked = [(article, form, "organisation") for article in range(3) for form in ("European Zinc", "EZ")]
    assert names(*linked, (9, "EZ", "organisation"))[-1] == "European Zinc"
    rare = [(article, "EZ", "organisation") for article in range(20)]
    assert names(*linked[:2], *rare)[-1] == "EZ"
    against = [(article + 3, form, "organisation") for article in range(3) for form in ("Eastern Zone", "EZ")]
    assert names(*linked, *against, (9, "EZ", "organisation"))[-1] == "EZ"


# --- feared mistakes ------------------------------------------------------------------------------


def test_a_form_that_could_be_two_organisations_stays_itself():
    assert short_forms(["Zenda Steel Corp.", "Zenda Steel Union", "Zenda Steel"]) == {}


def test_a_place_is_no_short_form_of_what_is_named_after_it():
    # "Baku" was counted as the Baku Expo Center, "Industry" as Iranian Industry.
    assert short_forms(["Baku Expo Center", "Baku", "Iranian Industry", "Industry"]) == {}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("TEHRAN", "Tehran"),
        ("LOS ANGELES", "Los Angeles"),
        ("NATO", "NATO"),
        ("The Zenda Times", "Zenda Times"),
        ("The Hague", "The Hague"),
        ("Republic of Kazakhstan", "Kazakhstan"),
        ("Republic of Ireland", "Republic of Ireland"),
        ("Rankin ’s Mill", "Rankin's Mill"),
    ],
)
def test_one_way_to_write_a_name(text, form):
    assert written(text, NOTHING) == form


def test_people_lend_their_first_name_and_initials_and_nothing_else():
    # "Zenda bin Hadi" had taken every organisation called Zenda.
    assert short_forms(["ZBH", "Zenda", "Hugo"], ["Zenda bin Hadi", "Hugo Berg"]) == {"ZBH": "Zenda bin Hadi", "Hugo": "Hugo Berg"}


def test_a_first_name_is_not_the_person_who_has_it_for_a_surname_in_other_articles():
    # "Imam Hussein" was counted as the minister Fuad Hussein of other articles.
    linked = [(article, form, "person") for article in range(5) for form in ("Flavia Hugo", "Hugo")]
    assert names(*linked, (9, "Hugo", "person"))[-1] == "Hugo"


def test_a_first_name_alone_is_the_one_person_of_the_article_who_bears_it_unless_a_title_stands_before_it():
    assert names((0, "Hugo Berg", "person"), (0, "Hugo", "person"))[-1] == "Hugo Berg"
    assert names((0, "Hugo Berg", "person"), (0, "Hugo Zenda", "person"), (0, "Hugo", "person"))[-1] == "Hugo"
    # "Prophet Mohammad" had become the minister Mohammad Javad Zarif.
    king = [(0, "Hugo Berg", "person", 0, False), (0, "Hugo", "person", 20, True)]
    table = pl.DataFrame(
        king, schema={"document": pl.UInt32, "form": pl.String, "kind": pl.String, "start": pl.Int64, "titled": pl.Boolean}, orient="row"
    )
    assert identified(table).sort("start")["name"].to_list() == ["Hugo Berg", "Hugo"]
