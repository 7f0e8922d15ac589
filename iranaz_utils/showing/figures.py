"""Tables → figures. Each function takes a table and an optional Axes, draws its rows in their order, and returns the Axes.

None of them shows, saves, sorts or changes what it was given. `links` gives each row of the table the address that its mark leads to.

========== ===========================================================
rates      how often terms are used, with intervals, by group
contrast   what sets two sides apart, as a two-sided bar chart
matrix     who is named with whom, as a heat map
network    the same as a graph with a seeded layout
coverage   articles per period and group; missing periods stay empty
dates      the days that articles speak of, by group
========== ===========================================================
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib import dates as mdates
from matplotlib import lines, patches
from matplotlib.figure import Figure

from iranaz_utils.showing.words import count_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, FAINT, PAPER = "#1b1f24", "#8a9099", "#ffffff"
#: Colour and marker of the first, second, … group: told apart by shape as well (colours: Okabe and Ito 2008).
GROUPS = (("#0072b2", "o"), ("#d55e00", "s"), ("#009e73", "^"), ("#cc79a7", "D"), ("#56b4e9", "v"), ("#e69f00", "P"), (FAINT, "X"))

STYLE = {
    "font.size": 10, "font.family": "sans-serif", "font.sans-serif": ["DejaVu Sans"],
    "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": FAINT, "xtick.color": INK,
    "ytick.color": INK, "axes.spines.top": False, "axes.spines.right": False, "axes.titlesize": 10, "axes.titlelocation": "left",
    "xtick.labelsize": 9, "ytick.labelsize": 10, "figure.facecolor": PAPER, "axes.facecolor": PAPER, "text.parse_math": False,
    "figure.constrained_layout.use": True, "axes.axisbelow": True, "grid.color": "#e4e7eb", "grid.linewidth": 0.8,
}  # fmt: skip


def in_house_style(draw: Callable[..., Axes]) -> Callable[..., Axes]:
    """Draw in the style of the reports, and leave matplotlib's own settings as they were."""

    @wraps(draw)
    def drawn(*arguments, **keywords):
        with mpl.rc_context(STYLE):
            return draw(*arguments, **keywords)

    return drawn


def _axes(ax: Axes | None, *, height: float, width: float = 8.0) -> Axes:
    """The Axes to draw on: the given one, or a new figure of this size in inches."""
    return ax if ax is not None else Figure(figsize=(width, height)).add_subplot()


def _link(artist, links: Sequence[str] | None, row: int) -> None:
    """Make the mark of a row lead to its sentences; marks of a scatter plot take a list."""
    if links is not None and links[row]:
        address = f"#{links[row]}"
        artist.set_urls([address]) if hasattr(artist, "set_urls") else artist.set_url(address)


def _look(groups: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Colour and marker of each group, by its place in the list; the last look serves all that are too many."""
    return {group: GROUPS[min(number, len(GROUPS) - 1)] for number, group in enumerate(groups)}


def _key(ax: Axes, look: dict[str, tuple[str, str]]) -> None:
    """The names of the groups above the plot, each with its own mark and colour."""
    if len(look) > 1:
        marks = [lines.Line2D([], [], color=colour, marker=marker, linestyle="", label=group) for group, (colour, marker) in look.items()]
        ax.legend(
            handles=marks,
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=min(len(look), 4),
            frameon=False,
            handletextpad=0.1,
            borderaxespad=0.2,
        )


def _rows(ax: Axes, labels: Sequence[str]) -> None:
    """The labels of a chart whose rows run from top to bottom."""
    ax.set_yticks(range(len(labels)), labels=list(labels))
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


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
    look = _look(list(groups) if groups is not None else list(dict.fromkeys(frequency["group"])))
    ax = _axes(ax, height=1.1 + 0.32 * len(terms))
    step = 0.5 / max(len(look), 1)
    for number, row in enumerate(frequency.itertuples()):
        colour, marker = look[row.group]
        y = terms.index(row.term) + step * (list(look).index(row.group) - (len(look) - 1) / 2)
        if row.rate_low == row.rate_low:
            ax.plot([row.rate_low, row.rate_high], [y, y], color=colour, linewidth=2, alpha=0.35, solid_capstyle="round")
        _link(ax.scatter([row.rate], [y], color=colour, marker=marker, s=34, zorder=3), links, number)
    _rows(ax, terms)
    ax.grid(axis="y")
    ax.set_xlim(left=0)
    ax.set_xlabel("uses per 10,000 words; bars: 95 % interval over articles")
    _key(ax, look)
    return ax


@in_house_style
def contrast(keyness: pd.DataFrame, *, target: str, reference: str, links: Sequence[str] | None = None, ax: Axes | None = None) -> Axes:
    """What sets two sides apart: to the right what the target uses more often, to the left what the reference does.

    A bar ends at the log ratio; its full part ends at the conservative bound (LRC), which says how much of it the counts support.
    """
    ax = _axes(ax, height=1.2 + 0.3 * len(keyness))
    reach = max(1.0, float(keyness["log_ratio"].abs().max()) if len(keyness) else 1.0)
    for y, row in enumerate(keyness.itertuples()):
        colour = GROUPS[0 if row.log_ratio >= 0 else 1][0]
        (bar,) = ax.barh([y], [row.log_ratio], height=0.7, color=colour, alpha=0.3)
        ax.barh([y], [row.lrc], height=0.7, color=colour)
        _link(bar, links, y)
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
    ax.set_xlabel("how many times more often; full part of a bar: what the counts support (LRC, 95 %)")
    ax.set_title(f"← more in {reference}", loc="left", color=GROUPS[1][0])
    ax.set_title(f"more in {target} →", loc="right", color=GROUPS[0][0])
    return ax


@in_house_style
def matrix(comentions: pd.DataFrame, *, links: Sequence[str] | None = None, ax: Axes | None = None) -> Axes:
    """Who is named with whom: a square for each pair, darker for more units, the number in it.

    Names stand in the order in which they first occur in the table; a pair is drawn once, below the diagonal.
    """
    names = list(dict.fromkeys([*comentions["name_a"], *comentions["name_b"]]))
    place = {name: number for number, name in enumerate(names)}
    ax = _axes(ax, height=1.6 + 0.36 * len(names), width=8.0)
    most = max(1, int(comentions["n"].max()) if len(comentions) else 1)
    colours = mpl.colormaps["Blues"]
    for number, row in enumerate(comentions.itertuples()):
        y, x = sorted((place[row.name_a], place[row.name_b]), reverse=True)
        depth = 0.12 + 0.8 * np.sqrt(row.n / most)
        square = patches.Rectangle((x - 0.46, y - 0.46), 0.92, 0.92, color=colours(depth), linewidth=0)
        ax.add_patch(square)
        _link(square, links, number)
        ax.text(x, y, f"{row.n:,}", ha="center", va="center", fontsize=8, color=PAPER if depth > 0.55 else INK)
    _rows(ax, names)
    ax.set_xticks(range(len(names)), labels=names, rotation=90)
    ax.set_xlim(-0.6, len(names) - 0.4)
    ax.tick_params(axis="x", length=0)
    ax.spines["bottom"].set_visible(False)
    return ax


@in_house_style
def network(comentions: pd.DataFrame, *, seed: int = 0, links: Sequence[str] | None = None, ax: Axes | None = None) -> Axes:
    """The same pairs as a graph: a line for each, wider for more units, dashed where chance alone could give as many (q ≥ 0.05).

    The places come from a spring layout with a seed; only who is linked with whom means something, not where a name stands.
    """
    import networkx as nx

    ax = _axes(ax, height=5.6)
    graph = nx.Graph()
    for row in comentions.itertuples():
        graph.add_edge(row.name_a, row.name_b, weight=float(row.n))
    places = nx.spring_layout(graph, seed=seed, k=2.2 / np.sqrt(max(len(graph), 1)), iterations=200)
    most = max(1, int(comentions["n"].max()) if len(comentions) else 1)
    for number, row in enumerate(comentions.itertuples()):
        (ax_, ay), (bx, by) = places[row.name_a], places[row.name_b]
        sure = row.q < 0.05
        width = 0.8 + 4 * row.n / most
        (line,) = ax.plot(
            [ax_, bx], [ay, by], color=GROUPS[0][0] if sure else FAINT, linewidth=width, linestyle="-" if sure else (0, (2, 1.5)), alpha=0.6
        )
        _link(line, links, number)
    for name, (x, y) in _apart(places).items():
        ax.scatter([places[name][0]], [places[name][1]], color=INK, s=18, zorder=3)
        paper = {"facecolor": PAPER, "alpha": 0.75, "pad": 0.8, "edgecolor": "none"}
        ax.text(x, y, name, ha="center", va="bottom", fontsize=9, zorder=4, bbox=paper)
    ax.margins(0.14, 0.08)
    ax.set_axis_off()
    return ax


def _apart(places: dict[str, np.ndarray], *, width: float = 0.018, height: float = 0.055, rounds: int = 200) -> dict[str, np.ndarray]:
    """Where labels stand so that they do not cover each other: pushed up and down until no two boxes overlap."""
    names = sorted(places)
    at = np.array([places[name] for name in names], dtype=float).reshape(-1, 2) + np.array([0, 0.02])
    half = np.array([[width * len(name) / 2, height / 2] for name in names]).reshape(-1, 2)
    for _ in range(rounds):
        apart = at[:, None, :] - at[None, :, :]
        near = (half[:, None, :] + half[None, :, :]) - np.abs(apart)
        overlap = (near > 0).all(axis=2) & ~np.eye(len(names), dtype=bool)
        if not overlap.any():
            break
        up = np.sign(apart[:, :, 1] + 1e-9 * np.sign(np.arange(len(names))[:, None] - np.arange(len(names))[None, :]))
        at[:, 1] += (overlap * up * near[:, :, 1]).sum(axis=1) * 0.3
    return dict(zip(names, at, strict=True))


@in_house_style
def coverage(
    timeline: pd.DataFrame, *, groups: Sequence[str] | None = None, links: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """Articles per period, a row of bars for each group; a period without any article is marked as missing, never drawn as zero.

    Where the timeline counts articles that match a query, the pale bar is all articles of the group in that period.
    """
    periods, order = list(dict.fromkeys(timeline["period"])), list(groups) if groups is not None else list(dict.fromkeys(timeline["group"]))
    look = _look(order)
    most = max(1, int(timeline["n_total"].max()) if len(timeline) else 1)
    ax = _axes(ax, height=1.0 + 1.15 * max(len(order), 1))
    for number, row in enumerate(timeline.itertuples()):
        x, base, colour = periods.index(row.period), -order.index(row.group) * 1.35, look[row.group][0]
        if row.status == "missing":
            ax.text(x, base, "·", ha="center", va="bottom", color=FAINT)
            continue
        if row.n < row.n_total:
            ax.bar([x], [row.n_total / most], bottom=base, width=0.8, color=colour, alpha=0.25)
        (bar,) = ax.bar([x], [row.n / most], bottom=base, width=0.8, color=colour)
        _link(bar, links, number)
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
    look = _look(order)
    ax = _axes(ax, height=0.9 + 0.55 * max(len(order), 1))
    for number, (row, side) in enumerate(zip(events.itertuples(), sides, strict=True)):
        colour, marker = look[side]
        face = colour if row.precision == "day" else "none"
        _link(
            ax.scatter([row.date], [order.index(side)], facecolors=face, edgecolors=colour, marker=marker, s=46, alpha=0.8), links, number
        )
    _rows(ax, order)
    ax.grid(axis="y")
    if events.empty:
        ax.text(0.5, 0.5, "no sentence with a day or a month", transform=ax.transAxes, ha="center", va="center", color=FAINT)
    else:
        locator = mdates.AutoDateLocator(minticks=3, maxticks=9)
        ax.xaxis.set_major_locator(locator)
        ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    ax.set_xlabel("day that the sentence speaks of (hollow: month)")
    return ax
