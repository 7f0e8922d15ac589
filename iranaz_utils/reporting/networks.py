"""Networks as files for other programs, and as an object of networkx.

============== =====================================================================================
write_network  NAME.gexf for Gephi, NAME.graphml for most other programs, NAME.csv as a list of edges
to_networkx    the network as a networkx graph, with all columns as attributes
gexf           the text of the first file: GEXF 1.3, each actor and each edge alive on its days
graphml        the text of the second
============== =====================================================================================

Names come out of articles, so characters that XML cannot hold are left out and all others are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import pandas as pd

from iranaz_utils.measuring.comentions import UNITS, once
from iranaz_utils.reporting.files import harmless
from iranaz_utils.showing.words import known
from iranaz_utils.tables import take

if TYPE_CHECKING:
    import networkx as nx

    from iranaz_utils.measuring.networks import Network
    from iranaz_utils.reading import Corpus

GEXF, GRAPHML = "http://gexf.net/1.3", "http://graphml.graphdrawing.org/xmlns"
#: What XML 1.0 cannot hold, even escaped.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: What both formats call the type of a column, by its kind.
TYPES = {"i": "long", "u": "long", "f": "double", "b": "boolean"}
#: Columns that say who an edge joins, not what it is like.
ENDS = ("name_a", "name_b")


def write_network(
    network: Network,
    folder: str | Path,
    name: str = "network",
    *,
    mentions: pd.DataFrame | None = None,
    documents: pd.DataFrame | Corpus | None = None,
    unit: str = "sentence",
) -> list[Path]:
    """Write a network as GEXF, GraphML and a CSV list of edges.

    Parameters
    ----------
    network
        What `iz.network` gave.
    folder, name
        Where to write, and the name of the files without its ending. The folder is made where it is not there.
    mentions, documents, unit
        The mentions that the network was made of, their articles with `date`, and the unit. With them actors and edges of the GEXF file
        are alive on the days of the articles that name them; those named in undated articles only are alive always.

    Returns
    -------
    list of Path
        The files that were written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from iranaz_utils.measuring.networks import network
    >>> found = network(pd.DataFrame({"doc_id": ["a", "a"], "sentence": [0, 0], "name": ["Flavia", "Zenda"]}))
    >>> with TemporaryDirectory() as folder:
    ...     [file.name for file in write_network(found, folder)]
    ['network.gexf', 'network.graphml', 'network.csv']
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    days = days_of(network, mentions, documents, unit) if mentions is not None and documents is not None else None
    edges = harmless(network.edges.rename(columns={"name_a": "Source", "name_b": "Target"}))
    texts = {"gexf": gexf(network, days), "graphml": graphml(network), "csv": edges.to_csv(index=False, lineterminator="\n")}
    for ending, text in texts.items():
        (place / f"{name}.{ending}").write_text(text, "utf-8", newline="\n")
    return [place / f"{name}.{ending}" for ending in texts]


def to_networkx(network: Network) -> nx.Graph:
    """The network as a networkx graph: an actor's and an edge's attributes are the columns of their rows, missing ones left out.

    Examples
    --------
    >>> from iranaz_utils.measuring.networks import network
    >>> graph = to_networkx(network(pd.DataFrame({"doc_id": ["a", "a"], "sentence": [0, 0], "name": ["Flavia", "Zenda"]})))
    >>> graph.edges["Flavia", "Zenda"]["n"], graph.nodes["Zenda"]["strength"]
    (1, 1.0)
    """
    import networkx as nx

    graph = nx.Graph()
    for row in network.nodes.to_dict("records"):
        graph.add_node(row["name"], **{str(column): value for column, value in row.items() if column != "name" and known(value)})
    for row in network.edges.to_dict("records"):
        attributes = {str(column): value for column, value in row.items() if column not in ENDS and known(value)}
        graph.add_edge(row["name_a"], row["name_b"], **attributes)
    return graph


def days_of(
    network: Network, mentions: pd.DataFrame, documents: pd.DataFrame | Corpus, unit: str = "sentence"
) -> dict[Any, dict[str, int]]:
    """On which days an actor (its name) is mentioned, and a pair (both names) shares a unit, and how often; ISO days in their order."""
    dates = take(documents, "doc_id", "date").to_pandas().dropna()
    dated = once(mentions, documents).merge(dates.assign(day=dates["date"].dt.strftime("%Y-%m-%d"))[["doc_id", "day"]], on="doc_id")
    dated = dated[dated["name"].isin(network.nodes["name"])]
    found: dict[Any, dict[str, int]] = {}
    for (name, day), n in dated.groupby(["name", "day"]).size().items():
        found.setdefault(name, {})[day] = n
    namings = dated.drop_duplicates([*UNITS[unit], "name"])[[*UNITS[unit], "day", "name"]]
    both = namings.merge(namings, on=[*UNITS[unit], "day"], suffixes=("_a", "_b")).query("name_a < name_b")
    for (one, other, day), n in both.groupby([*ENDS, "day"]).size().items():
        found.setdefault((one, other), {})[day] = n
    return found


def gexf(network: Network, days: dict[Any, dict[str, int]] | None = None) -> str:
    """The network as GEXF 1.3, dynamic where days are given: a spell for each stretch of days, and the count of each day as an attribute.

    Examples
    --------
    >>> from iranaz_utils.measuring.networks import network
    >>> found = network(pd.DataFrame({"doc_id": ["a", "a"], "sentence": [0, 0], "name": ["Flavia", "Zenda"]}))
    >>> '<edge id="0" source="0" target="1" weight="1.0">' in gexf(found)
    True
    """
    days = days or {}
    weights = network.edges["weight" if "weight" in network.edges.columns else "n"].astype(float)
    # Programs take an attribute with the title "weight" for the weight itself, which each edge has already.
    nodes, edges = network.nodes.drop(columns="name"), network.edges.drop(columns=[*ENDS, "weight"], errors="ignore")
    number = {name: str(place) for place, name in enumerate(network.nodes["name"])}
    how = ' mode="dynamic" timeformat="date" timerepresentation="interval"' if days else ' mode="static"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<gexf xmlns="{GEXF}" version="1.3">',
        "<meta><creator>iranaz-utils</creator><description>Actors that are named together</description></meta>",
        f'<graph defaultedgetype="undirected" idtype="string"{how}>',
        *_declared(nodes, "node", "mentions on the day" if days else None),
        *_declared(edges, "edge", "units on the day" if days else None),
        f'<nodes count="{len(nodes)}">',
    ]
    for name, values in zip(network.nodes["name"], nodes.to_dict("records"), strict=True):
        lines += [f'<node id="{number[name]}" label={_quoted(name)}>', *_inside(values, days.get(name, {})), "</node>"]
    lines += ["</nodes>", f'<edges count="{len(edges)}">']
    pairs = zip(network.edges["name_a"], network.edges["name_b"], weights, edges.to_dict("records"), strict=True)
    for place, (a, b, weight, values) in enumerate(pairs):
        lines += [
            f'<edge id="{place}" source="{number[a]}" target="{number[b]}" weight="{weight}">',
            *_inside(values, days.get((a, b), {})),
            "</edge>",
        ]
    return "\n".join([*lines, "</edges>", "</graph>", "</gexf>", ""])


def _declared(table: pd.DataFrame, kind: str, by_day: str | None) -> Iterable[str]:
    """The count that changes by day, then the columns of nodes or edges: readers that keep one declaration a kind keep the last.

    Such a reader (graphology, and with it Gephi Lite) also takes the id of an attribute for its title, unless that is a number.
    """
    if by_day:
        yield f'<attributes class="{kind}" mode="dynamic"><attribute id="day" title="{by_day}" type="long"/></attributes>'
    yield f'<attributes class="{kind}" mode="static">'
    for column in table.columns:
        written = TYPES.get(table[column].dtype.kind, "string")
        yield f'<attribute id={_quoted(column)} title={_quoted(column)} type="{written}"/>'
    yield "</attributes>"


def _inside(values: dict[Any, Any], days: dict[str, int]) -> Iterable[str]:
    """What stands inside a node or an edge: its values, those of its days, and the stretches of days on which it is alive."""
    static = [f"<attvalue for={_quoted(column)} value={_quoted(value)}/>" for column, value in values.items() if known(value)]
    daily = [f'<attvalue for="day" value="{n}" start="{day}" end="{day}"/>' for day, n in days.items()]
    yield f"<attvalues>{''.join([*static, *daily])}</attvalues>"
    if days:
        yield "".join(["<spells>", *(f'<spell start="{first}" end="{last}"/>' for first, last in _stretches(days)), "</spells>"])


def _stretches(days: Iterable[str]) -> list[tuple[str, str]]:
    """Days that follow each other, joined; first and last day of each stretch.

    >>> _stretches(["2031-01-31", "2031-02-01", "2031-02-03"])
    [('2031-01-31', '2031-02-01'), ('2031-02-03', '2031-02-03')]
    """
    found: list[tuple[str, str]] = []
    for day in days:
        before = str(date.fromisoformat(day) - timedelta(days=1))
        if found and found[-1][1] == before:
            found[-1] = found[-1][0], day
        else:
            found.append((day, day))
    return found


def graphml(network: Network) -> str:
    """The network as GraphML; the `label` of a node is the actor's name.

    Examples
    --------
    >>> from iranaz_utils.measuring.networks import network
    >>> found = network(pd.DataFrame({"doc_id": ["a", "a"], "sentence": [0, 0], "name": ["Flavia", "Zenda"]}))
    >>> '<data key="n0">Flavia</data>' in graphml(found)
    True
    """
    nodes, edges = network.nodes.rename(columns={"name": "label"}), network.edges.drop(columns=list(ENDS))
    number = {name: f"a{place}" for place, name in enumerate(network.nodes["name"])}
    keys = [*_keys(nodes, "node"), *_keys(edges, "edge")]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<graphml xmlns="{GRAPHML}">', *keys, '<graph edgedefault="undirected">']
    for place, values in enumerate(nodes.to_dict("records")):
        lines.append(f'<node id="a{place}">{_data(values, "n")}</node>')
    for a, b, values in zip(network.edges["name_a"], network.edges["name_b"], edges.to_dict("records"), strict=True):
        lines.append(f'<edge source="{number[a]}" target="{number[b]}">{_data(values, "e")}</edge>')
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def _keys(table: pd.DataFrame, kind: str) -> Iterable[str]:
    for place, column in enumerate(table.columns):
        written = TYPES.get(table[column].dtype.kind, "string")
        yield f'<key id="{kind[0]}{place}" for="{kind}" attr.name={_quoted(column)} attr.type="{written}"/>'


def _data(values: dict[Any, Any], key: str) -> str:
    cells = ((place, value) for place, value in enumerate(values.values()) if known(value))
    return "".join(f'<data key="{key}{place}">{escape(_plain(value))}</data>' for place, value in cells)


def _plain(value: object) -> str:
    """A value as both formats write it, without characters that XML cannot hold."""
    return ("true" if value else "false") if isinstance(value, bool) else NOT_XML.sub("", str(value))


def _quoted(value: object) -> str:
    return quoteattr(_plain(value))
