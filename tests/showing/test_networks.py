"""Graphs and heat maps of pairs: what stands where, and that it can be read."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from iranaz_utils.measuring.networks import network
from iranaz_utils.measuring.pairs import compare_pairs
from iranaz_utils.showing import figures
from iranaz_utils.showing.figures.networks import NAMED
from iranaz_utils.showing.html import svg


def mentions_of(actors, *, sentences):
    """Sentences that name two to four of so many actors, the first ones more often; names of very different length."""
    random = np.random.default_rng(7)
    names = [f"N{number:03} " + "of Ruritania " * (number % 4) for number in range(actors)]
    chance = 1 / np.arange(1, actors + 1)
    drawn = [random.choice(names, random.integers(2, 5), replace=False, p=chance / chance.sum()) for _ in range(sentences)]
    every = [*(pair for pair in zip(names, [*names[1:], names[0]], strict=True)), *drawn]
    rows = [(f"d{number % 9}", number, name, ["person", "place"][len(name) % 2]) for number, some in enumerate(every) for name in some]
    return pd.DataFrame(rows, columns=["doc_id", "sentence", "name", "kind"])


SMALL = mentions_of(5, sentences=8)
FOUND = network(SMALL)
DOCUMENTS = pd.DataFrame({"doc_id": [f"d{number}" for number in range(9)], "side": ["RU", "FR", "RU"] * 3})


def names_drawn(axes, nodes):
    axes.figure.draw_without_rendering()
    return [text for text in axes.texts if text.get_text() in set(nodes["name"])]


def covered(axes, nodes):
    """Pairs of names whose boxes share paper."""
    boxes = [text.get_window_extent() for text in names_drawn(axes, nodes)]
    return [(one, other) for number, one in enumerate(boxes) for other in boxes[:number]
            if one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1]  # fmt: skip


@pytest.mark.parametrize(("actors", "sentences"), [(2, 0), (5, 8), (30, 60), (60, 150)])
def test_no_name_covers_another_one(actors, sentences):
    found = network(mentions_of(actors, sentences=sentences))
    axes = figures.network(found.edges, nodes=found.nodes)
    assert len(names_drawn(axes, found.nodes)) == actors
    assert covered(axes, found.nodes) == []


def test_of_many_actors_the_strongest_are_named_and_the_picture_says_so():
    names = [f"Actor number {number}" for number in range(500)]
    edges = pd.DataFrame({"name_a": names, "name_b": [*names[1:], names[0]], "n": 1, "q": 1.0})
    nodes = pd.DataFrame({"name": names, "kind": "person", "community": 0, "strength": np.arange(500, 0, -1.0)})
    axes = figures.network(edges, nodes=nodes)
    assert {text.get_text() for text in names_drawn(axes, nodes)} == set(names[:NAMED])
    assert covered(axes, nodes) == []
    assert axes.get_title(loc="right") == f"named: the {NAMED} strongest of 500 actors"
    assert len(axes.collections) == 500


def test_the_rows_of_the_heat_map_stand_community_by_community():
    clubs = [("a1", "a2"), ("b1", "b2"), ("a1", "a3"), ("b1", "b3"), ("a2", "a3"), ("b2", "b3"), ("a1", "b1")]
    mentions = pd.DataFrame([("d", n, name) for n, pair in enumerate(clubs) for name in pair], columns=["doc_id", "sentence", "name"])
    found = network(mentions)
    axes = figures.matrix(found.edges, nodes=found.nodes)
    order = [label.get_text()[0] for label in axes.get_yticklabels()]
    assert order in (list("aaabbb"), list("bbbaaa"))
    frames = [patch for patch in axes.patches if not patch.get_fill()]
    assert [(frame.get_x(), frame.get_width()) for frame in frames] == [(-0.5, 3), (2.5, 3)]
    assert len(axes.patches) - len(frames) == len(clubs)


def test_marks_of_actors_have_the_shape_of_their_kind_and_lead_to_their_sentences():
    axes = figures.network(FOUND.edges, nodes=FOUND.nodes, node_links=[f"ev-n-{number}" for number in range(5)])
    drawing = svg(axes.figure, "name")
    assert all(f'xlink:href="#ev-n-{number}"' in drawing for number in range(5))
    assert {text.get_text() for text in axes.get_legend().get_texts()} == set(FOUND.nodes["kind"])


def test_both_sides_have_every_actor_in_the_same_place():
    compared = compare_pairs(SMALL, DOCUMENTS, target="RU", reference="FR")
    below = figures.network_of_sides(
        compared, target="RU", reference="FR", nodes=FOUND.nodes, links=[f"ev-{n}" for n in range(len(compared))]
    )
    places = [[tuple(mark.get_offsets()[0]) for mark in axes.collections] for axes in below.figure.axes]
    assert places[0] == places[1] == places[2]
    assert all(covered(axes, FOUND.nodes) == [] for axes in below.figure.axes)
    titles = [axes.get_title(loc="left") for axes in below.figure.axes]
    assert {"RU", "FR"} <= set(titles)
    assert all(f'xlink:href="#ev-{number}"' in svg(below.figure, "name") for number in range(len(compared)))


def test_a_difference_that_chance_could_make_is_dashed_and_has_the_colour_of_its_side():
    compared = pd.DataFrame(
        {"name_a": ["A", "A"], "name_b": ["B", "C"], "n_target": [5, 0], "n_reference": [0, 5], "share_target": [0.5, 0.0],
         "share_reference": [0.0, 0.5], "difference": [0.5, -0.5], "q": [0.01, 0.5]}
    )  # fmt: skip
    below = figures.network_of_sides(compared, target="RU", reference="FR")
    assert [line.get_linestyle() for line in below.lines[:2]] == ["-", "--"]
    assert below.lines[0].get_color() != below.lines[1].get_color()


def test_drawing_two_sides_changes_neither_table_nor_settings():
    compared = compare_pairs(SMALL, DOCUMENTS, target="RU", reference="FR")
    before, style = compared.copy(), dict(mpl.rcParams)
    figures.network_of_sides(compared, target="RU", reference="FR", nodes=FOUND.nodes)
    pd.testing.assert_frame_equal(compared, before)
    assert dict(mpl.rcParams) == style
    assert figures.network_of_sides(compared[:0], target="RU", reference="FR").figure is not None
