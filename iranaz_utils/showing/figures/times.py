"""When: articles per period on the calendar, the days that they speak of, and how far from their own day these lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib import dates as mdates
from matplotlib.collections import PolyCollection

from iranaz_utils.showing.figures.style import FAINT, INK, axes_of, in_house_style, key, link, look_of, rows
from iranaz_utils.showing.words import written

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Each group has a strip of height 1; the next one begins so far below. Up to so many periods, numbers are written above their bars.
STEP, FEW = 1.62, 24
#: From so many periods of a group on, its bars are one shape: nobody could point at one of them, and each would weigh 200 bytes.
MANY = 400
DAY = pd.Timedelta(days=1)


@in_house_style
def coverage(
    timeline: pd.DataFrame,
    *,
    groups: Sequence[str] | None = None,
    links: Sequence[str] | None = None,
    peaks: pd.DataFrame | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Articles per period on the calendar, a strip of bars for each group, all on one scale.

    A bar is as wide as its period. Where a group has no article the line under its bars is broken: missing is never drawn as zero. Where
    the timeline follows something, the pale bar is all articles of the group. A hatched bar is a period that is not finished.

    Parameters
    ----------
    timeline
        Timeline table, with the days of each period.
    groups
        Groups from top to bottom, in the order of their colours; those of the table by default.
    links
        For each row of the table the anchor that its mark leads to.
    peaks
        Rows of `bursts` of this timeline, drawn as a line over their periods.
    ax
        Where to draw; a new figure by default.
    """
    order = list(groups) if groups is not None else list(dict.fromkeys(timeline["group"]))
    most = max(1, int(timeline["n_total"].max()) if len(timeline) else 1)
    ax = _strips(timeline, order, ax, f"{most:,}")
    few = timeline["period"].nunique() <= FEW
    for base, colour, part, of_part in _parts(timeline, order, links):
        there = part[part["status"] != "missing"]
        _bars(ax, there, there["n_total"] / most, base, (colour, 0.25))
        _bars(ax, there, there["n"] / most, base, colour, [of_part[row] for row in there.index])
        for row in there.itertuples() if few else ():
            ax.text(_middle(row), base + row.n_total / most + 0.03, f"{row.n:,}", ha="center", va="bottom", fontsize=8)
    _peaks(ax, timeline, order, peaks)
    ax.set_xlabel(f"articles; all strips on one scale up to {most:,}; broken line: no article at all; hatched: period not finished")
    return ax


@in_house_style
def shares(
    timeline: pd.DataFrame,
    *,
    groups: Sequence[str] | None = None,
    links: Sequence[str] | None = None,
    peaks: pd.DataFrame | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The share of each group's articles per period with its 95 % interval; the grey bars are the articles that it is a share of.

    A line joins periods that follow one another. It breaks where a group has no article, since no share is known there. The parameters are
    those of `coverage`.
    """
    order = list(groups) if groups is not None else list(dict.fromkeys(timeline["group"]))
    top = float(np.nanmax(timeline["share_high"].to_numpy(), initial=0.05)) if len(timeline) else 1.0
    most = max(1, int(timeline["n_total"].max()) if len(timeline) else 1)
    ax = _strips(timeline, order, ax, written("share", top))
    few = timeline["period"].nunique() <= FEW
    for base, colour, part, of_part in _parts(timeline, order, links):
        there = part[part["status"] != "missing"]
        _bars(ax, there, 0.3 * there["n_total"] / most, base, (FAINT, 0.35))
        middle = pd.to_datetime([_middle(row) for row in part.itertuples()])
        ax.plot(middle, base + part["share"] / top, color=colour, linewidth=1.2)
        if len(part) > MANY:
            ax.fill_between(middle, base + part["share_low"] / top, base + part["share_high"] / top, color=colour, alpha=0.2, linewidth=0)
            continue
        place = pd.to_datetime([_middle(row) for row in there.itertuples()])
        ax.vlines(place, base + there["share_low"] / top, base + there["share_high"] / top, color=colour, alpha=0.3, linewidth=2.5)
        marks = ax.scatter(place, base + there["share"] / top, color=colour, s=22 if few else 8, zorder=3)
        if links is not None:
            marks.set_urls([f"#{of_part[row]}" if of_part[row] else None for row in there.index])
        for row in there.itertuples() if few else ():
            ax.text(_middle(row), base - 0.03, f"{row.n_total:,}", ha="center", va="top", fontsize=7, color=FAINT)
    _peaks(ax, timeline, order, peaks)
    ax.set_xlabel(f"share with 95 % interval; grey bars: all articles, up to {most:,}; broken line: no article, so no share")
    return ax


@in_house_style
def dates(events: pd.DataFrame, *, groups: Sequence[str] | None = None, links: Sequence[str] | None = None, ax: Axes | None = None) -> Axes:
    """The days that articles speak of, a line of marks for each group; a hollow mark is a month, and a grey bar the days of writing."""
    sides = events["group"] if "group" in events.columns else events["side"].fillna("(unknown)")
    order = list(groups) if groups is not None else sorted(set(sides))
    look = look_of(order)
    ax = axes_of(ax, height=1.1 + 0.55 * max(len(order), 1))
    for group in order:
        own = events[sides == group]
        place, (colour, marker) = order.index(group), look[group]
        for precision, face in (("month", "none"), ("day", colour)):
            rows_of = np.flatnonzero((sides == group) & (events["precision"] == precision)).tolist()
            when, where = events["date"].iloc[rows_of], [place] * len(rows_of)
            marks = ax.scatter(when, where, facecolors=face, edgecolors=colour, marker=marker, s=40, alpha=0.75)
            if links is not None:
                marks.set_urls([f"#{links[row]}" if links[row] else None for row in rows_of])
        if "published" in events.columns and own["published"].notna().any():
            span = own["published"].min(), own["published"].max()
            ax.plot(span, [place + 0.32] * 2, color=FAINT, linewidth=3, marker="|", markersize=5, alpha=0.6)
    rows(ax, order)
    ax.grid(axis="y")
    if events.empty:
        ax.text(0.5, 0.5, "no sentence with a day or a month", transform=ax.transAxes, ha="center", va="center", color=FAINT)
    else:
        _calendar(ax)
    ax.set_xlabel("day that the sentence speaks of (hollow: a month); grey line: when these articles were written")
    return ax


@in_house_style
def distances(
    distances: pd.DataFrame, *, groups: Sequence[str] | None = None, links: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """How far back and ahead each group looks: the share of its dates in each span, from the distant past down to the future."""
    spans = list(dict.fromkeys(distances["distance"]))
    look = look_of(list(groups) if groups is not None else list(dict.fromkeys(distances["group"])))
    ax = axes_of(ax, height=1.1 + 0.38 * max(len(spans), 2))
    step = 0.6 / max(len(look), 1)
    for number, row in enumerate(distances.itertuples()):
        colour, marker = look[row.group]
        y = spans.index(row.distance) + step * (list(look).index(row.group) - (len(look) - 1) / 2)
        ax.plot([row.share_low, row.share_high], [y, y], color=colour, linewidth=2, alpha=0.3, solid_capstyle="round")
        link(ax.scatter([row.share], [y], color=colour, marker=marker, s=30, zorder=3), links, number)
    rows(ax, spans)
    if "the same day" in spans:
        for side in (-0.5, 0.5):
            ax.axhline(spans.index("the same day") + side, color=FAINT, linewidth=0.6)
    if distances.empty:
        ax.text(0.5, 0.5, "no resolved date in an article with a date", transform=ax.transAxes, ha="center", va="center", color=FAINT)
    ax.grid(axis="x")
    ax.set_xlim(left=0)
    ax.xaxis.set_major_formatter(lambda share, _: written("share", share))
    ax.set_xlabel("share of the dates that the group's articles name; bars: 95 % interval")
    key(ax, look if spans else {})
    return ax


def _strips(timeline: pd.DataFrame, order: Sequence[str], ax: Axes | None, top: str) -> Axes:
    """Axes with a strip for each group: its name above it, 0 and the top of the scale beside it, and the line under its bars."""
    order = order if len(timeline) else []
    ax, look = axes_of(ax, height=1.0 + 1.0 * max(len(order), 1)), look_of(order)
    for place, group in enumerate(order):
        ax.text(0.0, 1.2 - place * STEP, group, transform=ax.get_yaxis_transform(), color=look[group][0], fontweight="bold", va="bottom")
    for base, colour, part, _ in _parts(timeline, order, None):
        missing = part["status"] == "missing"
        runs = (
            part.assign(missing=missing)
            .groupby((missing != missing.shift()).cumsum())
            .agg({"missing": "first", "first": "min", "last": "max"})
        )
        for is_missing, tone, dashes in ((False, colour, "-"), (True, FAINT, (0, (1, 3)))):
            lines = runs[runs["missing"] == is_missing]
            ax.hlines([base] * len(lines), lines["first"], lines["last"] + DAY, colors=tone, linestyles=[dashes], linewidth=1)
    bases = [-place * STEP for place in range(max(len(order), 1))]
    if order:
        ax.set_yticks([base + end for base in bases for end in (0, 1)], labels=["0", top] * len(bases), fontsize=8, color=FAINT)
    else:
        ax.set_yticks([])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(bases[-1] - 0.2, 1.5)
    ax.spines["left"].set_visible(False)
    if timeline.empty:
        ax.text(0.5, 0.5, "no article with a date", transform=ax.transAxes, ha="center", va="center", color=FAINT)
        ax.set_xticks([])
    else:
        _calendar(ax)
        ax.set_xlim(timeline["first"].min(), timeline["last"].max() + DAY)
    return ax


def _parts(timeline: pd.DataFrame, order: Sequence[str], links: Sequence[str] | None):
    """For each group where its strip begins, its colour, its rows, and the link of every row."""
    timeline, look = timeline.reset_index(drop=True), look_of(order)
    of_row = dict(enumerate(links)) if links is not None else dict.fromkeys(timeline.index, "")
    for place, group in enumerate(order):
        if len(part := timeline[timeline["group"] == group]):
            yield -place * STEP, look[group][0], part, of_row


def _bars(ax: Axes, part: pd.DataFrame, heights: pd.Series, base: float, colour, links: Sequence[str] | None = None) -> None:
    """Bars as wide as their periods, with a little room between them where they are few."""
    begin = mdates.date2num(part["first"].to_numpy())
    end = mdates.date2num(part["last"].to_numpy()) + 1
    room = (end - begin) * (0.08 if len(part) <= 120 else 0.0)
    corners = np.stack([begin + room, end - room, base + np.zeros(len(part)), base + heights.to_numpy(dtype=float)], axis=1)
    shapes = [[(left, low), (left, high), (right, high), (right, low)] for left, right, low, high in corners]
    for unfinished in (False, True):
        chosen = np.flatnonzero(part["unfinished"].to_numpy(dtype=bool) == unfinished).tolist()
        if not chosen:
            continue
        drawn = [shapes[row] for row in chosen]
        if len(chosen) > MANY:
            drawn, links = [[corner for shape in drawn for corner in shape]], None
        look = {"facecolor": "none", "edgecolor": colour, "hatch": "//////"} if unfinished else {"facecolor": colour, "edgecolor": "none"}
        bars = PolyCollection(drawn, linewidth=0.8 if unfinished else 0, **look)
        if links is not None:
            bars.set_urls([f"#{links[row]}" if links[row] else None for row in chosen])
        ax.add_collection(bars, autolim=False)


def _peaks(ax: Axes, timeline: pd.DataFrame, order: Sequence[str], peaks: pd.DataFrame | None) -> None:
    """A line over the periods of each peak."""
    if peaks is None or timeline.empty:
        return
    days = timeline.drop_duplicates("period").set_index("period")
    for row in peaks.itertuples():
        if row.group in order:
            span = days["first"][row.period], days["last"][row.last_period] + DAY
            ax.plot(span, [1.16 - order.index(row.group) * STEP] * 2, color=INK, linewidth=2, solid_capstyle="butt")


def _middle(row) -> pd.Timestamp:
    return row.first + (row.last - row.first + DAY) / 2


def _calendar(ax: Axes) -> None:
    """Days, months or years at the foot, as many as there is room for."""
    locator = mdates.AutoDateLocator(minticks=3, maxticks=9)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
