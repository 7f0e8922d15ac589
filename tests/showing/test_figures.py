"""Figures draw their tables and change nothing."""

import matplotlib as mpl
import matplotlib.figure
import pandas as pd
import pytest

from iranaz_utils.showing import figures
from iranaz_utils.showing.figures.style import sourced
from iranaz_utils.showing.html import svg

RATES = pd.DataFrame(
    {"group": ["RU", "FR", "RU"], "term": ["river", "river", "$x$"], "rate": [4.0, 2.0, 1.0], "rate_low": [3.0, float("nan"), 0.5],
     "rate_high": [5.0, float("nan"), 2.0]}
)  # fmt: skip
KEYNESS = pd.DataFrame({"term": ["sea", "سلام"], "log_ratio": [2.0, -1.0], "lrc": [0.5, 0.0]})
PAIRS = pd.DataFrame({"name_a": ["Hentzau", "Strelsau"], "name_b": ["Zenda", "Zenda"], "n": [1, 2], "q": [0.5, 0.01]})
DRAWN = [
    (figures.rates, RATES, {}),
    (figures.contrast, KEYNESS, {"target": "RU", "reference": "FR"}),
    (figures.matrix, PAIRS, {}),
    (figures.network, PAIRS, {}),
]


def _texts(axes):
    return {text.get_text() for text in axes.findobj(mpl.text.Text)}


@pytest.mark.parametrize(("draw", "table", "settings"), DRAWN)
def test_drawing_changes_neither_the_table_nor_the_settings_of_matplotlib(draw, table, settings):
    before, style = table.copy(), dict(mpl.rcParams)
    axes = draw(table, links=[f"ev-t-{number}" for number in range(len(table))], **settings)
    pd.testing.assert_frame_equal(table, before)
    assert dict(mpl.rcParams) == style
    assert axes.figure is not None


@pytest.mark.parametrize(("draw", "table", "settings"), DRAWN)
def test_a_mark_leads_to_the_sentences_of_its_row(draw, table, settings):
    """Marks of scatter plots once took their address and never wrote it."""
    links = [f"ev-t-{number}" for number in range(len(table))]
    drawing = svg(draw(table, links=links, **settings).figure, "name")
    drawn = [link for link, status in zip(links, table.get("status", ["observed"] * len(table)), strict=True) if status != "missing"]
    assert all(f'xlink:href="#{link}"' in drawing for link in drawn)


@pytest.mark.parametrize(("draw", "table", "settings"), DRAWN)
def test_a_table_without_rows_is_drawn_too(draw, table, settings):
    assert draw(table[:0], **settings).figure is not None


@pytest.mark.parametrize(("draw", "table", "settings"), DRAWN)
def test_a_figure_is_drawn_on_the_axes_it_is_given(draw, table, settings):
    axes = mpl.figure.Figure().add_subplot()
    assert draw(table, ax=axes, **settings) is axes


def test_a_group_without_an_interval_has_a_mark_and_no_bar():
    axes = figures.rates(RATES)
    assert len(axes.collections) == 3
    assert len([line for line in axes.lines if len(line.get_xdata()) == 2]) == 2


def test_a_term_with_dollar_signs_is_drawn_as_it_stands():
    """A term such as $x$ was read as a formula."""
    axes = figures.rates(RATES)
    assert all(not text.get_parse_math() for text in axes.get_yticklabels())


def test_an_unsure_pair_is_dashed():
    styles = [line.get_linestyle() for line in figures.network(PAIRS).lines[:2]]
    assert styles == ["--", "-"]


def test_the_layout_of_a_network_depends_on_the_seed_only():
    places = [[tuple(line.get_xdata()) for line in figures.network(PAIRS, seed=seed).lines] for seed in (1, 1, 2)]
    assert places[0] == places[1] != places[2]


def _laid(dates):
    frame = pd.DataFrame({"group": ["RU", "FR"], "date": pd.to_datetime(dates), "share": [0.5, 0.5], "before": [0.0, 0.5]})
    uses = pd.DataFrame({"group": ["RU", "RU", "FR"], "term": ["sea", "sea", "sun"], "place": [0.1, 0.2, 0.9]})
    return figures.spread(uses, frame, groups=["RU", "FR"])


def test_where_terms_stand_is_drawn_a_lane_a_term_and_a_row_of_strokes_a_group():
    axes = _laid(["2031-01-01", "2031-05-02"])
    assert [label.get_text() for label in axes.get_yticklabels()] == ["all articles", "sea", "sun"]
    assert [sorted({x for x in line.get_xdata() if x == x}) for line in axes.get_lines()] == [[0.1, 0.2], [0.9]]


def test_articles_without_a_date_stand_behind_a_line_that_says_so():
    assert "no date" in _texts(_laid(["2031-05-02", None]))


def test_dates_of_which_only_the_year_is_known_are_written_as_years():
    assert {"2031", "2032"} <= _texts(_laid(["2031-01-01", "2032-01-01"]))


def test_a_figure_says_what_it_was_made_from_in_letters_as_they_stand():
    axes = sourced(figures.rates(RATES), "Source: 5 articles from $x$")
    assert "Source: 5 articles from $x$" in svg(axes.figure, "name")
