import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.reporting.parameters import Parameter, fitted, read_notebook, read_parameters, settle
from iranaz_utils.tables import ParameterError

CELL = """from typing import Literal

corpus: str | None = None  # folder of articles
top: int = 20  # rows shown
unit: Literal["sentence", "paragraph"] = "sentence"
names: list[str] = ["Zenda", "#1"]  # whom to look for
share = 0.5
days = 3 * 7  # of the window
"""


def notebook(source):
    return {"cells": [{"metadata": {"tags": ["parameters"]}, "source": source}]}


def told(parameter):
    return parameter.name, parameter.type, parameter.default, parameter.help


# --- a toy


def test_each_line_gives_name_type_default_and_help():
    assert [told(parameter) for parameter in read_parameters(notebook(CELL))] == [
        ("corpus", "str | None", None, "folder of articles"),
        ("top", "int", 20, "rows shown"),
        ("unit", "Literal['sentence', 'paragraph']", "sentence", ""),
        ("names", "list[str]", ["Zenda", "#1"], "whom to look for"),
        ("share", "float", 0.5, ""),
        ("days", "", "3 * 7", "of the window"),
    ]


def test_a_source_in_lines_reads_like_one_in_a_piece_and_no_cell_means_no_parameters():
    assert read_parameters(notebook(CELL.splitlines(keepends=True))) == read_parameters(notebook(CELL))
    assert read_parameters({"cells": [{"metadata": {}, "source": CELL}]}) == []


def test_each_notebook_takes_what_it_knows():
    top, unit = Parameter("top", "int", 20, ""), Parameter("unit", "str", "sentence", "")
    taken = settle({"a": [top], "b": [top, unit]}, {"top": 5, "unit": "document"})
    assert taken == {"a": {"top": 5}, "b": {"top": 5, "unit": "document"}}


# --- laws


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.floats(), st.lists(st.text())))
def test_a_value_fits_exactly_one_plain_type(value):
    kinds = ["None", "bool", "int", "float", "str", "list[str]"]
    fitting = [kind for kind in kinds if accepted(kind, value)]
    expected = {"NoneType": ["None"], "int": ["int", "float"], "list": ["list[str]"]}.get(type(value).__name__, [type(value).__name__])
    if value in (float("inf"), float("-inf")) or value != value:
        expected = []
    assert fitting == expected


def accepted(kind, value):
    try:
        fitted(Parameter("x", kind, None, ""), value)
    except ParameterError:
        return False
    return True


# --- feared mistakes


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("int", True),  # bool is an int to Python, not to people
        ("int", "7"),  # papermill's -p guesses types; a text stays a text here
        ("int", 7.0),
        ("bool", "true"),
        ("str", 1402),  # a year in Persian digits once became an int
        ("list[str]", ["a", 1]),
        ("list[str]", "abc"),
        ("Literal['sentence', 'document']", "sentances"),
        ("Literal[1]", True),
        ("str | None", 0),
        ("list[int | None]", [1, "x"]),
    ],
)
def test_a_value_of_another_type_is_refused(kind, value):
    assert not accepted(kind, value)


@pytest.mark.parametrize(
    ("kind", "value", "taken"),
    [
        ("float", 1, 1.0),
        ("int | None", None, None),
        ("list[float]", [], []),
        ("str", "۱۴۰۲", "۱۴۰۲"),
        ("Literal['a', 'b'] | None", "b", "b"),
        ("list", [1, "x"], [1, "x"]),
        ("int | float", 1, 1),
        ("", {"anything": 1}, {"anything": 1}),
    ],
)
def test_a_value_that_fits_is_taken(kind, value, taken):
    got = fitted(Parameter("x", kind, None, ""), value)
    assert got == taken
    assert type(got) is type(taken)


@pytest.mark.parametrize("day", ["1.4.2025", "2025-4-1", "2025-02-30", "20250401", "2025-W14-2", "today"])
def test_a_day_is_written_in_one_way_only(day):
    """The notebooks compare days as text, where 20250401 comes after 2025-12-31."""
    with pytest.raises(ParameterError, match="since must be a day written YYYY-MM-DD"):
        settle({"a": [Parameter("since", "str | None", None, "")]}, {"since": day})


def test_a_range_of_days_that_ends_before_it_begins_is_refused_also_against_a_default():
    since, until = Parameter("since", "str | None", None, ""), Parameter("until", "str", "2025-03-01", "")
    with pytest.raises(ParameterError, match="since 2025-04-01 comes after until 2025-03-01"):
        settle({"a": [since, until]}, {"since": "2025-04-01"})


# --- errors that explain themselves


def test_an_unknown_name_is_refused_with_the_nearest_one_and_the_list():
    """papermill only warns of it and renders a report about something else (papermill#818)."""
    top, unit = Parameter("top", "int", 20, "rows shown"), Parameter("unit", "str", "sentence", "")
    with pytest.raises(ParameterError) as caught:
        settle({"a": [top], "b": [top, unit]}, {"topp": 3})
    assert str(caught.value).splitlines() == [
        "no parameter topp in a, b; did you mean top?",
        "parameters of a, b:",
        "  top: int = 20  # rows shown",
        "parameters of b:",
        "  unit: str = 'sentence'",
    ]


def test_a_wrong_type_is_told_with_the_value_and_the_list():
    with pytest.raises(ParameterError) as caught:
        settle({"a": [Parameter("top", "int", 20, "")]}, {"top": "ده"})
    assert str(caught.value) == 'a: top must be int, got "ده" (str)\nparameters of a:\n  top: int = 20'


def test_the_corpus_is_no_setting():
    with pytest.raises(ParameterError, match="corpus is no setting of one notebook"):
        settle({"a": [Parameter("corpus", "str", "", "")]}, {"corpus": "elsewhere"})


def test_a_type_that_json_cannot_give_is_named():
    with pytest.raises(ParameterError, match="its type date is none of str"):
        fitted(Parameter("day", "date", None, ""), "2025-01-01")


def test_a_parameters_cell_that_is_not_python_is_named():
    with pytest.raises(ParameterError, match="not valid Python"):
        read_parameters(notebook("top: int = "))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("not json", "cannot be read as a notebook"),
        ("[]", "not a notebook of format 4"),
        ('{"worksheets": []}', "not a notebook of format 4"),
        (json.dumps({"cells": [], "metadata": {"kernelspec": {"language": "R"}}}), "written in R"),
    ],
)
def test_a_file_that_is_no_python_notebook_is_refused(tmp_path, content, said):
    path = tmp_path / "mine.ipynb"
    path.write_text(content, "utf-8")
    with pytest.raises(ParameterError, match=said):
        read_notebook(path)


def test_a_notebook_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ParameterError, match="there is no notebook"):
        read_notebook(tmp_path / "none.ipynb")
