"""Fields in front of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.reading import load_corpus
from iranaz_utils.reading.formats.labels import labelled

BODY = "The bridge is open.\n\nIt is long."


# --- a toy


def test_the_block_of_a_site_builder_gives_the_fields(tmp_path):
    fields = (
        'title: "Bridge opens: a report"\ndate: 2021-04-28T10:00:00+04:00\nauthors:\n  - Anna Berg\n  - Bo Holm\ntags: [a, b]\ndraft: false'
    )
    (tmp_path / "a.md").write_text(f"---\n{fields}\n---\n\n# Bridge opens: a report\n\n{BODY}", "utf-8")
    (article,) = load_corpus(tmp_path).documents.to_dict("records")
    assert (article["title"], article["author"]) == ("Bridge opens: a report", "Anna Berg; Bo Holm")
    assert (str(article["date"])[:10], article["date_from"]) == ("2021-04-28", "metadata")
    assert article["text"] == BODY


def test_lines_with_labels_give_the_fields(tmp_path):
    (tmp_path / "a.txt").write_text(f"Title: Bridge opens\nAuthor: Anna Berg\nDate: 28 April 2021\nSource: AzerNews\n\n{BODY}", "utf-8")
    (article,) = load_corpus(tmp_path).documents.to_dict("records")
    assert (article["title"], article["author"], article["outlet"], article["side"]) == ("Bridge opens", "Anna Berg", "AzerNews", "AZ")
    assert (str(article["date"])[:10], article["date_from"], article["text"]) == ("2021-04-28", "header", BODY)


# --- laws


@given(st.text(alphabet='ab:-\n "', max_size=40))
def test_what_has_no_fields_is_left_as_it_is(text):
    assert labelled(text) == ({}, text)


# --- feared mistakes


@pytest.mark.parametrize(
    "text",
    [
        "Title: Bridge opens\n\nThe bridge is open.",
        "Minister: the bridge is open\nKing: it is long\n\nThey spoke on Monday.",
        "Title: Bridge opens\nSource: Zenda\nThe bridge is open.",
        "Title: a play\nKing: it is long\nSource: unknown\n\nThey spoke.",
        "---\nThe bridge is open.\n---\nIt is long.",
        "---\ntitle: Bridge opens\nThe bridge is open.",
    ],
)
def test_a_text_that_only_begins_like_a_block_stays_whole(text):
    assert labelled(text) == ({}, text)


@pytest.mark.parametrize("written", [">\n  Bridge opens\n  after ten years", "|-\n  Bridge opens\n\n  after ten years",
                                     "Bridge opens\n  after ten years", "'Bridge opens\n  after ten years'"])  # fmt: skip
def test_a_value_goes_on_in_the_lines_that_are_set_in_below_it(written):
    """Programs that write YAML fold a long title; every such article was called ">"."""
    fields, text = labelled(f"---\ntitle: {written}\nauthor: Anna Berg\n---\n{BODY}")
    assert (fields["title"], fields["author"], text) == ("Bridge opens after ten years", "Anna Berg", BODY)


def test_a_title_that_is_announced_and_does_not_come_is_none():
    text = f"---\ntitle: >\nauthor: Anna Berg\n---\n{BODY}"
    assert labelled(text) == ({}, text)


def test_lists_in_lists_lose_no_article():
    """A line of 3,000 brackets was followed to its depth, and the article left out as nested too deeply."""
    fields, text = labelled(f"---\ntitle: Bridge opens\nauthor: {'[' * 3000 + ']' * 3000}\ntags: ['a', \"b\"]\n---\n{BODY}")
    assert (fields["title"], text) == ("Bridge opens", BODY)
