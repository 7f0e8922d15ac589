"""The network that co-mentions make: who stands in the middle, who connects, which actors keep company, which lines matter.

============= =================================================================================
network       nodes and edges with their measures, the communities and how firm they are
backbone      for each edge, how surprising its weight is among those of its two ends
adjusted_rand how far two ways to part the same actors agree
============= =================================================================================

The weight of an edge is the `weight` of the pair: the units that name both, with lists of names counted down (see `comentions`). For
shortest paths the length of an edge is 1 / weight, so that strong ties are short.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from iranaz_utils.measuring.comentions import comentions, once
from iranaz_utils.tables import ColumnError, ParameterError, take

if TYPE_CHECKING:
    import networkx as nx

#: With how many other runs the communities are compared; below which `disparity` an edge belongs to the backbone.
RUNS, ALPHA = 20, 0.05


class Network(NamedTuple):
    """What `network` gives.

    Attributes
    ----------
    nodes : DataFrame
        One row an actor, the strongest first: `name, kind, mentions, documents, degree, strength, betweenness, community, stays`.
    edges : DataFrame
        The comentions table of these actors, with `disparity` and whether the edge is in the `backbone`.
    modularity : float
        How much more weight lies within the communities than edges dealt out at random would put there; missing without edges.
    stability : float
        The mean adjusted Rand index of the communities and those of other seeds: 1 the same, 0 no better than chance.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    modularity: float
    stability: float


def network(
    source: pd.DataFrame, mentions: pd.DataFrame | None = None, *, unit: str = "sentence", most: int | None = None, seed: int = 0
) -> Network:
    """The network of the actors that are named together.

    Parameters
    ----------
    source
        Mentions table; or a comentions table, with which `unit` is not used.
    mentions
        With a comentions table: the mentions that it was made of, which tell kinds, mentions and documents; without them these are missing.
    unit
        As in `comentions`.
    most
        Keep only so many actors: those that most documents name (of a comentions table without mentions, most units). None keeps all;
        the time grows with actors × edges, and 500 actors take some seconds.
    seed
        Of the communities; other seeds tell how stable they are.

    Returns
    -------
    Network
        Its nodes have a row for every actor that shares a unit with another one: `mentions` and `documents` that name it; `degree`, the
        number of its edges; `strength`, the sum of their weights, which is the number of units that name it with somebody else where no
        actor was left out; `betweenness`, the share of shortest paths between two others that lead through it; its `community`, numbered
        from 0 by strength; and `stays`, the share of its community that other seeds put together with it too, 1 for one alone. Where the
        mentions tell it, `listed` says whether the actor is on the profile's list.

    Raises
    ------
    ColumnError
        If `source` is neither a mentions nor a comentions table.
    ParameterError
        If `most` is below 2, or as in `comentions`.

    References
    ----------
    Blondel et al. 2008 (Louvain); Newman 2004 (modularity); Hubert and Arabie 1985 (adjusted Rand); Freeman 1977 and Brandes 2001
    (betweenness); Serrano, Boguñá and Vespignani 2009 (backbone).

    Examples
    --------
    >>> mentions = pd.DataFrame({"doc_id": list("aabb"), "name": ["Flavia", "Rudolf", "Rudolf", "Zenda"]})
    >>> network(mentions, unit="document").nodes[["name", "degree", "strength", "betweenness"]].values.tolist()
    [['Rudolf', 2, 2.0, 1.0], ['Flavia', 1, 1.0, 0.0], ['Zenda', 1, 1.0, 0.0]]
    """
    if most is not None and most < 2:
        raise ParameterError(f"a network needs two actors at least; got most={most}")
    pairs, about = _pairs_and_actors(source, mentions, unit)
    if most is not None:
        kept = about.head(most)["name"]
        pairs = pairs[pairs["name_a"].isin(kept) & pairs["name_b"].isin(kept)].reset_index(drop=True)
    graph = _graph(pairs)
    runs = [_communities(graph, run) for run in range(seed, seed + RUNS + 1)]
    nodes = _measured(graph, about, runs)
    edges = pairs.assign(disparity=backbone(pairs))
    edges["backbone"] = edges["disparity"] < ALPHA
    stability = float(np.mean([adjusted_rand(runs[0], other) for other in runs[1:]]))
    return Network(nodes, edges, _modularity(graph, nodes), stability)


def backbone(pairs: pd.DataFrame) -> pd.Series:
    """How surprising the weight of each edge is, if each of its ends dealt its strength out over its edges at random.

    The smaller of the two ends' probabilities (1 − w/s)^(k − 1), where w is the weight, s the strength of the end and k its degree; an end
    with one edge has nothing to deal out and says 1. Edges below 0.05 are the backbone: it keeps what matters to small actors too, which
    a plain threshold on weights would lose.

    Parameters
    ----------
    pairs
        Columns `name_a`, `name_b`, `weight` (or `n` where there is no weight).

    References
    ----------
    Serrano, Boguñá and Vespignani 2009.

    Examples
    --------
    >>> star = pd.DataFrame({"name_a": ["Zenda"] * 3, "name_b": ["a", "b", "c"], "weight": [8.0, 1.0, 1.0]})
    >>> backbone(star).round(2).to_list()
    [0.04, 0.81, 0.81]
    """
    weight = _weight(pairs)
    ends = pd.concat([pairs["name_a"], pairs["name_b"]])
    both = pd.concat([weight, weight]).groupby(ends.to_numpy())
    strength, degree = both.sum(), both.size()
    sides = [
        np.maximum(0, 1 - weight.to_numpy() / strength.reindex(pairs[end]).to_numpy()) ** (degree.reindex(pairs[end]).to_numpy() - 1)
        for end in ("name_a", "name_b")
    ]
    return pd.Series(np.minimum(*sides), index=pairs.index, dtype="float64", name="disparity")


def adjusted_rand(one: dict[str, int], other: dict[str, int]) -> float:
    """How far two ways to part the same actors agree: 1 the same parts, 0 what chance would give.

    Examples
    --------
    >>> adjusted_rand({"a": 0, "b": 0, "c": 1}, {"a": 5, "b": 5, "c": 7})
    1.0
    """
    parts = Counter(one.values()), Counter(other[name] for name in one), Counter((part, other[name]) for name, part in one.items())
    rows, columns, together = (sum(size * (size - 1) / 2 for size in sizes.values()) for sizes in parts)
    everybody = len(one) * (len(one) - 1) / 2
    chance = rows * columns / everybody if everybody else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == chance else float((together - chance) / (most - chance))


def _pairs_and_actors(source: pd.DataFrame, mentions: pd.DataFrame | None, unit: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The pairs, and `name, kind, mentions, documents` of all actors, the one in most documents first."""
    if {"name_a", "name_b"} <= set(source.columns):
        pairs = source.reset_index(drop=True)
        return pairs, _actors(pairs) if mentions is None else _named(mentions)
    if not {"doc_id", "name"} <= set(source.columns):
        raise ColumnError(f"expected a mentions or a comentions table; got the columns {', '.join(map(str, source.columns))}")
    counted = once(source)
    return comentions(counted, unit=unit), _named(counted)


def _named(mentions: pd.DataFrame) -> pd.DataFrame:
    rows = take(mentions, "doc_id", "name", table="mentions", optional=("kind",)).to_pandas()
    actors = rows.groupby("name").agg(kind=("kind", "first"), mentions=("doc_id", "size"), documents=("doc_id", "nunique"))
    if "listed" in mentions.columns:
        actors["listed"] = mentions.groupby("name")["listed"].any()
    return actors.reset_index().sort_values(["documents", "mentions", "name"], ascending=[False, False, True], ignore_index=True)


def _actors(pairs: pd.DataFrame) -> pd.DataFrame:
    """The actors of a table of pairs, of which only the units are known."""
    take(pairs, "n", table="comentions")
    units = [pairs.get(column, pairs["n"]) for column in ("n_a", "n_b")]
    ends = pd.DataFrame({"name": pd.concat([pairs["name_a"], pairs["name_b"]]), "units": pd.concat(units)})
    most = ends.groupby("name", as_index=False)["units"].max().sort_values(["units", "name"], ascending=[False, True], ignore_index=True)
    return most.drop(columns="units").assign(kind=pd.Series(dtype="str"), mentions=np.nan, documents=np.nan)


def _weight(pairs: pd.DataFrame) -> pd.Series:
    return pairs["weight" if "weight" in pairs.columns else "n"].astype("float64")


def _graph(pairs: pd.DataFrame) -> nx.Graph:
    """The pairs as a networkx graph; actors and edges in the order of their names, so that the order of the rows changes nothing."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(sorted({*pairs["name_a"], *pairs["name_b"]}))
    rows = sorted(zip(pairs["name_a"], pairs["name_b"], _weight(pairs), strict=True))
    graph.add_edges_from((a, b, {"weight": weight, "length": 1 / weight}) for a, b, weight in rows)
    return graph


def _communities(graph: nx.Graph, seed: int) -> dict[str, int]:
    """The community of each actor, the strongest community first."""
    import networkx as nx

    strength = dict(graph.degree(weight="weight"))
    found = nx.community.louvain_communities(graph, weight="weight", seed=seed) if len(graph) else []
    ordered = sorted(found, key=lambda members: (-round(sum(strength[name] for name in members), 6), min(members)))
    return {name: number for number, members in enumerate(ordered) for name in members}


def _modularity(graph: nx.Graph, nodes: pd.DataFrame) -> float:
    import networkx as nx

    parts = [set(names) for _, names in nodes.groupby("community")["name"]]
    return float(nx.community.modularity(graph, parts, weight="weight")) if parts else float("nan")


def _measured(graph: nx.Graph, about: pd.DataFrame, runs: list[dict[str, int]]) -> pd.DataFrame:
    import networkx as nx

    names = list(graph)
    between = nx.betweenness_centrality(graph, weight="length")
    measures = {
        "name": names,
        "degree": [graph.degree(name) for name in names],
        "strength": [round(graph.degree(name, weight="weight"), 9) for name in names],
        "betweenness": [between[name] for name in names],
        "community": [runs[0][name] for name in names],
        "stays": _stays(names, runs),
    }
    types = {"name": "str", "degree": "int64", "strength": "float64", "betweenness": "float64", "community": "int64", "stays": "float64"}
    nodes = about.merge(pd.DataFrame(measures).astype(types), on="name")
    nodes = nodes[[*nodes.columns.drop("listed", errors="ignore"), *nodes.columns.intersection(["listed"])]]
    return nodes.sort_values(["strength", "name"], ascending=[False, True], ignore_index=True)


def _stays(names: list[str], runs: list[dict[str, int]]) -> np.ndarray:
    """For each actor the share of its community that the other runs put together with it, over all runs and members."""
    parts = np.array([[run[name] for name in names] for run in runs], dtype=np.int64).reshape(len(runs), len(names))
    own, width = parts[0], parts.max(initial=0) + 1
    others = np.bincount(own, minlength=width)[own] - 1
    kept = np.zeros(len(names))
    for part in parts[1:]:
        _, both, sizes = np.unique(own * width + part, return_inverse=True, return_counts=True)
        kept += sizes[both] - 1
    return np.where(others > 0, kept / np.maximum(others, 1) / len(runs[1:]), 1.0)
