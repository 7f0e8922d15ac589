"""The house style of the figures: colours, markers, type and rules, and the few things that every figure draws alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib import lines
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, SOFT, FAINT, PAPER = "#1b1f24", "#59616b", "#8a9099", "#ffffff"
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


def axes_of(ax: Axes | None, *, height: float, width: float = 8.0) -> Axes:
    """The Axes to draw on: the given one, or a new figure of this size in inches."""
    return ax if ax is not None else Figure(figsize=(width, height)).add_subplot()


def link(artist, links: Sequence[str] | None, row: int) -> None:
    """Make the mark of a row lead to its sentences; marks of a scatter plot take a list."""
    if links is not None and links[row]:
        address = f"#{links[row]}"
        artist.set_urls([address]) if hasattr(artist, "set_urls") else artist.set_url(address)


def look_of(groups: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Colour and marker of each group, by its place in the list; the last look serves all that are too many."""
    return {group: GROUPS[min(number, len(GROUPS) - 1)] for number, group in enumerate(groups)}


def key(ax: Axes, look: dict[str, tuple[str, str]]) -> None:
    """The names of the groups above the plot, each with its own mark and colour."""
    if len(look) > 1:
        marks = [lines.Line2D([], [], color=colour, marker=marker, linestyle="", label=group) for group, (colour, marker) in look.items()]
        ax.legend(
            handles=marks,
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=min(len(look), 7),
            frameon=False,
            handletextpad=0.1,
            borderaxespad=0.2,
        )


def rows(ax: Axes, labels: Sequence[str]) -> None:
    """The labels of a chart whose rows run from top to bottom."""
    ax.set_yticks(range(len(labels)), labels=list(labels))
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


@in_house_style
def sourced(ax: Axes, source: str) -> Axes:
    """Write under a figure what it was made from, so that it says so wherever it is shown."""
    ax.figure.supxlabel(source, x=0.99, ha="right", fontsize=7, color=SOFT)
    return ax
