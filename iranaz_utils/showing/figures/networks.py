"""Who is named with whom: as a heat map and as a graph.

The names in a graph are set one after the other, the strongest first, each on the nearest place to its mark where it covers no other
name; their sizes are measured, not guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib import lines, patches
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure

from iranaz_utils.showing.figures.style import FAINT, GROUPS, INK, PAPER, axes_of, in_house_style, link, rows

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Marks of the kinds of actors; those without a kind have the last.
KINDS = {"person": "o", "organisation": "s", "place": "^", "": "D"}
#: More names than this cannot be read in one picture: the strongest are named, and the picture says so. Numbers in squares likewise.
NAMED, NUMBERED = 60, 40
UP = mpl.colormaps["Blues"]


@in_house_style
def matrix(
    comentions: pd.DataFrame, *, nodes: pd.DataFrame | None = None, links: Sequence[str] | None = None, ax: Axes | None = None
) -> Axes:
    """Who is named with whom: a square for each pair, darker for more units, the number in it.

    Parameters
    ----------
    comentions
        Comentions table; a pair is drawn once, below the diagonal.
    nodes
        Nodes of the network of these pairs. Their order, community by community, is then that of the rows, with a frame around each
        community; by default names stand in the order in which they first occur in the table.
    links, ax
        As in `rates`.
    """
    names = _in_blocks(comentions, nodes)
    place = {name: number for number, name in enumerate(names)}
    ax = axes_of(ax, height=1.6 + min(0.36, 7 / max(len(names), 1)) * len(names), width=8.0)
    most = max(1, int(comentions["n"].max()) if len(comentions) else 1)
    small = min(8.0, 150 / max(len(names), 1))
    for number, row in enumerate(comentions.itertuples()):
        y, x = sorted((place[row.name_a], place[row.name_b]), reverse=True)
        depth = 0.12 + 0.8 * np.sqrt(row.n / most)
        square = patches.Rectangle((x - 0.46, y - 0.46), 0.92, 0.92, color=UP(depth), linewidth=0)
        ax.add_patch(square)
        link(square, links, number)
        if len(names) <= NUMBERED:
            ax.text(x, y, f"{row.n:,}", ha="center", va="center", fontsize=small, color=PAPER if depth > 0.55 else INK)
    if nodes is not None:
        _frames(ax, nodes, names)
    rows(ax, names)
    ax.set_xticks(range(len(names)), labels=[name if len(name) <= 30 else f"{name[:28]}…" for name in names], rotation=90)
    ax.tick_params(labelsize=min(9.0, 270 / max(len(names), 1)))
    ax.set_xlim(-0.6, len(names) - 0.4)
    ax.tick_params(axis="x", length=0)
    ax.spines["bottom"].set_visible(False)
    return ax


def _in_blocks(comentions: pd.DataFrame, nodes: pd.DataFrame | None) -> list[str]:
    """The names in the order of the rows: community by community, in each the strongest first."""
    there = list(dict.fromkeys([*comentions["name_a"], *comentions["name_b"]]))
    if nodes is None:
        return there
    ordered = nodes[nodes["name"].isin(there)].sort_values(["community", "strength", "name"], ascending=[True, False, True])
    return ordered["name"].to_list()


def _frames(ax: Axes, nodes: pd.DataFrame, names: list[str]) -> None:
    """A frame around each community."""
    community = nodes.set_index("name")["community"].reindex(names)
    for _, members in pd.Series(range(len(names)), index=names).groupby(community.to_numpy()):
        first, size = members.min() - 0.5, len(members)
        ax.add_patch(patches.Rectangle((first, first), size, size, fill=False, edgecolor=FAINT, linewidth=1))


@in_house_style
def network(
    comentions: pd.DataFrame,
    *,
    nodes: pd.DataFrame | None = None,
    seed: int = 0,
    links: Sequence[str] | None = None,
    node_links: Sequence[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Pairs as a graph: a line for each, wider for more units, dashed where chance alone could give as many (q ≥ 0.05).

    The places come from a spring layout with a seed; only who is linked with whom means something, not where a name stands.

    Parameters
    ----------
    comentions
        Comentions table.
    nodes
        Nodes of the network of these pairs: the colour of a mark is its community, its shape its kind, its size its strength.
    seed
        Of the layout.
    links, node_links
        For each row of `comentions` and of `nodes` the anchor that its mark leads to.
    ax
        As in `rates`.
    """
    ax = axes_of(ax, height=6.4)
    places = _places(comentions, seed)
    _span(ax)
    most = max(1, int(comentions["n"].max()) if len(comentions) else 1)
    for number, row in enumerate(comentions.itertuples()):
        sure = row.q < 0.05
        line = _line(ax, places, row, width=0.6 + 4 * row.n / most, colour=GROUPS[0][0] if sure else FAINT, sure=sure)
        link(line, links, number)
    named = _actors(ax, places, nodes, node_links)
    if nodes is not None:
        _kinds(ax, nodes[nodes["name"].isin(places)])
    _set_names([ax], named)
    return ax


@in_house_style
def network_of_sides(
    compared: pd.DataFrame,
    *,
    target: str,
    reference: str,
    nodes: pd.DataFrame | None = None,
    seed: int = 0,
    links: Sequence[str] | None = None,
) -> Axes:
    """The pairs of two sides, all actors in the same places: above each side alone, below the difference.

    Above, a line is the wider the larger the share of the side's units is. Below, it has the colour of the side that names the pair in
    a larger share, and is dashed where articles dealt out at random could differ as much (q ≥ 0.05).

    Parameters
    ----------
    compared
        What `compare_pairs` gave.
    target, reference
        The names of the two sides.
    nodes, seed, links
        As in `network`.
    """
    figure = Figure(figsize=(8.0, 10.0))
    panels = figure.subplot_mosaic([["target", "reference"], ["difference", "difference"]], height_ratios=[3, 4])
    places = _places(compared.assign(n=compared["n_target"] + compared["n_reference"]), seed)
    pairs = list(compared.itertuples())
    most = float(max([1e-9, *compared["share_target"], *compared["share_reference"]]))
    for side, name, (colour, _) in (("target", target, GROUPS[0]), ("reference", reference, GROUPS[1])):
        _span(panels[side])
        for number, row in enumerate(pairs):
            share = getattr(row, f"share_{side}")
            if share > 0:
                link(_line(panels[side], places, row, width=0.6 + 4 * share / most, colour=colour, sure=True), links, number)
        panels[side].set_title(name, color=colour, fontweight="bold")
    widest = max(1e-9, float(compared["difference"].abs().max()) if len(compared) else 0.0)
    below = panels["difference"]
    _span(below)
    for number, row in enumerate(pairs):
        colour = GROUPS[0 if row.difference >= 0 else 1][0]
        width = 0.6 + 4 * abs(row.difference) / widest
        link(_line(below, places, row, width=width, colour=colour, sure=row.q < 0.05), links, number)
    below.set_title(f"more in {target}", color=GROUPS[0][0], loc="left")
    below.set_title(f"more in {reference}", color=GROUPS[1][0], loc="right")
    named = [_actors(panel, places, nodes, None) for panel in panels.values()]
    _set_names(list(panels.values()), named[0])
    return below


def _places(comentions: pd.DataFrame, seed: int) -> dict[str, np.ndarray]:
    """Where each actor stands, between −1 and 1 on both axes."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(sorted({*comentions["name_a"], *comentions["name_b"]}))
    # Square roots: one pair far above all others would draw its two actors together and push the rest to the rim.
    graph.add_weighted_edges_from((row.name_a, row.name_b, float(row.n) ** 0.5) for row in comentions.itertuples())
    found = nx.spring_layout(graph, seed=seed, k=2.6 / np.sqrt(max(len(graph), 1)), iterations=200 if len(graph) < 100 else 50)
    at = np.array(list(found.values())).reshape(-1, 2)
    if len(at) > 2:
        # Ranks keep the neighbours and use the whole paper, where a spring layout leaves its rim empty.
        at = at / np.abs(at).max() + at.argsort(axis=0).argsort(axis=0) / (len(at) - 1) * 2 - 1
        at = 2 * (at - at.min(axis=0)) / (at.max(axis=0) - at.min(axis=0)) - 1
    return dict(zip(found, at, strict=True))


def _span(ax: Axes) -> None:
    """The same stretch for every graph, with room for names around it."""
    ax.set_xlim(-1.25, 1.25)
    ax.set_ylim(-1.12, 1.12)
    ax.set_axis_off()
    ax.set(xticks=[], yticks=[])  # or they are measured for the layout although nobody sees them


def _line(ax: Axes, places: dict[str, np.ndarray], row, *, width: float, colour: str, sure: bool) -> lines.Line2D:
    (one, other), style = (places[row.name_a], places[row.name_b]), "-" if sure else (0, (2, 1.5))
    return ax.plot([one[0], other[0]], [one[1], other[1]], color=colour, linewidth=width, linestyle=style, alpha=0.55, clip_on=False)[0]


def _actors(ax: Axes, places: dict[str, np.ndarray], nodes: pd.DataFrame | None, links: Sequence[str] | None) -> dict[str, np.ndarray]:
    """Draw the marks of the actors; gives the places of those that are to be named, the strongest first."""
    about = nodes if nodes is not None else pd.DataFrame({"name": list(places), "kind": "", "community": 0, "strength": 1.0})
    strongest = max([1e-9, *about["strength"]])
    for number, row in enumerate(about.itertuples()):
        if row.name in places:
            colour = GROUPS[row.community % len(GROUPS)][0] if nodes is not None else INK
            marker = KINDS.get(row.kind, KINDS[""]) if nodes is not None else "o"
            mark = ax.scatter(*places[row.name][:, None], color=colour, marker=marker, s=14 + 60 * row.strength / strongest, zorder=3)
            link(mark, links, number)
    drawn = [name for name in about["name"] if name in places]
    if len(drawn) > NAMED:
        ax.set_title(f"named: the {NAMED} strongest of {len(drawn):,} actors", loc="right", fontsize=8, color=FAINT)
    return {name: places[name] for name in drawn[:NAMED]}


def _kinds(ax: Axes, nodes: pd.DataFrame) -> None:
    """What the shapes of the marks mean."""
    there = [kind for kind in KINDS if kind and kind in set(nodes["kind"])]
    marks = [lines.Line2D([], [], color=FAINT, marker=KINDS[kind], linestyle="", label=kind) for kind in there]
    if marks:
        ax.legend(handles=marks, loc="upper center", bbox_to_anchor=(0.5, 0.02), ncols=3, frameon=False, handletextpad=0.1, fontsize=8)


def _set_names(panels: Sequence[Axes], places: dict[str, np.ndarray]) -> None:
    """Write the names in each panel, once all else is drawn."""
    figure, size = panels[0].figure, 9 if len(places) <= 25 else 7.5
    figure.draw_without_rendering()  # settles where the axes stand, so that sizes on paper can be measured
    for ax in panels:
        _set_names_in(ax, places, size=size)


def _set_names_in(ax: Axes, places: dict[str, np.ndarray], *, size: float) -> None:
    """Write each name on the nearest place to its mark where it covers no name that is already there, with a line where that is far."""
    paper, taken, letters = ax.get_window_extent(), np.empty((0, 4)), RendererAgg(1, 1, ax.figure.dpi)
    scale = size * ax.figure.dpi / 72
    for name, at in places.items():
        text = ax.text(*at, name, ha="center", va="center", fontsize=size, zorder=4, in_layout=False)
        text.set_bbox({"facecolor": PAPER, "alpha": 0.7, "pad": 0.5, "edgecolor": "none"})
        box = text.get_window_extent(letters)
        # Browsers set the same letters a little wider or narrower: a tenth more room than measured.
        half = np.array([box.width * 1.1, box.height * 1.05]) / 2 + 1
        mark = ax.transData.transform(at)
        centre = _free_place(mark, half, paper, taken, scale)
        taken = np.vstack([taken, [*(centre - half), *(centre + half)]])
        where = ax.transData.inverted().transform(centre)
        text.set_position(where)
        if (np.abs(centre - mark) > half + 1.5 * scale).any():
            ax.plot([at[0], where[0]], [at[1], where[1]], color=FAINT, linewidth=0.5, zorder=2)


def _free_place(mark: np.ndarray, half: np.ndarray, paper, taken: np.ndarray, scale: float) -> np.ndarray:
    """The centre of the nearest box of this size that covers none of those taken, in points of the screen."""
    low, high = np.array([paper.x0, paper.y0]) + half, np.array([paper.x1, paper.y1]) - half
    for step in _around(scale):
        centre = np.clip(mark + step * [1 + half[0] / scale / 2, 1], low, high)
        if not ((centre - half < taken[:, 2:]) & (taken[:, :2] < centre + half)).all(axis=1).any():
            return centre
    return mark


def _around(scale: float) -> Iterator[np.ndarray]:
    """Steps away from a mark, the nearest first: above, below, to the sides, and ever wider rings."""
    for ring in range(1, 200):
        for turn in range(4 + 4 * ring):
            angle = np.pi / 2 + (-1) ** turn * np.pi * ((turn + 1) // 2) / (2 + 2 * ring)
            yield scale * ring * np.array([np.cos(angle), np.sin(angle)])
