"""How often terms are used, and what sets two sides apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from iranaz_utils.showing.figures.style import GROUPS, INK, axes_of, in_house_style, key, link, look_of, rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@in_house_style
def rates(
    frequency: pd.DataFrame, *, groups: Sequence[str] | None = None, links: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """How often terms are used per 10,000 tokens, one mark for each group, with the interval over documents where there is one.

    Parameters
    ----------
    frequency
        Frequency table; its terms are drawn from top to bottom in the order in which they first stand.
    groups
        Groups in the order of their colours; those of the table by default.
    links
        For each row of the table the anchor that its mark leads to.
    ax
        Where to draw; a new figure by default.
    """
    terms = list(dict.fromkeys(frequency["term"]))
    look = look_of(list(groups) if groups is not None else list(dict.fromkeys(frequency["group"])))
    ax = axes_of(ax, height=1.1 + 0.32 * len(terms))
    step = 0.5 / max(len(look), 1)
    for number, row in enumerate(frequency.itertuples()):
        colour, marker = look[row.group]
        y = terms.index(row.term) + step * (list(look).index(row.group) - (len(look) - 1) / 2)
        if row.rate_low == row.rate_low:
            ax.plot([row.rate_low, row.rate_high], [y, y], color=colour, linewidth=2, alpha=0.35, solid_capstyle="round")
        link(ax.scatter([row.rate], [y], color=colour, marker=marker, s=34, zorder=3), links, number)
    rows(ax, terms)
    ax.grid(axis="y")
    ax.set_xlim(left=0)
    ax.set_xlabel("uses per 10,000 words; bars: 95 % interval over articles")
    key(ax, look)
    return ax


@in_house_style
def contrast(keyness: pd.DataFrame, *, target: str, reference: str, links: Sequence[str] | None = None, ax: Axes | None = None) -> Axes:
    """What sets two sides apart: to the right what the target uses more often, to the left what the reference does.

    A bar ends at the log ratio; its full part ends at the conservative bound (LRC), which says how much of it the counts support. The line
    is the interval of the log ratio, where the table has one; it runs out of the picture where nothing bounds it.
    """
    ax = axes_of(ax, height=1.2 + 0.3 * len(keyness))
    reach = max(1.0, float(keyness["log_ratio"].abs().max()) if len(keyness) else 1.0)
    for y, row in enumerate(keyness.itertuples()):
        colour = GROUPS[0 if row.log_ratio >= 0 else 1][0]
        (bar,) = ax.barh([y], [row.log_ratio], height=0.7, color=colour, alpha=0.3)
        ax.barh([y], [row.lrc], height=0.7, color=colour)
        if "log_ratio_low" in keyness.columns:
            ends = np.clip([row.log_ratio_low, row.log_ratio_high], -1.2 * reach, 1.2 * reach)
            ax.plot(ends, [y + 0.42] * 2, color=colour, linewidth=0.9, alpha=0.5)
        link(bar, links, y)
        away = -1 if row.log_ratio >= 0 else 1
        ax.text(away * 0.03 * reach, y, row.term, ha="right" if away < 0 else "left", va="center")
    ax.set_yticks([])
    ax.set_ylim(max(len(keyness), 1) - 0.4, -0.6)
    ax.set_xlim(-1.15 * reach, 1.15 * reach)
    ax.spines["left"].set_visible(False)
    ax.axvline(0, color=INK, linewidth=0.8)
    ticks = np.arange(-np.floor(reach), np.floor(reach) + 1)
    ticks = ticks[:: max(1, len(ticks) // 8)]
    ax.set_xticks(ticks, labels=["equal" if tick == 0 else f"{2 ** abs(tick):,.0f} ×" for tick in ticks])
    ax.set_xlabel("how many times more often; line: 95 % interval; full part of a bar: what it vouches for (LRC)")
    ax.set_title(f"← more in {reference}", loc="left", color=GROUPS[1][0])
    ax.set_title(f"more in {target} →", loc="right", color=GROUPS[0][0])
    return ax


@in_house_style
def spread(
    uses: pd.DataFrame, articles: pd.DataFrame, *, groups: Sequence[str], links: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """Where in the corpus terms stand: a lane for each term, in it a stroke for each use, a row of strokes for each group.

    The articles are laid end to end in the order of their dates, those without a date behind a line; the strip on top shows whose they are.

    Parameters
    ----------
    uses
        Uses of terms as `measuring.spread.spread` gives them; the terms are drawn from top to bottom, in their order.
    articles
        The articles laid end to end, as `measuring.spread.laid_out` gives them.
    groups
        Groups in the order of their colours.
    links
        For each row of the table the anchor of its sentences; the strokes of a term in a group lead to the first of them.
    ax
        Where to draw; a new figure by default.
    """
    terms, look = list(dict.fromkeys(uses["term"])), look_of(groups)
    ax = axes_of(ax, height=1.9 + 0.42 * len(terms))
    height = 0.76 / max(len(look), 1)
    level = {group: -0.38 + height * number for number, group in enumerate(look)}
    for group, own in articles.groupby("group", sort=False):
        ax.broken_barh(_stretches(own), (level[group] - 1, height), facecolors=look[group][0])
    numbered = uses.assign(row=range(len(uses)))
    for (term, group), own in numbered.groupby(["term", "group"], sort=False):
        places = own["place"].round(3).unique()  # as fine as the eye; a word of every sentence must not make a page of its own
        low = terms.index(term) + level[group]
        x, y = np.repeat(places, 3), np.tile([low, low + height, np.nan], len(places))
        (strokes,) = ax.plot(x, y, color=look[group][0], linewidth=1.1, solid_capstyle="butt")
        link(strokes, links, own["row"].iloc[0])
    rows(ax, terms)
    ax.set_yticks(range(-1, len(terms)), labels=["all articles", *terms])
    ax.set_ylim(len(terms) - 0.4, -1.6)
    ax.set_xlim(0, 1)
    _calendar(ax, articles)
    key(ax, look)
    return ax


def _stretches(articles: pd.DataFrame) -> list[tuple[float, float]]:
    """Where articles laid end to end begin and how wide they are; what lies closer than the eye can tell is one stretch."""
    start, stop = articles["before"].to_numpy(), (articles["before"] + articles["share"]).to_numpy()
    first = np.flatnonzero(np.append(True, start[1:] - stop[:-1] > 0.0005)[: len(start)])
    return list(zip(start[first], stop[np.append(first[1:] - 1, len(stop) - 1)] - start[first], strict=True))


def _calendar(ax: Axes, articles: pd.DataFrame) -> None:
    """Dates under the articles that are laid end to end, and a line before those that have none."""
    dated = articles[articles["date"].notna()]
    ticks: dict[float, str] = {}
    form = "%Y" if (dated["date"].dt.strftime("%m-%d") == "01-01").all() else "%Y-%m-%d"  # of many articles only the year is known
    for before, date in zip(dated["before"], dated["date"], strict=True):
        if not ticks or before - max(ticks) >= 0.12:
            ticks[before] = f"{date:{form}}"
    if len(dated) < len(articles):
        ax.axvline(float(dated["share"].sum()), color=INK, linewidth=0.8, linestyle=(0, (3, 2)))
        ticks = {place: label for place, label in ticks.items() if place <= dated["share"].sum() - 0.12}
        ticks[float(dated["share"].sum())] = "no date"
    ax.set_xticks(list(ticks), labels=list(ticks.values()), ha="left")
    ax.set_xlabel("all articles in the order of their dates, each as wide as its text is long; a stroke: one use")
