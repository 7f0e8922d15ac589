"""Tables and figures as parts of a page: plain HTML, everything from an article escaped, every number a link to its sentences."""

from __future__ import annotations

import re
from html import escape
from io import StringIO
from typing import TYPE_CHECKING

import pandas as pd

from iranaz_utils.showing.evidence import evidence_html
from iranaz_utils.showing.words import known, written

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def anchor(block: str, number: int) -> str:
    """The name of the place on the page that holds the sentences of row `number` of a block.

    >>> anchor("top_terms", 3)
    'ev-top_terms-3'
    """
    return f"ev-{block}-{number}"


def table_html(frame: pd.DataFrame, *, name: str, caption: str, labels: dict[str, str], rows: list[str] | None = None) -> str:
    """A table with a caption, its first column as the head of each row.

    Parameters
    ----------
    frame
        The rows to show, as they are.
    name
        Name of the block; its place on the page is `table-NAME`.
    caption
        What the table says, with unit and base.
    labels
        Column → heading; the columns shown and their order.
    rows
        For each row the anchor of its sentences, empty for none; the row's head then links to it.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> "<script>" in table_html(pd.DataFrame({"term": ["<script>"]}), name="t", caption="", labels={"term": "Term"})
    False
    """
    head = "".join(f'<th scope="col"{_numeric(frame, column)}>{escape(label)}</th>' for column, label in labels.items())
    body = "".join(_row(frame, number, list(labels), rows[number] if rows else "") for number in range(len(frame)))
    body = body or f'<tr><td colspan="{len(labels)}">nothing to show</td></tr>'
    return (
        f'<figure class="table" id="table-{escape(name)}"><div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></figure>"
    )


def _row(frame: pd.DataFrame, number: int, columns: list[str], link: str) -> str:
    """One row; its first cell is the head."""
    cells = frame.iloc[number]
    first = f'<span dir="auto">{escape(written(columns[0], cells[columns[0]]))}</span>'
    head = f'<a href="#{escape(link)}">{first}</a>' if link else first
    rest = "".join(
        f'<td{_numeric(frame, column)}><span dir="auto">{escape(written(column, cells[column]))}</span></td>' for column in columns[1:]
    )
    return f'<tr><th scope="row">{head}</th>{rest}</tr>'


def _numeric(frame: pd.DataFrame, column: str) -> str:
    return ' class="num"' if pd.api.types.is_numeric_dtype(frame[column]) else ""


def behind_html(found: pd.DataFrame, keys: list[str], *, block: str, labels: list[str] | None = None) -> tuple[str, list[str]]:
    """The sentences behind the rows of a block, and for each row the anchor that a link goes to (empty where there are none)."""
    parts, links = [], []
    for number, (key, label) in enumerate(zip(keys, labels or keys, strict=True)):
        part = evidence_html(found, key, anchor=anchor(block, number), label=label)
        parts.append(part)
        links.append(anchor(block, number) if part else "")
    return (f'<div class="behind"><p>The sentences behind each row:</p>{"".join(parts)}</div>' if any(parts) else ""), links


def figure_html(figure: Figure, *, name: str, alt: str, caption: str) -> str:
    """A figure as inline SVG with real text, its description and its caption; marks that carry an address are links.

    Raises
    ------
    ValueError
        If the description is empty: a figure that is not described says nothing to a reader who cannot see it.
    """
    if not alt.strip():
        raise ValueError(f"the figure {name!r} needs a description (alt) that states what it shows")
    drawing = svg(figure, name)
    return (
        f'<figure class="chart" id="fig-{escape(name)}"><div class="scroll" role="group" aria-label="{escape(alt)}">{drawing}</div>'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def svg(figure: Figure, name: str) -> str:
    """A figure as an SVG element: the same bytes for the same figure, its inner names prefixed so that many fit on one page."""
    import matplotlib as mpl

    target = StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
        figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
    drawing = target.getvalue()
    drawing = drawing[drawing.index("<svg") :]
    drawing = re.sub(r"<metadata>.*?</metadata>", "", drawing, flags=re.DOTALL)
    drawing = re.sub(r'(\bid="|="#|url\(#)(?!ev-)', rf"\g<1>{name}-", drawing)
    return drawing.replace(' target="_self"', "").strip()


def said_html(text: str) -> str:
    """A sentence made from a table.

    >>> said_html("a < b")
    '<p class="say" dir="auto">a &lt; b</p>'
    """
    return f'<p class="say" dir="auto">{escape(text)}</p>'


def note_html(text: str) -> str:
    """A warning about how little a result can carry.

    >>> note_html("Five articles.")
    '<aside class="note" dir="auto">Five articles.</aside>'
    """
    return f'<aside class="note" dir="auto">{escape(text)}</aside>'


def pairs_html(pairs: dict[str, object]) -> str:
    """Names with their values, as a list of descriptions.

    >>> pairs_html({"articles": 5, "outlet": None})
    '<dl><dt>articles</dt><dd dir="auto">5</dd><dt>outlet</dt><dd dir="auto">–</dd></dl>'
    """
    items = (
        f'<dt>{escape(str(name))}</dt><dd dir="auto">{escape(written("", value)) if known(value) else "–"}</dd>'
        for name, value in pairs.items()
    )
    return f"<dl>{''.join(items)}</dl>"
