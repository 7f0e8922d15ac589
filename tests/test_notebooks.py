"""The shipped notebooks run on the seeds, on one article, on none, on hostile text, and with other settings."""

import ast
import json
from html.parser import HTMLParser

import pytest

from iranaz_utils.reading import packaged
from iranaz_utils.tables import ParameterError

REPORTS = ("frequency", "comention", "timeline")
HOSTILE = "<script>alert(1)</script>"


class Tags(HTMLParser):
    """The names of all elements of a text."""

    def __init__(self, text):
        super().__init__()
        self.names = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)


def run(name, folder, **parameters):
    """All that the cells of a notebook show, as HTML, run in this process with parameters set after the tagged cell."""
    notebook = json.loads((packaged("notebooks") / f"{name}.ipynb").read_text("utf-8"))
    space, shown = {"__name__": name}, []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            shown.append(_shown("".join(cell["source"]), space))
            if "parameters" in cell["metadata"].get("tags", []):
                space |= parameters
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return "".join(shown), files, space


def _shown(source, space):
    """What the last expression of a cell shows."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), space)
    value = eval(compile(ast.Expression(last.value), "cell", "eval"), space) if last else None
    return value._repr_html_() if hasattr(value, "_repr_html_") else ""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder into which the blocks of a page are written."""
    monkeypatch.setenv("IRANAZ_REPORT", str(tmp_path))
    return tmp_path


def _article(folder, text, name="article.txt"):
    path = folder.parent / f"{folder.name}-articles"
    path.mkdir(exist_ok=True)
    (path / name).write_text(text, "utf-8")
    return str(path)


@pytest.mark.parametrize("name", REPORTS)
def test_on_the_seeds_every_table_and_figure_is_shown_and_written(name, folder):
    page, files, _ = run(name, folder)
    assert "nothing to show" not in page
    for block in {file.split("/")[1].split(".")[0] for file in files if file.startswith("tables/")} - {"problems", "articles", "removed"}:
        assert f'id="table-{block}"' in page
        assert f"tables/{block}.parquet" in files
    figures = {file.split("/")[1].split(".")[0] for file in files if file.startswith("figures/")}
    assert figures
    assert all(f'id="fig-{figure}"' in page and f"figures/{figure}.png" in files for figure in figures)
    assert json.loads((folder / "page.json").read_text("utf-8"))["headline"].endswith(".")


@pytest.mark.parametrize("name", REPORTS)
def test_every_link_to_sentences_leads_to_some(name, folder):
    page, *_ = run(name, folder)
    targets = {part.split('"')[0] for part in page.split('href="#')[1:]}
    places = {part.split('"')[0] for part in page.split('id="')[1:]}
    clips = {target for target in targets if not target.startswith("ev-")}
    assert len(targets - clips) > 5
    assert targets - clips <= places


@pytest.mark.parametrize("name", REPORTS)
def test_one_article_and_no_article_render_too(name, folder):
    corpus = _article(folder, "One sentence about the river, written in Zenda on 3 May 2031.")
    page, *_ = run(name, folder, corpus=corpus)
    assert "1 article of (unknown)" in page
    page, *_ = run(name, folder, corpus=corpus, language="hy")
    assert "nothing to show" in page


@pytest.mark.parametrize("name", REPORTS)
def test_hostile_text_shows_as_text(name, folder):
    text = f"{HOSTILE} bridge\n\nTEHRAN – {HOSTILE} Tehran and Baku {HOSTILE} spoke on 3 May 2031 of the border visit.\n\n=1+1 is a sum."
    corpus = _article(folder, text)
    _article(folder, f"path,outlet,side,title\narticle.txt,{HOSTILE},,{HOSTILE}\n", "metadata.csv")
    page, files, _ = run(name, folder, corpus=corpus, top=99)
    assert "script" not in Tags(page).names
    assert "&lt;script&gt;" in page
    for file in files:
        if file.endswith(".svg"):
            assert "script" not in Tags((folder / file).read_text("utf-8")).names


@pytest.mark.parametrize(("name", "parameters"), [
    ("frequency", {"by": "outlet", "top": 5}), ("frequency", {"target": "AZ", "reference": "IR", "query": "relation*"}),
    ("comention", {"unit": "document", "kinds": ["person"], "by": "outlet"}), ("timeline", {"period": "week", "by": "outlet"}),
])  # fmt: skip
def test_other_settings_render_too(name, parameters, folder):
    page, *_ = run(name, folder, **parameters)
    assert 'class="methods"' in page


def test_the_readers_own_events_stand_in_the_chronology_and_a_faulty_list_is_refused(folder):
    own = folder.parent / f"{folder.name}-own.csv"
    own.write_text("date,title\n2025-03-21,Our <b>own</b> day\n", "utf-8")
    page, *_ = run("timeline", folder, own_events=str(own))
    assert "Our &lt;b&gt;own&lt;/b&gt; day" in page
    own.write_text("date,title\nsoon,Our day\n", "utf-8")
    with pytest.raises(ParameterError, match="line 2: 'soon' is no date"):
        run("timeline", folder, own_events=str(own))


def test_an_article_on_one_side_only_leaves_the_contrast_empty_and_says_so(folder):
    corpus = _article(folder, "TEHRAN – The river was high. The river was low.")
    page, _, space = run("frequency", folder, corpus=corpus)
    assert len(space["keywords"]) == 0
    assert "Nothing was found that this could be said of." in page


#: What stands in a lesson, counted with a finger.
LESSONS = {
    "1-counting-words": lambda space: len(space["articles"]) == 3,
    "2-who-with-whom": lambda space: (
        list(space["pairs"].iloc[0][["name_a", "name_b", "n", "n_a", "n_b"]]) == ["Anna Berg", "Rolf Holm", 3, 4, 4]
    ),
    "3-what-day-is-it": lambda space: (
        list(space["days"]["date"].dt.strftime("%m-%d")) == ["03-03", "06-10", "06-10"]
        and list(space["months"]["status"]) == ["zero", "missing", "missing", "observed", "observed", "missing", "missing", "observed"]
    ),
}


@pytest.mark.parametrize("lesson", sorted(path.stem for path in (packaged("notebooks") / "lessons").glob("*.ipynb")))
def test_lessons_run_and_give_what_a_finger_counts(lesson, folder):
    _, _, space = run(f"lessons/{lesson}", folder)
    assert LESSONS[lesson](space)


def test_the_small_corpus_is_called_small(folder):
    page, *_ = run("frequency", folder)
    assert "2 articles of AZ and 3 articles of IR" in page
