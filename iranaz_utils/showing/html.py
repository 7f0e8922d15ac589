"""Tables and figures as parts of a page: plain HTML, everything from an article escaped, every number a link to its sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import pandas as pd

from iranaz_utils.showing.evidence import evidence_html, shown_of
from iranaz_utils.showing.words import written

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: From so many rows on, what stands behind them is folded; and from so many rows on, the end of a table.
FOLDED, LONG = 12, 40


def anchor(block: str, number: int) -> str:
    """The name of the place on the page that holds the sentences of row `number` of a block.

    >>> anchor("top_terms", 3)
    'ev-top_terms-3'
    """
    return f"ev-{block}-{number}"


def anchors_of(keys: list[str], block: str) -> dict[str, str]:
    """Key of each row of a block → the place on the page that holds its sentences.

    >>> anchors_of(["river", "road"], "terms")
    {'river': 'ev-terms-0', 'road': 'ev-terms-1'}
    """
    return {key: anchor(block, number) for number, key in enumerate(dict.fromkeys(keys))}


def table_html(frame: pd.DataFrame, *, name: str, caption: str, columns: dict[str, str], rows: list[str] | None = None) -> str:
    """A table with a caption, its first column as the head of each row.

    Parameters
    ----------
    frame
        The rows to show, as they are.
    name
        Name of the block; its place on the page is `table-NAME`.
    caption
        What the table says, with unit and base.
    columns
        Column → heading; the columns shown and their order.
    rows
        For each row the anchor of its sentences, empty for none; the row's head then links to it.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> "<script>" in table_html(pd.DataFrame({"term": ["<script>"]}), name="t", caption="", columns={"term": "Term"})
    False
    """
    head = "".join(f'<th scope="col"{_numeric(frame, column)}>{escape(label)}</th>' for column, label in columns.items())
    links = rows or [""] * len(frame)
    body = [_row(frame, number, list(columns), links[number]) for number in range(len(frame))]
    return _framed(f"<tr>{head}</tr>", body, name=name, caption=caption, width=len(columns))


Cells = dict[tuple[str, str], dict[str, object]]


def compare_html(cells: Cells, *, name: str, caption: str, groups: dict[str, str], columns: dict[str, str], head: str) -> str:
    """A table with a row for each thing and, next to each other, the same columns for each group.

    Parameters
    ----------
    cells
        (Row, group) → column → value; `link` is the anchor of its sentences. A pair that is not there is shown as dashes.
    name, caption
        As in `table_html`.
    groups
        Group → heading, from left to right.
    columns
        Column → heading, the same for each group; the first one links to the sentences.
    head
        What the rows are.

    Examples
    --------
    >>> cells, groups = {("river", "RU"): {"n": 2}}, {"RU": "RU · 1 article", "FR": "FR · 1 article"}
    >>> page = compare_html(cells, name="t", caption="", groups=groups, columns={"n": "Uses"}, head="Term")
    >>> page.count("<td"), "–" in page
    (2, True)
    """
    top = "".join(
        f'<th scope="colgroup" colspan="{len(columns)}" class="num"><span dir="auto">{escape(heading)}</span></th>'
        for heading in groups.values()
    )
    second = "".join(f'<th scope="col" class="num">{escape(heading)}</th>' for heading in columns.values()) * len(groups)
    body = [
        f'<tr><th scope="row"><span dir="auto">{escape(row)}</span></th>'
        f"{''.join(_cells(cells.get((row, group), {}), list(columns)) for group in groups)}</tr>"
        for row in dict.fromkeys(row for row, _ in cells)
    ]
    heads = f'<tr><th scope="col" rowspan="2">{escape(head)}</th>{top}</tr><tr>{second}</tr>'
    return _framed(heads, body, name=name, caption=caption, width=1 + len(columns) * len(groups)).replace(
        "<table>", '<table class="numbers">'
    )


def _framed(head: str, rows: list[str], *, name: str, caption: str, width: int) -> str:
    """Head and rows as a table on a page; it scrolls by itself where it is wider than the page, and the end of a long one is folded."""
    body = "".join(rows[:LONG]) or f'<tr><td colspan="{width}">nothing to show</td></tr>'
    further = f"{len(rows) - LONG:,} more rows"
    rest = f"<details><summary>{further}</summary>{_table(head, rows[LONG:], f'{caption}: {further}')}</details>" if rows[LONG:] else ""
    return f'<figure class="table" id="table-{escape(name)}">{_table(head, [body], caption)}{rest}</figure>'


def _table(head: str, rows: list[str], caption: str) -> str:
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _cells(values: dict[str, object], columns: list[str]) -> str:
    """The cells of one row for one group."""
    shown = [escape(written(column, values.get(column))) for column in columns]
    if values.get("link"):
        shown[0] = f'<a href="#{escape(str(values["link"]))}">{shown[0]}</a>'
    return "".join(f"<td>{cell}</td>" for cell in shown)


def _row(frame: pd.DataFrame, number: int, columns: list[str], link: str) -> str:
    """One row; its first cell is the head."""
    cells = frame.iloc[number]
    first = f'<span dir="auto">{escape(written(columns[0], cells[columns[0]]))}</span>'
    head = f'<a href="#{escape(link)}">{first}</a>' if link else first
    rest = "".join(_cell(column, cells[column], is_number=bool(_numeric(frame, column))) for column in columns[1:])
    return f'<tr><th scope="row">{head}</th>{rest}</tr>'


def _cell(column: str, value: object, *, is_number: bool) -> str:
    shown = escape(written(column, value))
    return f'<td class="num">{shown}</td>' if is_number else f'<td><span dir="auto">{shown}</span></td>'


def _numeric(frame: pd.DataFrame, column: str) -> str:
    return ' class="num"' if pd.api.types.is_numeric_dtype(frame[column]) else ""


def behind_html(found: pd.DataFrame, labels: list[str], anchors: dict[str, str], *, files: str = "") -> str:
    """The sentences behind the rows of a block; empty where there are none.

    Parameters
    ----------
    found
        Passages.
    labels
        What each row is called.
    anchors
        Key of each row, in the same order → the place on the page that its links go to.
    files
        HTML of the links to the files with all sentences.
    """
    shown, places = shown_of(found), zip(labels, anchors.items(), strict=True)
    parts = [evidence_html(shown.get(key, ()), anchor=place, label=label) for label, (key, place) in places]
    if not any(parts):
        return ""
    said = f"<p>All sentences: {files}</p>" if files else ""
    if sum(map(bool, parts)) <= FOLDED:
        return f'<div class="behind"><p>The sentences behind each number:</p>{"".join(parts)}{said}</div>'
    summary = f"The sentences behind each number, {len(parts)} rows"
    return f'<details class="fold"><summary>{summary}</summary><div class="behind">{"".join(parts)}{said}</div></details>'


def marks_html(keys: list[str], links: list[str]) -> str:
    """For each mark of a figure a link to its sentences, which stand under the table of the same rows.

    >>> marks_html(["Zenda"], ["ev-actors-0"]).count("href")
    1
    """
    pairs = [(key, link) for key, link in zip(keys, links, strict=True) if link]
    items = "".join(f'<li><a href="#{escape(link)}" dir="auto">{escape(key)}</a></li>' for key, link in pairs)
    return f'<details class="marks"><summary>The sentences behind each mark</summary><ul>{items}</ul></details>' if items else ""


def figure_html(drawing: str, *, name: str, alt: str, caption: str, marks: dict[str, str] | None = None) -> str:
    """A drawing, as `svg` gives it, with its description and its caption; marks that carry an address are links.

    Parameters
    ----------
    drawing
        The SVG element.
    name, caption
        As in `table_html`; its place on the page is `fig-NAME`.
    alt
        What the figure shows, for those who cannot see it.
    marks
        Anchor of a mark → what the mark stands for, which names its link.

    Raises
    ------
    ValueError
        If the description is empty: a figure that is not described says nothing to a reader who cannot see it.
    """
    if not alt.strip():
        raise ValueError(f"the figure {name!r} needs a description (alt) that states what it shows")
    return (
        f'<figure class="chart" id="fig-{escape(name)}"><div class="scroll" tabindex="0" role="group" aria-label="{escape(alt)}">'
        f"{_in_page(drawing, marks or {})}</div><figcaption>{escape(caption)}</figcaption></figure>"
    )


def _in_page(drawing: str, marks: dict[str, str]) -> str:
    """A drawing as a part of HTML, which needs no addresses of namespaces: a page names no address at all."""
    plain = re.sub(r' xmlns(?::\w+)?="[^"]*"', "", drawing, count=2).replace("xlink:href", "href")
    return re.sub(r'<a href="#([^"]*)"', lambda link: f'{link[0]} aria-label="{escape(marks.get(link[1], "Sentences"))}"', plain)


#: The letters of a drawing; the first are those that its places were measured with.
FONT = "DejaVu Sans, Verdana, sans-serif"


def svg(figure: Figure, name: str) -> str:
    """A figure as an SVG element: the same bytes for the same figure, its inner names prefixed so that many fit on one page."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    target = StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
        FigureCanvasSVG(figure).print_svg(target, metadata={"Date": None, "Creator": None})  # `savefig` would draw it twice
    return _lean(target.getvalue(), name)


def png(figure: Figure) -> bytes:
    """A figure that `svg` has laid out as a picture of 144 dots per inch."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    target = BytesIO()
    figure.set_layout_engine("none")
    figure.set_dpi(144)
    # Most of the time would go into making the file a tenth smaller.
    FigureCanvasAgg(figure).print_png(target, metadata={"Software": None}, pil_kwargs={"compress_level": 1})
    return target.getvalue()


def _lean(drawing: str, name: str) -> str:
    """The SVG element of a drawing: no metadata, no line breaks, only the inner names that something refers to, each with a prefix."""
    drawing = re.sub(r"<metadata>.*?</metadata>", "", drawing[drawing.index("<svg") :], flags=re.DOTALL)
    drawing = re.sub(r"\s*\n\s*", " ", drawing).replace("> <", "><")
    drawing = re.sub(r' target="\w*"', "", drawing)
    used = set(re.findall(r'(?:url\(|href=")#([^")]+)', drawing))
    drawing = re.sub(r' id="([^"]*)"', lambda found: found[0] if found[1] in used else "", drawing)
    drawing = re.sub(r"<g ?/>", "", drawing)
    # Matplotlib names seven fonts in every text and writes places to a millionth of a point: most of a large drawing would be that.
    drawing = re.sub(r"(<text style=\"[^\"]*?)font-family: [^;\"]*;? ?", r"\1", drawing).replace("<svg ", f'<svg font-family="{FONT}" ', 1)
    drawing = re.sub(r' (?:d|x|y|transform)="[^"]*"', lambda found: re.sub(r"(\.\d)\d+", r"\1", found[0]), drawing)
    return re.sub(r'(\bid="|="#|url\(#)(?!ev-)', rf"\g<1>{name}-", drawing).strip()


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


def pairs_html(pairs: Mapping[str, object]) -> str:
    """Names with their values, as a list of descriptions; a name with several values has them one under the other.

    >>> pairs_html({"articles": 5, "sides": ["IR 3", "AZ 2"], "outlet": None}).count("<dd")
    4
    """
    items = []
    for name, value in pairs.items():
        values = value if isinstance(value, list) else [value]
        items.append(f"<dt>{escape(str(name))}</dt>" + "".join(f'<dd dir="auto">{escape(written("", each))}</dd>' for each in values))
    return f"<dl>{''.join(items)}</dl>"
