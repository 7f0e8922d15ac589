"""The network that co-mentions make."""

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.measuring.comentions import comentions
from iranaz_utils.measuring.networks import Network, adjusted_rand, backbone, network
from iranaz_utils.tables import ColumnError, ParameterError

#: Two triangles, Ann–Bo–Cy and Di–Ed–Fay, and one sentence that joins Cy and Di; every other pair has three sentences of two names.
SENTENCES = [*[("Ann", "Bo"), ("Ann", "Cy"), ("Bo", "Cy"), ("Di", "Ed"), ("Di", "Fay"), ("Ed", "Fay")] * 3, ("Cy", "Di")]


def mentions_of(sentences):
    rows = [(f"d{number % 4}", number, name, "person") for number, names in enumerate(sentences) for name in names]
    return pd.DataFrame(rows, columns=["doc_id", "sentence", "name", "kind"])


TWO_CLUBS = mentions_of(SENTENCES)


# --- a toy to count by eye ------------------------------------------------------------------------


def test_the_two_who_join_two_circles_are_on_all_paths_between_them():
    nodes = network(TWO_CLUBS).nodes.set_index("name")
    assert nodes["degree"].to_dict() == {"Ann": 2, "Bo": 2, "Cy": 3, "Di": 3, "Ed": 2, "Fay": 2}
    assert nodes["strength"].to_dict() == {"Ann": 6, "Bo": 6, "Cy": 7, "Di": 7, "Ed": 6, "Fay": 6}
    # Of the 10 pairs of others, Cy lies between Ann or Bo and Di, Ed or Fay: 6 pairs.
    assert nodes["betweenness"].to_dict() == pytest.approx({"Ann": 0, "Bo": 0, "Cy": 0.6, "Di": 0.6, "Ed": 0, "Fay": 0})
    assert nodes["mentions"].to_dict() == {"Ann": 6, "Bo": 6, "Cy": 7, "Di": 7, "Ed": 6, "Fay": 6}
    assert set(nodes["kind"]) == {"person"}


def test_each_circle_is_a_community_whatever_the_seed():
    found = network(TWO_CLUBS)
    assert found.nodes.set_index("name")["community"].to_dict() == {"Ann": 0, "Bo": 0, "Cy": 0, "Di": 1, "Ed": 1, "Fay": 1}
    # Of weight 19, 18 lies within; each community has half of all ends: 18/19 − 2 × (1/2)².
    assert found.modularity == pytest.approx(18 / 19 - 0.5)
    assert found.stability == 1
    assert set(found.nodes["stays"]) == {1.0}


def test_the_backbone_is_what_stands_out_among_the_edges_of_an_end():
    # Zenda deals out 10 over three edges: (1 − 0.8)², (1 − 0.1)², (1 − 0.1)²; b and c also share 2, of 3 over two edges each: (1 − 2/3)¹.
    pairs = pd.DataFrame({"name_a": ["a", "b", "c", "b"], "name_b": ["z", "z", "z", "c"], "weight": [8.0, 1.0, 1.0, 2.0]})
    assert backbone(pairs).to_list() == pytest.approx([0.04, 2 / 3, 2 / 3, 1 / 3])
    edges = network(pairs.assign(n=[8, 1, 1, 2])).edges
    assert edges["backbone"].to_list() == [True, False, False, False]


def test_a_long_list_of_guests_does_not_outweigh_what_is_said_of_two():
    guests = mentions_of([tuple("ABCDEFGHIJ"), ("A", "B"), ("A", "B")])
    nodes = network(guests).nodes.set_index("name")
    assert nodes["strength"].to_dict() == pytest.approx({"A": 3, "B": 3} | dict.fromkeys("CDEFGHIJ", 1))


def test_only_the_actors_that_most_articles_name_are_kept_when_told_so():
    found = network(mentions_of([("Ann", "Bo"), ("Ann", "Bo"), ("Ann", "Cy")]), most=2)
    assert found.nodes["name"].to_list() == ["Ann", "Bo"]
    assert found.edges[["name_a", "name_b", "n"]].to_numpy().tolist() == [["Ann", "Bo", 2]]


def test_a_table_of_pairs_makes_the_same_network_as_its_mentions():
    direct, through_pairs = network(TWO_CLUBS), network(comentions(TWO_CLUBS), TWO_CLUBS)
    pd.testing.assert_frame_equal(direct.nodes, through_pairs.nodes)
    pd.testing.assert_frame_equal(direct.edges, through_pairs.edges)
    alone = network(comentions(TWO_CLUBS)).nodes
    assert alone["mentions"].isna().all()
    assert alone["community"].to_list() == direct.nodes["community"].to_list()


def test_an_actor_says_whether_it_is_on_the_list_where_the_mentions_tell_it():
    nodes = network(TWO_CLUBS.assign(listed=TWO_CLUBS["name"] != "Bo")).nodes
    assert nodes.columns[-1] == "listed"
    assert nodes.loc[~nodes["listed"], "name"].to_list() == ["Bo"]


# --- laws and a second way ------------------------------------------------------------------------

SOME = st.lists(st.lists(st.sampled_from("ABCDEF"), min_size=1, max_size=4, unique=True), min_size=1, max_size=10).map(mentions_of)
PARTS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=8)


@settings(max_examples=12, deadline=None)
@given(SOME, st.randoms(use_true_random=False))
def test_the_order_of_the_mentions_changes_nothing(mentions, random):
    shuffled = mentions.sample(frac=1, random_state=random.randrange(1000))
    for one, other in zip(network(mentions)[:2], network(shuffled)[:2], strict=True):
        pd.testing.assert_frame_equal(one, other)


@settings(max_examples=12, deadline=None)
@given(SOME)
def test_modularity_and_disparity_are_those_of_their_formulas(mentions):
    found = network(mentions)
    weights = {(row.name_a, row.name_b): row.weight for row in found.edges.itertuples()}
    total, strength = sum(weights.values()), dict(zip(found.nodes["name"], found.nodes["strength"], strict=True))
    community = dict(zip(found.nodes["name"], found.nodes["community"], strict=True))
    if weights:
        within = sum(weight for (a, b), weight in weights.items() if community[a] == community[b]) / total
        chance = sum(
            (sum(strength[name] for name in strength if community[name] == part) / (2 * total)) ** 2 for part in set(community.values())
        )
        assert found.modularity == pytest.approx(within - chance)
    for row in found.edges.itertuples():
        ends = [(1 - row.weight / strength[name]) ** (sum(name in pair for pair in weights) - 1) for name in (row.name_a, row.name_b)]
        assert row.disparity == pytest.approx(min(ends), abs=1e-9)


@given(PARTS)
def test_agreement_of_two_partitions_is_that_of_a_count_of_pairs(labels):
    one, other = ({str(number): label[way] for number, label in enumerate(labels)} for way in (0, 1))
    pairs = list(combinations(one, 2))
    in_one, in_other = ({pair for pair in pairs if part[pair[0]] == part[pair[1]]} for part in (one, other))
    chance = len(in_one) * len(in_other) / max(len(pairs), 1)
    most = (len(in_one) + len(in_other)) / 2
    expected = 1.0 if most == chance else (len(in_one & in_other) - chance) / (most - chance)
    assert adjusted_rand(one, other) == pytest.approx(expected)
    assert adjusted_rand(one, one) == 1


def test_how_firm_a_community_is_follows_from_every_run(monkeypatch):
    # Three runs: A, B, C together; then C leaves; then all together. C keeps (0 + 1) / 2 of its company, A and B (1/2 + 1) / 2.
    drawn = iter([{"A": 0, "B": 0, "C": 0}, {"A": 0, "B": 0, "C": 1}, {"A": 0, "B": 0, "C": 0}])
    monkeypatch.setattr("iranaz_utils.measuring.networks.RUNS", 2)
    monkeypatch.setattr("iranaz_utils.measuring.networks._communities", lambda graph, seed: next(drawn))
    found = network(mentions_of([("A", "B", "C")]))
    assert found.nodes.set_index("name")["stays"].to_dict() == {"A": 0.75, "B": 0.75, "C": 0.5}


def test_betweenness_is_that_of_all_shortest_paths():
    random = np.random.default_rng(5)
    found = network(mentions_of([tuple(random.choice(list("ABCDEFGH"), 2, replace=False)) for _ in range(20)]))
    graph = nx.Graph()
    graph.add_weighted_edges_from((row.name_a, row.name_b, 1 / row.weight) for row in found.edges.itertuples())
    through = dict.fromkeys(graph, 0.0)
    for a, b in combinations(graph, 2):
        if nx.has_path(graph, a, b):
            paths = list(nx.all_shortest_paths(graph, a, b, weight="weight"))
            for path in paths:
                for name in path[1:-1]:
                    through[name] += 1 / len(paths)
    others = (len(graph) - 1) * (len(graph) - 2) / 2
    assert found.nodes.set_index("name")["betweenness"].to_dict() == pytest.approx({name: n / others for name, n in through.items()})


# --- feared mistakes ------------------------------------------------------------------------------


def test_nobody_and_somebody_alone_make_an_empty_network():
    for mentions in (TWO_CLUBS[:0], TWO_CLUBS[:1]):
        found = network(mentions)
        assert isinstance(found, Network)
        assert (len(found.nodes), len(found.edges), found.stability) == (0, 0, 1.0)
        assert {"name", "betweenness", "community", "stays"} <= set(found.nodes.columns)
        assert {"disparity", "backbone"} <= set(found.edges.columns)
        assert np.isnan(found.modularity)


def test_copies_of_an_article_are_counted_once():
    copied = TWO_CLUBS.assign(duplicate_of=None)
    again = TWO_CLUBS.assign(doc_id="copy of " + TWO_CLUBS["doc_id"], duplicate_of=TWO_CLUBS["doc_id"])
    pd.testing.assert_frame_equal(network(pd.concat([copied, again])).nodes, network(TWO_CLUBS).nodes)


# --- errors that explain themselves ---------------------------------------------------------------


def test_a_table_that_is_neither_is_refused():
    with pytest.raises(ColumnError, match="expected a mentions or a comentions table; got the columns term"):
        network(pd.DataFrame({"term": ["river"]}))


def test_a_network_of_one_is_refused():
    with pytest.raises(ParameterError, match="most=1"):
        network(TWO_CLUBS, most=1)
