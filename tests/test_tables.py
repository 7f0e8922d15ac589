"""The tables that travel between the rooms."""

import pandas as pd
import pytest

from iranaz_utils.reading import load_corpus, packaged
from iranaz_utils.tables import COLUMNS, ColumnError, empty, shape, take


@pytest.mark.parametrize("table", COLUMNS)
def test_an_empty_table_has_its_columns_and_types(table):
    assert {column: str(dtype) for column, dtype in empty(table).dtypes.items()} == COLUMNS[table]


def test_shape_orders_the_promised_columns_and_keeps_the_others_behind_them():
    row = {"more": [1], "action": ["left out"], "path": ["a"], "severity": ["error"], "problem": ["empty"]}
    assert shape("problems", pd.DataFrame(row)).columns.tolist() == ["path", "severity", "problem", "action", "more"]


def test_a_missing_column_is_named_with_those_that_are_there():
    with pytest.raises(ColumnError, match=r"problems needs the columns problem, action; got path, severity"):
        shape("problems", pd.DataFrame({"path": ["a"], "severity": ["error"]}))


def test_a_column_of_another_type_is_refused():
    rows = empty("timeline").reindex([0]).assign(group="all", period="2031", n="many", n_total=1, status="observed")
    with pytest.raises(ColumnError, match="timeline cannot be made"):
        shape("timeline", rows)


def test_take_gives_the_columns_asked_for_and_makes_optional_ones():
    taken = take(pd.DataFrame({"doc_id": ["a"], "text": ["Rain."], "more": [1]}), "doc_id", "text", optional=("date", "side"))
    assert taken.row(0) == ("a", "Rain.", None, None)
    assert str(taken.schema["date"]).startswith("Datetime")


def test_take_reads_dates_that_are_written_and_leaves_the_frame_as_it_was():
    frame = pd.DataFrame({"doc_id": ["a"], "date": ["2031-02-04"]})
    assert take(frame, "doc_id", "date")["date"].dt.year().to_list() == [2031]
    assert frame["date"].tolist() == ["2031-02-04"]


def test_take_accepts_a_corpus():
    assert take(load_corpus(packaged("seeds")), "doc_id").height == 5


def test_numbers_as_names_of_articles_become_text():
    """Identifiers from a spreadsheet came as numbers and joined with nothing."""
    assert take(pd.DataFrame({"doc_id": [1, 2], "text": ["a", "b"]}), "doc_id")["doc_id"].to_list() == ["1", "2"]


@pytest.mark.parametrize(("frame", "said"), [
    ([1], "expected a pandas frame"), (pd.DataFrame({"doc_id": ["a"]}), "needs the columns text; got doc_id"),
    (pd.DataFrame({"doc_id": ["a", "a"], "text": ["x", "y"]}), "'a' stands on more than one row"),
    (pd.DataFrame({"doc_id": ["a"], "text": ["x"], "date": ["soon"]}), "documents.date must be"),
])  # fmt: skip
def test_what_is_no_documents_table_is_refused_with_a_reason(frame, said):
    with pytest.raises(ColumnError, match=said):
        take(frame, "doc_id", "text", optional=("date",))


def test_a_frame_with_a_column_named_documents_is_taken_as_a_frame():
    # The table of co-mentions counts documents in such a column, which was taken for the documents of a corpus.
    assert take(pd.DataFrame({"n": [1], "documents": [1]}), "n", table="comentions").rows() == [(1,)]
