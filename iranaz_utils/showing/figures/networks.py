"""Who is named with whom, as a heat map and as a graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib import patches

from iranaz_utils.showing.figures.style import FAINT, GROUPS, INK, PAPER, axes_of, in_house_style, link, rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@in_house_style
def matrix(comentions: pd.DataFrame, *, links: Sequence[str] | None = None, ax: Axes | None = None) -> Axes:
    """Who is named with whom: a square for each pair, darker for more units, the number in it.

    Names stand in the order in which they first occur in the table; a pair is drawn once, below the diagonal.
    """
    names = list(dict.fromkeys([*comentions["name_a"], *comentions["name_b"]]))
    place = {name: number for number, name in enumerate(names)}
    ax = axes_of(ax, height=1.6 + 0.36 * len(names), width=8.0)
    most = max(1, int(comentions["n"].max()) if len(comentions) else 1)
    colours = mpl.colormaps["Blues"]
    for number, row in enumerate(comentions.itertuples()):
        y, x = sorted((place[row.name_a], place[row.name_b]), reverse=True)
        depth = 0.12 + 0.8 * np.sqrt(row.n / most)
        square = patches.Rectangle((x - 0.46, y - 0.46), 0.92, 0.92, color=colours(depth), linewidth=0)
        ax.add_patch(square)
        link(square, links, number)
        ax.text(x, y, f"{row.n:,}", ha="center", va="center", fontsize=8, color=PAPER if depth > 0.55 else INK)
    rows(ax, names)
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

    ax = axes_of(ax, height=5.6)
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
        link(line, links, number)
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
