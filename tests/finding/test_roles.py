"""Roles: the holder of an office on the day of the article."""

import dataclasses

import pandas as pd
import pytest

from iranaz_utils.finding.mentions import find_mentions
from iranaz_utils.reading.profile import load_profile

COLUMNS = ["name", "kind", "country", "role", "since", "until", "aliases", "source"]
ROWS = [
    ("Anna Berg", "person", "MC", "Foreign Minister of Monaco", "2024-01-10", "2024-06", None, None),
    ("Karl Berg", "person", "MC", "Foreign Minister of Monaco", "2024-07", "2025", None, None),
    ("Hugo Elphberg", "person", "MC", "Treasurer of Monaco", None, None, None, None),
    ("Monaco", "place", "MC", None, None, None, "Principality of Monaco", None),
]
TOY = dataclasses.replace(load_profile(), name="toy", actors=pd.DataFrame(ROWS, columns=COLUMNS).astype("str").replace("None", None))


def named(text, date="2024-03-01"):
    documents = pd.DataFrame({"doc_id": ["a"], "text": [text], "date": pd.to_datetime([date])})
    table = find_mentions(documents, TOY, discover=False)
    return [(text_, name) for text_, name in zip(table["text"], table["name"], strict=True) if name != "Monaco"]


@pytest.mark.parametrize(
    ("date", "holder"),
    [("2024-01-09", None), ("2024-01-10", "Anna Berg"), ("2024-06-30", "Anna Berg"), ("2024-07-01", "Karl Berg"),
     ("2025-12-31", "Karl Berg"),
     ("2026-01-01", None), (None, None)],
)  # fmt: skip
def test_the_day_of_the_article_says_who_is_meant(date, holder):
    assert [name for _, name in named("Monaco's foreign minister spoke.", date)] == ([holder] if holder else [])


@pytest.mark.parametrize(
    "text", ["the foreign minister of Monaco", "Monaco’s Foreign Minister", "the Foreign Minister of the Principality of Monaco"]
)
def test_a_role_is_known_in_all_its_wordings(text):
    assert [(found.lower(), name) for found, name in named(text)] == [("foreign minister", "Anna Berg")]


def test_a_role_beside_the_name_is_not_counted_again():
    assert named("Monaco's foreign minister Anna Berg; Anna Berg, foreign minister of Monaco") == [("Anna Berg", "Anna Berg")] * 2


def test_a_role_without_days_is_nobodys():
    assert named("the treasurer of Monaco") == []
