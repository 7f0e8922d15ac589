"""Figures of time: true to the calendar, gaps visible, nothing missing drawn as zero."""

import matplotlib as mpl
import matplotlib.figure
import numpy as np
import pandas as pd
import pytest
from matplotlib import dates as mdates
from matplotlib.collections import LineCollection, PathCollection, PolyCollection

from iranaz_utils.measuring.distances import SPANS
from iranaz_utils.measuring.timeline import timeline
from iranaz_utils.showing import figures
from iranaz_utils.showing.html import svg
from iranaz_utils.tables import empty

ARTICLES = pd.DataFrame(
    [
        ("a", "RU", "2031-01-03", "Rain."),
        ("b", "RU", "2031-01-20", "Sun."),
        ("c", "RU", "2031-03-01", "Sun."),
        ("d", "FR", "2031-02-01", "Rain."),
    ],
    columns=["doc_id", "side", "date", "text"],
)
COVERAGE = timeline(ARTICLES, query="rain", by="side")
EVENTS = pd.DataFrame(
    {"date": pd.to_datetime(["2031-01-03", "2031-02-01", "2031-02-02"]), "precision": ["day", "month", "day"], "side": ["RU", None, "RU"],
     "published": pd.to_datetime(["2031-03-01", None, "2031-03-09"])}
)  # fmt: skip
DISTANCES = pd.DataFrame(
    {"group": ["RU", "RU"], "distance": ["1 to 7 days before", "the same day"], "share": [0.25, 0.75], "share_low": [0.1, 0.5],
     "share_high": [0.5, 0.9]}
)  # fmt: skip
DRAWN = [(figures.coverage, COVERAGE), (figures.shares, COVERAGE), (figures.dates, EVENTS), (figures.distances, DISTANCES)]


def texts(axes):
    return {text.get_text() for text in axes.findobj(mpl.text.Text)}


def bars(axes):
    """First day, days and height of every bar."""
    found = [path.vertices for marks in axes.collections if isinstance(marks, PolyCollection) for path in marks.get_paths()]
    ends = [(corners[:, 0].min(), corners[:, 0].max(), np.ptp(corners[:, 1])) for corners in found]
    return sorted((round(left), round(right - left), round(float(high), 3)) for left, right, high in ends)


# --- a toy to count by eye ------------------------------------------------------------------------


def test_a_bar_stands_on_the_days_of_its_period_and_a_missing_period_has_none():
    january, february, march = (mdates.date2num(pd.Timestamp(f"2031-0{month}-01")) for month in (1, 2, 3))
    drawn = bars(figures.coverage(COVERAGE))
    # For each period with articles all of them and those with rain; of two articles the scale is 2.
    assert [height for _, _, height in drawn] == [0.5, 1.0, 0.5, 0.5, 0.0, 0.5]
    assert [left for left, *_ in drawn] == pytest.approx([january, january, february, february, march, march], abs=3)


def test_the_line_under_the_bars_is_broken_where_there_is_no_article():
    lines = [marks for marks in figures.coverage(COVERAGE).collections if isinstance(marks, LineCollection)]
    dotted = [len(marks.get_segments()) for marks in lines if marks.get_linestyle()[0][1] is not None]
    solid = [len(marks.get_segments()) for marks in lines if marks.get_linestyle()[0][1] is None]
    assert (sum(solid), sum(dotted)) == (3, 3), "Russia has January and March, France has February"


def test_a_period_that_is_not_finished_is_hatched():
    hatched = [marks for marks in figures.coverage(COVERAGE).collections if getattr(marks, "get_hatch", lambda: None)()]
    assert sum(len(marks.get_paths()) for marks in hatched) == 2, "all articles of March, and those with rain"


def test_a_share_has_its_interval_and_its_line_breaks_at_a_gap():
    axes = figures.shares(COVERAGE, groups=["RU"])
    [line] = axes.lines
    assert np.isnan(line.get_ydata()).tolist() == [False, True, False]
    segments = [segment for marks in axes.collections if isinstance(marks, LineCollection) for segment in marks.get_segments()]
    assert len([segment for segment in segments if segment[0][0] == segment[1][0]]) == 2
    assert {"2", "1"} <= texts(axes), "the number of articles stands under each share"


def test_a_peak_is_a_line_over_its_periods():
    peak = pd.DataFrame({"group": ["RU"], "period": ["2031-01"], "last_period": ["2031-02"]})
    [line] = figures.coverage(COVERAGE, peaks=peak).lines
    assert pd.to_datetime(line.get_xdata()).tolist() == [pd.Timestamp("2031-01-01"), pd.Timestamp("2031-03-01")]


def test_month_marks_are_hollow():
    marks = [marks for marks in figures.dates(EVENTS).collections if isinstance(marks, PathCollection) and len(marks.get_offsets())]
    assert [len(each.get_facecolor()) for each in marks] == [0, 1]


# --- laws -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("draw", "table"), DRAWN)
def test_drawing_changes_neither_the_table_nor_the_settings_of_matplotlib(draw, table):
    before, style = table.copy(), dict(mpl.rcParams)
    axes = mpl.figure.Figure().add_subplot()
    assert draw(table, links=["ev-t-0"] * len(table), ax=axes) is axes
    pd.testing.assert_frame_equal(table, before)
    assert dict(mpl.rcParams) == style


@pytest.mark.parametrize(("draw", "table"), DRAWN)
def test_a_mark_leads_to_the_sentences_of_its_row_and_a_row_without_any_leads_nowhere(draw, table):
    links = [f"ev-t-{number}" if number else "" for number in range(len(table))]
    drawing = svg(draw(table, links=links).figure, "name")
    drawn = [
        link for link, status in zip(links, table.get("status", ["observed"] * len(table)), strict=True) if link and status != "missing"
    ]
    assert drawn
    assert all(f'xlink:href="#{link}"' in drawing for link in drawn)
    assert 'xlink:href="#"' not in drawing


@pytest.mark.parametrize(("draw", "table"), DRAWN)
def test_a_table_without_rows_says_why_it_is_empty(draw, table):
    assert any(text.startswith("no ") for text in texts(draw(table[:0])))


# --- feared mistakes ------------------------------------------------------------------------------


def test_thirty_three_years_of_five_countries_have_labels_of_the_calendar_and_not_one_for_each_year():
    # Labels stood at the places of categories, and years without articles had none.
    many = pd.DataFrame({"date": [f"{year}-06-01" for year in range(1992, 2025)] * 5, "side": sorted(["IR", "AZ", "AM", "RU", "TR"] * 33)})
    many["doc_id"] = [str(number) for number in range(len(many))]
    axes = figures.coverage(timeline(many, period="year", by="side"))
    axes.figure.canvas.draw()
    labels = [label.get_text() for label in axes.get_xticklabels()]
    assert len(labels) <= 10
    assert set(labels) <= {str(year) for year in range(1990, 2030)}
    assert not {"1"} & {text.get_text() for text in axes.texts}, "numbers above so many bars could not be read"


@pytest.mark.parametrize("draw", [figures.coverage, figures.shares])
def test_ten_years_of_days_are_a_few_shapes_and_not_thousands(draw):
    # Each bar was a shape of its own, and a figure of days weighed more than the rest of the report.
    days = pd.Series(pd.date_range("2021-01-01", "2030-12-31")).astype(str)
    articles = pd.DataFrame({"doc_id": days, "date": days, "text": ["Rain.", "Sun."] * (len(days) // 2)})
    drawing = svg(draw(timeline(articles, query="rain", period="day"), links=["ev-t-0"] * len(days)).figure, "name")
    assert drawing.count("<path") < 60
    assert len(drawing) < 1_000_000


def test_a_group_without_rows_keeps_its_strip():
    assert "GB" in texts(figures.coverage(COVERAGE, groups=["RU", "GB", "FR"]))


def test_the_spans_keep_the_order_of_time():
    every = pd.DataFrame({"group": "RU", "distance": list(SPANS), "share": 0.1, "share_low": 0.0, "share_high": 0.2})
    assert [label.get_text() for label in figures.distances(every).get_yticklabels()] == list(SPANS)


def test_an_empty_timeline_says_why_it_is_empty():
    assert "no article with a date" in texts(figures.coverage(empty("timeline")))
