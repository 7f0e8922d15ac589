"""Tables with one article a row become records, a row at a time."""

import csv
import io
import json
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.reading.files import Problem, Record, read
from iranaz_utils.reading.formats import delimited, rows
from iranaz_utils.reading.formats.columns import FIELDS, cell, chosen
from iranaz_utils.reading.records import Source, Unreadable

ROWS = [
    {"headline": "Bridge", "pubdate": "2031-02-04", "body": "It is open.", "newspaper": "Zenda News"},
    {"headline": "Empty", "body": " "},
]


def _read(path, **settings):
    found = list(read(path, path.name, **settings))
    return [item for item in found if isinstance(item, Record)], [item for item in found if isinstance(item, Problem)]


def _written(tmp_path, data, name="a.csv"):
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return _read(tmp_path / name)


# --- a toy


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl", "json", "xlsx", "parquet"])
def test_each_row_of_a_table_is_a_record_with_its_fields(tmp_path, kind):
    frame, file = pd.DataFrame(ROWS), tmp_path / f"a.{kind}"
    if kind in ("csv", "tsv"):
        frame.to_csv(file, index=False, sep="," if kind == "csv" else "\t")
    elif kind == "jsonl":
        file.write_text("\n".join(json.dumps(row) for row in ROWS), "utf-8")
    else:
        {"json": frame.to_json, "xlsx": lambda path: frame.to_excel(path, index=False), "parquet": frame.to_parquet}[kind](file)
    (record,), (problem,) = _read(file)
    assert (record.path, record.text) == (f"a.{kind}:1", "It is open.")
    assert record.fields == {"title": "Bridge", "date": "2031-02-04", "outlet": "Zenda News", "date_from": "metadata"}
    assert (problem.path, problem.problem) == (f"a.{kind}:2", "the row has no text")


@pytest.mark.parametrize(("field", "column"), [(field, name) for field, names in FIELDS.items() for name in names])
def test_a_column_is_known_by_each_of_its_names_however_they_are_written(field, column):
    for written in (column, column.title().replace("_", " "), column.upper().replace("_", "-"), f" {column} "):
        assert chosen((written, "text") if field != "text" else (written,))[field] == written


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_table(tmp_path, delimiter):
    lines = [
        ["Title", "Text", "Date"],
        ["A, b; c", "One, two; three | four\tfive.", "2031-02-04"],
        ["D", "Six, seven; eight.", "2031-02-05"],
    ]
    table = io.StringIO()
    csv.writer(table, delimiter=delimiter).writerows(lines)
    records, problems = _written(tmp_path, table.getvalue())
    assert [record.text for record in records] == [line[1] for line in lines[1:]]
    assert problems == []


def test_the_reader_can_name_the_columns(tmp_path):
    (tmp_path / "a.csv").write_text("story,text\nIt is open.,a note\n", "utf-8")
    (record,), _ = _read(tmp_path / "a.csv", columns={"text": "story"})
    assert record.text == "It is open."
    _, (problem,) = _read(tmp_path / "a.csv", columns={"text": "storey"})
    assert problem.problem == "there is no column 'storey'; the columns are story, text"


# --- laws


@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30), st.text("ab,;|\t\"'\n ", max_size=30)),
        max_size=8,
    )
)
def test_a_table_that_csv_writes_comes_back_as_it_was(articles):
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_ALL)
    writer.writerows([["text", "title"], *articles])
    found = list(delimited.delimited(Source("a.csv", lambda: io.BytesIO(table.getvalue().encode()))))
    texts = [item.text for item in found if isinstance(item, Record)]
    assert texts == [text for text, _ in articles if text.strip()] or any(
        "mojibake" in item.problem for item in found if isinstance(item, Problem)
    )


@given(st.text('a"\n,', max_size=60))
def test_no_table_of_lines_ends_the_reading(text):
    for item in delimited.delimited(Source("a.csv", lambda: io.BytesIO(f"text,title\n{text}".encode()))):
        assert isinstance(item, Record | Problem)


# --- feared mistakes: broken tables


def test_a_quote_that_is_never_closed_costs_its_own_line_only(tmp_path):
    """One stray quote in line 2 made one article of a whole table, and no reader of it said so."""
    records, (problem,) = _written(tmp_path, 'title,text\nA,"open\nB,closed\nC,"fine, yes"\nD,"two\nlines"\n')
    assert [record.text for record in records] == ["closed", "fine, yes", "two\nlines"]
    assert problem.problem == "line 2 opens a quote that is never closed"
    records, (problem,) = _written(tmp_path, 'title,text\nA,fine\nB,"open\nC,last\n')
    assert [record.text for record in records] == ["fine", "last"]
    assert problem.problem.startswith("line 3 ")


def test_quotes_within_a_cell_that_are_not_doubled_are_read_as_they_stand(tmp_path):
    records, (problem,) = _written(tmp_path, 'title,text\nA,"She said "yes" to me"\nB,fine\n')
    assert [record.text for record in records] == ['She said "yes" to me', "fine"]
    assert problem.severity == "warning"


def test_a_row_with_too_many_cells_is_left_out_and_one_with_too_few_is_read(tmp_path):
    records, (problem,) = _written(tmp_path, "title,text,date\nA,one, two,2031-02-04\nB,three\n\nC,four,2031-02-04,,\n")
    assert [(record.path, record.text) for record in records] == [("a.csv:2", "three"), ("a.csv:3", "four")]
    assert problem.path == "a.csv:1"
    assert "4 cells, the table 3 columns" in problem.problem


def test_a_table_of_one_column_needs_no_quotes(tmp_path):
    assert [record.text for record in _written(tmp_path, "text\nOne, two.\n")[0]] == ["One, two."]


def test_the_line_that_tells_excel_the_delimiter_is_no_row(tmp_path):
    assert _written(tmp_path, "sep=;\ntitle;text\nA;One, two.\n")[0][0].text == "One, two."


def test_a_row_that_is_too_long_is_left_out_without_being_held(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "MAX_ROW", 60)
    monkeypatch.setattr(rows, "MAX_ROW", 60)
    records, (problem,) = _written(tmp_path, f"title,text\nA,{'x' * 500}\nB,fine\n")
    assert [record.text for record in records] == ["fine"]
    assert problem.problem == "line 2 is too long"
    records, (problem,) = _written(tmp_path, f'{{"text": "{"x" * 500}"}}\n{{"text": "fine"}}\n', "a.jsonl")
    assert [record.text for record in records] == ["fine"]
    assert problem.path == "a.jsonl:1"


def test_quotes_that_are_opened_again_and_again_end_somewhere(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "MAX_BROKEN", 3)
    _, problems = _written(tmp_path, "title,text\n" + 'A,"open\nB\n' * 8 + '"')
    assert problems[-1].problem.startswith("3 lines open a quote")


def test_a_broken_line_of_json_costs_itself_only(tmp_path):
    lines = ['{"text": "One."}', '{"text": "Two', "", "[1]", '{"text": "Three.", "extra": {"deep": [1]}}', "[" * 9999, '{"title": "none"}']
    records, problems = _written(tmp_path, "\n".join(lines), "a.jsonl")
    assert [(record.path, record.text) for record in records] == [("a.jsonl:1", "One."), ("a.jsonl:5", "Three.")]
    assert [problem.path for problem in problems] == ["a.jsonl:2", "a.jsonl:4", "a.jsonl:6", "a.jsonl:7"]


def test_a_table_in_an_old_encoding_is_read_and_told(tmp_path):
    text = "Министры двух стран встретились у реки и открыли новый мост."
    records, (problem,) = _written(tmp_path, f"title;text\nМост;{text}\n".encode("cp1251"))
    assert (records[0].text, records[0].fields["title"]) == (text, "Мост")
    assert problem.problem == "not UTF-8; taken for cp1251"


def test_null_characters_and_halves_of_pairs_do_not_break_a_table(tmp_path):
    assert _written(tmp_path, b"title,text\nA,It\0 is open.\n")[0][0].text == "It is open."
    assert _written(tmp_path, b'{"text": "It is \\ud800open \\ud83d\\ude00."}\n', "a.jsonl")[0][0].text == "It is ?open 😀."


def test_mojibake_in_a_table_is_counted_once(tmp_path):
    broken = "İran’ın və Azərbaycanın sərhədi".encode().decode("cp1252", "ignore")
    records, (problem,) = _written(tmp_path, "text\n" + f"{broken}\n" * 5)
    assert len(records) == 5
    assert problem.problem == "mojibake repaired in 5 of 5 texts"


def test_tags_in_the_cells_of_a_table_are_taken_out_and_counted(tmp_path):
    """Sites hand out their articles as HTML in JSON; *strong* and *href* led the lists of words."""
    rows = [
        {"content": {"rendered": "<p>The bridge is <strong>open</strong>.</p>\n<p>x &lt; y</p>"}},
        {"content": "x < y, and <p> is a letter."},
    ]
    records, (problem,) = _written(tmp_path, json.dumps(rows), "a.json")
    assert [record.text for record in records] == ["The bridge is open.\n\nx < y", "x < y, and <p> is a letter."]
    assert problem.problem == "HTML tags taken out in 1 of 2 texts"


def test_seconds_since_1970_are_days_and_years_stay_years():
    assert [cell(number, "date") for number in (1_927_929_600, 1_927_929_600_000, 1_927_929_600_000.0, 2031, 20310204)] == [
        "2031-02-04", "2031-02-04", "2031-02-04", "2031", "20310204",
    ]  # fmt: skip


def test_moments_in_tables_of_text_are_days_too_and_hours_of_a_day_are_none():
    assert [cell(text, "date") for text in ("1927929600000", "1754300000")] == ["2031-02-04", "2025-08-04"]
    assert [cell(text, "date") for text in ("2031020410", "1410020410", "20310204")] == ["2031020410", "1410020410", "20310204"]


@pytest.mark.parametrize("hour", [1999123123, 1987061512, 2021042810, 202104281030])
def test_the_hours_of_a_day_are_no_seconds_in_figures_or_as_a_number(hour):
    """New Year's Eve of 1999 at 23 o'clock was taken for seconds since 1970: a day in 2033."""
    assert (cell(str(hour), "date"), cell(hour, "date")) == (str(hour), str(hour))


def test_a_long_article_is_no_error(tmp_path):
    """The csv module refuses cells of more than 131,072 characters unless it is told otherwise."""
    text = "The bridge is open. " * 10_000
    assert _written(tmp_path, f'text\n"{text}"\n')[0][0].text == text


def test_a_parquet_file_is_read_in_pieces(tmp_path, monkeypatch):
    pd.DataFrame({"text": [f"Article {n}." for n in range(10)], "id": range(10)}).to_parquet(tmp_path / "a.parquet")
    monkeypatch.setattr(rows, "BATCH", 3)
    records, problems = _read(tmp_path / "a.parquet")
    assert [(record.path, record.fields["doc_id"]) for record in records] == [(f"a.parquet:{n + 1}", str(n)) for n in range(10)]
    assert problems == []


def test_the_rows_of_a_table_are_handed_on_before_the_next_are_read():
    """A table of 50 GB is read with the memory of one row."""
    read_so_far = []

    class Lines(io.RawIOBase):
        lines = iter([b"text\n", *(f"Article {n}.\n".encode() for n in range(200))])

        def readable(self):
            return True

        def readinto(self, buffer):
            line = next(self.lines, b"")
            read_so_far.append(line)
            buffer[: len(line)] = line
            return len(line)

    opened = iter([io.BytesIO(b"text\n"), Lines()])
    found = delimited.delimited(Source("a.csv", lambda: next(opened)))
    assert next(found).text == "Article 0."
    assert len(read_so_far) < 150


# --- other people's shapes of JSON and Excel


@pytest.mark.parametrize(
    "shape",
    [
        [{"text": "One."}, {"text": "Two."}],
        {"status": "ok", "articles": [{"content": "One."}, {"content": "Two."}]},
        {"a1": {"body": "One."}, "a2": {"body": "Two."}},
        {"text": {"0": "One.", "1": "Two."}, "title": {"0": "A", "1": "B"}},
        {"response": {"status": "ok", "docs": [{"body": "One."}, {"body": "Two."}]}},
        [{"paragraphs": ["One."]}, {"paragraphs": ["Two."]}],
    ],
)
def test_articles_are_found_wherever_the_json_lists_them(tmp_path, shape):
    records, problems = _written(tmp_path, json.dumps(shape), "a.json")
    assert [record.text for record in records] == ["One.", "Two."]
    assert problems == []


def test_names_within_names_and_lists_in_cells_are_read(tmp_path):
    article = {
        "source": {"id": None, "name": "Zenda News"},
        "authors": ["A. Berg", "B. Holm"],
        "publishedAt": "2031-02-04T10:00:00Z",
        "content": ["One.", "Two."],
    }
    (record,), _ = _written(tmp_path, json.dumps([article]), "a.json")
    assert record.text == "One.\n\nTwo."
    assert (record.fields["outlet"], record.fields["author"], record.fields["date"]) == (
        "Zenda News",
        "A. Berg; B. Holm",
        "2031-02-04T10:00:00Z",
    )


def test_days_and_numbers_in_cells_become_text():
    assert cell(datetime(2031, 2, 4, 10), "date") == "2031-02-04"
    assert cell(pd.Timestamp("2031-02-04 10:00"), "date") == "2031-02-04"
    assert cell(date(2031, 2, 4), "title") == "2031-02-04"
    assert [cell(value, "doc_id") for value in (7, 7.0, 7.5, None, float("nan"), pd.NaT, "", " ", True)] == ["7", "7", "7.5"] + [None] * 6


def test_every_sheet_with_texts_is_read_and_the_others_are_told(tmp_path):
    with pd.ExcelWriter(tmp_path / "a.xlsx") as book:
        pd.DataFrame({"note": ["made by hand"]}).to_excel(book, sheet_name="About", index=False)
        pd.DataFrame({"text": ["One."], "date": [datetime(2031, 2, 4)]}).to_excel(book, sheet_name="North", index=False)
        pd.DataFrame({"Text": ["Two."]}).to_excel(book, sheet_name="South", index=False)
    records, (problem,) = _read(tmp_path / "a.xlsx")
    assert [(record.path, record.text) for record in records] == [("a.xlsx/North:1", "One."), ("a.xlsx/South:1", "Two.")]
    assert records[0].fields["date"] == "2031-02-04"
    assert (problem.path, problem.severity) == ("a.xlsx/About", "info")


def test_lines_above_the_header_of_a_sheet_are_passed_over(tmp_path):
    pd.DataFrame([["Export of Zenda News", None], [None, None], ["Title", "Text"], ["Bridge", "One."]]).to_excel(
        tmp_path / "a.xlsx", header=False, index=False
    )
    (record,), problems = _read(tmp_path / "a.xlsx")
    assert (record.path, record.text, record.fields["title"]) == ("a.xlsx:1", "One.", "Bridge")
    assert problems == []


# --- errors that explain themselves


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json", "a.xlsx", "a.parquet"])
def test_a_table_without_a_text_column_says_which_columns_it_has(tmp_path, name):
    frame = pd.DataFrame({"year": [2031], "place": ["Zenda"]})
    match name:
        case "a.csv":
            frame.to_csv(tmp_path / name, index=False)
        case "a.xlsx":
            frame.to_excel(tmp_path / name, index=False)
        case "a.parquet":
            frame.to_parquet(tmp_path / name)
        case _:
            frame.to_json(tmp_path / name, orient="records", lines=name == "a.jsonl")
    records, (problem,) = _read(tmp_path / name)
    assert records == []
    assert problem.severity == "error"
    assert problem.problem == "no column holds the text; the columns are year, place"
    assert "columns={'text': 'story'}" in problem.action


@pytest.mark.parametrize("text", ["\0\0", "<p></p><br>", ["", " "], {"rendered": ""}, None, [[[]]]])
def test_a_cell_that_holds_no_word_is_no_text(tmp_path, text):
    records, (problem,) = _written(tmp_path, json.dumps([{"text": text}]), "a.json")
    assert records == []
    assert problem.problem == "the row has no text"


@pytest.mark.parametrize(("name", "data"), [("a.csv", "title,text\n"), ("a.json", "[]"), ("a.json", "3"), ("a.json", '{"a": [1]}')])
def test_a_table_without_articles_is_told(tmp_path, name, data):
    records, (problem,) = _written(tmp_path, data, name)
    assert records == []
    assert problem.severity == "error"


def test_many_and_long_names_of_columns_are_cut():
    with pytest.raises(Unreadable) as error:
        chosen((*(f"column {n} {'x' * 90}" for n in range(50)),))
    assert len(str(error.value)) < 1000
