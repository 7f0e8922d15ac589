"""When: articles per period, and the days that they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib import dates as mdates

from iranaz_utils.showing.figures.style import FAINT, axes_of, in_house_style, link, look_of, rows
from iranaz_utils.showing.words import count_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@in_house_style
def coverage(
    timeline: pd.DataFrame, *, groups: Sequence[str] | None = None, links: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """Articles per period, a row of bars for each group; a period without any article is marked as missing, never drawn as zero.

    Where the timeline counts articles that match a query, the pale bar is all articles of the group in that period.
    """
    periods, order = list(dict.fromkeys(timeline["period"])), list(groups) if groups is not None else list(dict.fromkeys(timeline["group"]))
    look = look_of(order)
    most = max(1, int(timeline["n_total"].max()) if len(timeline) else 1)
    ax = axes_of(ax, height=1.0 + 1.15 * max(len(order), 1))
    for number, row in enumerate(timeline.itertuples()):
        x, base, colour = periods.index(row.period), -order.index(row.group) * 1.35, look[row.group][0]
        if row.status == "missing":
            ax.text(x, base, "·", ha="center", va="bottom", color=FAINT)
            continue
        if row.n < row.n_total:
            ax.bar([x], [row.n_total / most], bottom=base, width=0.8, color=colour, alpha=0.25)
        (bar,) = ax.bar([x], [row.n / most], bottom=base, width=0.8, color=colour)
        link(bar, links, number)
        if len(periods) <= 40:
            ax.text(x, base + max(row.n, row.n_total) / most + 0.03, f"{row.n:,}", ha="center", va="bottom", fontsize=8)
    for number, group in enumerate(order):
        ax.axhline(-number * 1.35, color=FAINT, linewidth=0.8)
        ax.text(-0.01, -number * 1.35 + 0.1, group, transform=ax.get_yaxis_transform(), ha="right", color=look[group][0], fontweight="bold")
    ax.set_ylim(-(max(len(order), 1) - 1) * 1.35 - 0.1, 1.35)
    ax.set_yticks([])
    ax.spines[["left", "bottom"]].set_visible(False)
    if not periods:
        ax.text(0.5, 0.5, "no article with a date", transform=ax.transAxes, ha="center", va="center", color=FAINT)
    every = max(1, -(-len(periods) // 12))
    ax.set_xticks(range(0, len(periods), every), labels=periods[::every])
    ax.set_xlabel(f"articles per period (tallest bar: {count_of(most, 'article')}); a dot: no article at all")
    return ax


@in_house_style
def dates(events: pd.DataFrame, *, groups: Sequence[str] | None = None, links: Sequence[str] | None = None, ax: Axes | None = None) -> Axes:
    """The days that articles speak of, a line of marks for each group; a hollow mark is a month."""
    sides = events["side"].fillna("(unknown)")
    order = list(groups) if groups is not None else sorted(set(sides))
    look = look_of(order)
    ax = axes_of(ax, height=0.9 + 0.55 * max(len(order), 1))
    for number, (row, side) in enumerate(zip(events.itertuples(), sides, strict=True)):
        colour, marker = look[side]
        face = colour if row.precision == "day" else "none"
        link(ax.scatter([row.date], [order.index(side)], facecolors=face, edgecolors=colour, marker=marker, s=46, alpha=0.8), links, number)
    rows(ax, order)
    ax.grid(axis="y")
    if events.empty:
        ax.text(0.5, 0.5, "no sentence with a day or a month", transform=ax.transAxes, ha="center", va="center", color=FAINT)
    else:
        locator = mdates.AutoDateLocator(minticks=3, maxticks=9)
        ax.xaxis.set_major_locator(locator)
        ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    ax.set_xlabel("day that the sentence speaks of (hollow: month)")
    return ax
