"""A reader's own events: what is read, and what each faulty line is told."""

import csv

import pytest

from iranaz_utils.reading.own_events import COLUMNS, load_events
from iranaz_utils.tables import CorpusError, ParameterError


@pytest.fixture
def listed(tmp_path):
    """Writes a list and reads it."""

    def read(text, encoding="utf-8"):
        (tmp_path / "mine.csv").write_bytes(text.encode(encoding))
        return load_events(tmp_path / "mine.csv")

    return read


def rows(table):
    return [(f"{row.date:%Y-%m-%d}", row.precision, row.title, row.line) for row in table.itertuples()]


def test_days_and_months_are_read_in_the_order_of_time(listed):
    table = listed("date,title\n2031-05-03,The bridge opens\n\nApril 2031,First talks\n")
    assert list(table.columns) == list(COLUMNS)
    assert rows(table) == [("2031-04-01", "month", "First talks", 4), ("2031-05-03", "day", "The bridge opens", 2)]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_sign_between_cells_is_told_from_the_first_line(listed, mark):
    assert rows(listed(f"Title{mark}place{mark}DATE\nTalks{mark}Zenda{mark}2031-04-02\n")) == [("2031-04-02", "day", "Talks", 2)]


def test_a_list_saved_by_excel_and_one_in_persian_are_read(listed):
    assert rows(listed("date;title\r\n2031-04-02;Talks\r\n", "utf-8-sig")) == [("2031-04-02", "day", "Talks", 2)]
    # "talks", in Persian, on the first day of spring 1404
    assert rows(listed("date,title\n۱ فروردین ۱۴۰۴,گفتگو\n")) == [("2025-03-21", "day", "گفتگو", 2)]


def test_a_comma_in_quotes_parts_nothing_and_an_empty_list_is_a_list(listed):
    assert rows(listed('date,title\n2031-04-02,"Talks, again"\n'))[0][2] == "Talks, again"
    assert listed("date,title\n").empty


def test_every_faulty_line_is_named_with_its_fault(listed):
    with pytest.raises(ParameterError) as told:
        listed("date,title\n2031-02-30,Talks\n2031,Talks\n,Talks\n2031-05-03,\n03/04/2031,Talks\n2031-05-04,Fine\n")
    lines = str(told.value).split("\n")
    assert lines[0] == "mine.csv is no list of events:"
    assert [line.split(":")[0] for line in lines[1:]] == ["line 2", "line 3", "line 4", "line 5", "line 6"]
    for line, fault in zip(lines[1:], ["is no date", "names a year", "no date", "no title", "2031-04-03 or 2031-03-04"], strict=True):
        assert fault in line


def test_of_many_faults_the_first_are_told_and_the_others_counted(listed):
    with pytest.raises(ParameterError, match="and 5 more"):
        listed("date,title\n" + "soon,Talks\n" * 15)


def test_a_missing_column_and_a_missing_file_are_told(listed, tmp_path):
    with pytest.raises(ParameterError, match="title not among"):
        listed("date,what\n2031-05-03,Talks\n")
    with pytest.raises(ParameterError, match="needs the columns date and title"):
        listed("")
    with pytest.raises(CorpusError, match="no file"):
        load_events(tmp_path / "other.csv")


def test_a_cell_that_is_too_long_is_told(listed):
    """The longest cell is the same for all of a process; tables of articles, read before, have room for more."""
    limit = csv.field_size_limit(1_000)
    try:
        with pytest.raises(ParameterError, match="no table that can be read"):
            listed("date,title\n2031-05-03," + "a" * 2_000)
    finally:
        csv.field_size_limit(limit)
