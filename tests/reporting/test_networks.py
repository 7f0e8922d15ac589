"""Networks as files for other programs."""

import io
import re
import xml.etree.ElementTree as ET

import networkx as nx
import pandas as pd
import pytest

from iranaz_utils.measuring.networks import network
from iranaz_utils.reading import load_corpus, packaged
from iranaz_utils.reporting.networks import days_of, gexf, graphml, to_networkx, write_network
from iranaz_utils.reporting.page import Page

#: Anna and Berta share a sentence on 31 January and 1 February, Berta and Carl one on 3 February and one in an article without a date.
MENTIONS = pd.DataFrame(
    [("a", 0, "Anna"), ("a", 0, "Berta"), ("b", 0, "Anna"), ("b", 0, "Berta"), ("c", 0, "Berta"), ("c", 0, "Carl"), ("d", 0, "Berta"),
     ("d", 0, "Carl"), ("d", 1, "Dora"), ("d", 1, "Carl")],
    columns=["doc_id", "sentence", "name"],
).assign(kind="person")  # fmt: skip
DOCUMENTS = pd.DataFrame({"doc_id": list("abcd"), "date": pd.to_datetime(["2031-01-31", "2031-02-01", "2031-02-03", None])})
FOUND = network(MENTIONS)
DAYS = days_of(FOUND, MENTIONS, DOCUMENTS)

# --- the schema of GEXF 1.3, as far as these files use it --------------------------------------------

DATE = r"\d{4}-\d\d-\d\d"
LIFE = {"start": DATE, "end": DATE}
#: Element → its attributes as (pattern, is required), and the elements inside it; what is not listed is not allowed.
SCHEMA = {
    "gexf": ({"version": ("1\\.3", True)}, {"meta", "graph"}),
    "meta": ({"lastmodifieddate": (DATE, False)}, {"creator", "description", "keywords"}),
    "creator": ({}, set()),
    "description": ({}, set()),
    "graph": (
        {
            "defaultedgetype": ("directed|undirected|mutual", False),
            "idtype": ("integer|string", False),
            "mode": ("static|dynamic|slice", False),
            "timeformat": ("integer|double|date|dateTime", False),
            "timerepresentation": ("interval|timestamp", False),
        },
        {"attributes", "nodes", "edges"},
    ),
    "attributes": ({"class": ("node|edge", True), "mode": ("static|dynamic", False)}, {"attribute"}),
    "attribute": ({"id": (".+", True), "title": (".+", True), "type": ("long|double|boolean|string", True)}, {"default", "options"}),
    "nodes": ({"count": (r"\d+", False)}, {"node"}),
    "node": ({"id": (".+", True), "label": (".*", False), **{k: (v, False) for k, v in LIFE.items()}}, {"attvalues", "spells"}),
    "edges": ({"count": (r"\d+", False)}, {"edge"}),
    "edge": (
        {"id": (".+", False), "source": (".+", True), "target": (".+", True), "weight": (r"\d+(\.\d+)?(e-?\d+)?", False)},
        {"attvalues", "spells"},
    ),
    "attvalues": ({}, {"attvalue"}),
    "attvalue": ({"for": (".+", True), "value": ("(?s).*", True), **{k: (v, False) for k, v in LIFE.items()}}, set()),
    "spells": ({}, {"spell"}),
    "spell": ({k: (v, False) for k, v in LIFE.items()}, set()),
}
VALUES = {"long": r"-?\d+", "double": r"-?\d+(\.\d+)?(e-?\d+)?", "boolean": "true|false", "string": "(?s).*"}


def faults(text):
    """What in a file breaks the schema: elements, attributes, types of values, and references to what is not there."""
    root = ET.fromstring(text.encode())
    found = [] if root.tag == "{http://gexf.net/1.3}gexf" else [f"the root is {root.tag}"]
    for element in root.iter():
        tag = element.tag.partition("}")[2]
        attributes, inside = SCHEMA[tag]
        found += [f"{tag} lacks {name}" for name, (_, needed) in attributes.items() if needed and name not in element.attrib]
        found += [f"{tag} has {name}={value!r}" for name, value in element.attrib.items()
                  if name not in attributes or not re.fullmatch(attributes[name][0], value)]  # fmt: skip
        found += [f"{child.tag} in {tag}" for child in element if child.tag.partition("}")[2] not in inside]
        found += [f"{tag} ends before it starts" for a, b in [(element.get("start"), element.get("end"))] if a and b and b < a]
    return found + _loose(root)


def _loose(root):
    """References to nodes and attributes that are not declared, values that are not of their type, empty lists of spells."""
    space = {"g": "http://gexf.net/1.3"}
    nodes, found = [node.get("id") for node in root.iterfind(".//g:node", space)], []
    assert len(set(nodes)) == len(nodes)
    order = [part.tag.partition("}")[2] for part in root.find("g:graph", space)]
    assert order == sorted(order, key=["attributes", "nodes", "edges"].index)
    assert "weight" not in {attribute.get("title") for attribute in root.iterfind(".//g:attribute", space)}
    for kind in ("node", "edge"):
        declared = {a.get("id"): a.get("type") for a in root.iterfind(f".//g:attributes[@class='{kind}']/g:attribute", space)}
        values = root.iterfind(f".//g:{kind}/g:attvalues/g:attvalue", space)
        found += [
            f"{value.attrib} of {kind}" for value in values if not re.fullmatch(VALUES[declared[value.get("for")]], value.get("value"))
        ]
    found += [
        f"{edge.attrib} joins nobody" for edge in root.iterfind(".//g:edge", space) if {edge.get("source"), edge.get("target")} - {*nodes}
    ]
    return found + ["no spell in spells" for spells in root.iterfind(".//g:spells", space) if not len(spells)]


def read_back(text):
    return nx.read_gexf(io.BytesIO(text.encode()), version="1.3", relabel=True)


# --- a toy to read by eye -------------------------------------------------------------------------


def test_the_schema_catches_what_it_is_meant_to_catch():
    good = gexf(FOUND, DAYS)
    assert faults(good) == []
    for wrong in (
        ("2031-02-03", "3 February"),
        ('version="1.3"', 'version="1.2"'),
        ('target="', 'target="9'),
        ("<spells>", "<spells/><spells>"),
    ):
        assert faults(good.replace(*wrong))


def test_actors_and_edges_are_alive_on_the_days_of_their_articles():
    graph = read_back(gexf(FOUND, DAYS))
    assert graph.edges["Anna", "Berta"]["spells"] == [("2031-01-31", "2031-02-01")]
    assert graph.nodes["Berta"]["spells"] == [("2031-01-31", "2031-02-01"), ("2031-02-03", "2031-02-03")]
    assert graph.edges["Berta", "Carl"]["units on the day"] == [(1, "2031-02-03", "2031-02-03")]


def test_a_reader_that_keeps_one_declaration_a_kind_knows_the_columns_by_name():
    # Gephi Lite's keeps the last declaration, and takes the id of an attribute for its title unless it is a number.
    root, space = ET.fromstring(gexf(FOUND, DAYS).encode()), {"g": "http://gexf.net/1.3"}
    for kind, columns in (("node", FOUND.nodes.columns.drop("name")), ("edge", FOUND.edges.columns.drop(["name_a", "name_b", "weight"]))):
        last = root.findall(f".//g:attributes[@class='{kind}']", space)[-1]
        assert [attribute.get("id") for attribute in last] == list(columns)


def test_what_only_undated_articles_name_is_alive_always():
    graph = read_back(gexf(FOUND, DAYS))
    assert "spells" not in graph.nodes["Dora"]
    assert "spells" not in graph.edges["Carl", "Dora"]


def test_networkx_reads_the_same_network_from_both_formats():
    direct, names = to_networkx(FOUND), set(FOUND.nodes["name"])
    from_gexf = read_back(gexf(FOUND))
    from_graphml = nx.relabel_nodes(raw := nx.parse_graphml(graphml(FOUND)), nx.get_node_attributes(raw, "label"))
    for graph in (from_gexf, from_graphml):
        assert set(graph) == names
        assert {frozenset(edge) for edge in graph.edges} == {frozenset(edge) for edge in direct.edges}
        for a, b in direct.edges:
            assert graph.edges[a, b]["weight"] == direct.edges[a, b]["weight"]
            assert graph.edges[a, b]["n"] == direct.edges[a, b]["n"]
            assert graph.edges[a, b]["backbone"] is direct.edges[a, b]["backbone"]
        assert {name: graph.nodes[name]["strength"] for name in names} == {name: direct.nodes[name]["strength"] for name in names}


def test_three_files_are_written_and_say_the_same_each_time(tmp_path):
    files = write_network(FOUND, tmp_path / "new", "pairs", mentions=MENTIONS, documents=DOCUMENTS)
    assert [file.name for file in files] == ["pairs.gexf", "pairs.graphml", "pairs.csv"]
    first = [file.read_bytes() for file in files]
    shuffled = MENTIONS.sample(frac=1, random_state=1)
    write_network(network(shuffled), tmp_path / "new", "pairs", mentions=shuffled, documents=DOCUMENTS)
    assert [file.read_bytes() for file in files] == first
    edges = pd.read_csv(files[2])
    assert edges[["Source", "Target", "n"]].to_numpy().tolist()[0] == ["Anna", "Berta", 2]


def test_a_report_links_the_files_that_it_writes_and_a_notebook_writes_none(tmp_path, monkeypatch):
    page = Page(load_corpus(packaged("seeds")))
    assert "href" not in page.network(FOUND, "network", mentions=MENTIONS)._repr_html_()
    monkeypatch.setenv("IRANAZ_REPORT", str(tmp_path))
    block = page.network(FOUND, "network", mentions=MENTIONS)._repr_html_()
    assert set(re.findall('href="([^"]+)"', block)) == {path.name for path in tmp_path.iterdir()} == {
        "network.gexf", "network.graphml", "network.csv"
    }  # fmt: skip
    assert "4 actors and 3 pairs" in block


# --- feared mistakes ------------------------------------------------------------------------------

HOSTILE = ['<script>alert("1")</script>', "a & b's", "zero\x00 bell\x07 lone\ufffe", "=1+1", "İran ایران", 'quote" />']


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_from_an_article_cannot_break_a_file(name, tmp_path):
    # networkx writes control characters as they are, and no program opens the file again.
    found = network(MENTIONS.replace({"name": {"Carl": name}}))
    cleaned = re.sub("[\x00\x07\ufffe]", "", name)
    assert faults(gexf(found)) == []
    assert cleaned in read_back(gexf(found))
    assert cleaned in nx.get_node_attributes(nx.parse_graphml(graphml(found)), "label").values()
    edges = write_network(found, tmp_path)[2].read_text("utf-8")
    assert not re.search(r"^=|,=", edges, re.MULTILINE)


def test_an_empty_network_is_a_file_too():
    empty = network(MENTIONS[:0])
    assert faults(gexf(empty)) == []
    read = nx.read_gexf(io.BytesIO(gexf(empty).encode()), version="1.3")
    assert len(read) == len(nx.parse_graphml(graphml(empty))) == len(to_networkx(empty)) == 0


def test_without_dates_nothing_is_dynamic():
    text = gexf(FOUND, days_of(FOUND, MENTIONS, DOCUMENTS.assign(date=pd.NaT)))
    assert 'mode="static"' in text
    assert "spell" not in text
    assert faults(text) == []


def test_days_count_the_units_of_the_network():
    by_document = days_of(network(MENTIONS, unit="document"), MENTIONS, DOCUMENTS, unit="document")
    assert by_document["Anna", "Berta"] == {"2031-01-31": 1, "2031-02-01": 1}
    assert by_document["Berta"] == {"2031-01-31": 1, "2031-02-01": 1, "2031-02-03": 1}
