"""What file names say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.reading.filenames import FileNames
from iranaz_utils.tables import ParameterError

#: The side and the date, and both as they stand in the name, to compare by.
COUNTRY_AND_YEAR = {"side": "IRN", "date": "1992", "country": "IRN", "year": "1992"}


@pytest.mark.parametrize(
    ("pattern", "path", "said"),
    [
        ("{country}_{session}_{year}.txt", "IRN_47_1992.txt", {**COUNTRY_AND_YEAR, "session": "47"}),
        ("{country}_{session}_{year}.txt", "sub/IRN_47_1992.txt", {**COUNTRY_AND_YEAR, "session": "47"}),
        (
            "{outlet}/{date}-{number}.html",
            "zenda_herald/2025-04-28-7.html",
            {"outlet": "zenda herald", "date": "2025-04-28", "number": "7"},
        ),
        ("{date}_*.txt", "20250428_bridge.txt", {"date": "20250428"}),
        ("{date}_*.txt", "2025_04_28_bridge.txt", {"date": "2025-04-28"}),
        ("{year}-{month}-{title}.txt", "2025-4-a_bridge.txt", {"date": "2025-04", "year": "2025", "title": "a bridge"}),
        ("{language}{side}.txt", "enAZ.txt", {"language": "en", "side": "AZ"}),
        ("{country}_{year}.csv", "IRN_1992.csv:12", COUNTRY_AND_YEAR),
        ("{year}.txt", "92.txt", None),
        ("{outlet}/{date}.txt", "2025-04-28.txt", None),
    ],
)
def test_a_path_is_read_by_a_pattern(pattern, path, said):
    assert FileNames(pattern).fields(path) == said


def test_names_of_ones_own_are_told():
    assert FileNames("{country}_{session}_{speaker}.txt").own == ["country", "session", "speaker"]


@given(st.text(max_size=80))
def test_any_path_is_read_or_refused(path):
    said = FileNames("{country}_{x}_{y}-{z}*{year}.txt").fields(path)
    assert said is None or "side" in said


@pytest.mark.parametrize("pattern", ["", "a.txt", "{year}_{year}.txt", "{text}.txt", "{sha256}_{year}.txt"])
def test_a_pattern_that_says_nothing_is_refused(pattern):
    with pytest.raises(ParameterError, match="names"):
        FileNames(pattern)
