import base64
import re
from html.parser import HTMLParser

import pytest

from iranaz_utils.reporting.page import Block
from iranaz_utils.reporting.parameters import Parameter
from iranaz_utils.reporting.publish import OWN, publish

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(1)">'
TOP = Parameter("top", "int", 20, "rows shown")


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def prose(source):
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def code(source, *outputs, tags=()):
    return {"cell_type": "code", "metadata": {"tags": list(tags)}, "source": source, "outputs": list(outputs)}


def shows(**data):
    kinds = {"html": "text/html", "plain": "text/plain", "markdown": "text/markdown", "svg": "image/svg+xml", "png": "image/png"}
    return {"output_type": "display_data", "metadata": {}, "data": {kinds[name]: value for name, value in data.items()}}


def page(*cells, settings=(), failure="", **metadata):
    return publish({"cells": list(cells), "metadata": metadata}, "mine", settings, failure=failure)[0]


# --- a toy


def test_prose_code_and_outputs_come_in_their_order():
    html = page(prose("# Who?\n\nRead **on**."), code("1 + 1", shows(plain="2")), prose("## When?"))
    places = [html.index(part) for part in ("Who?</h1>", "<strong>on</strong>", "<summary>Code</summary>", ">2</pre>", "When?</h2>")]
    assert places == sorted(places)
    assert '<li><a href="#when">When?</a></li>' in html


def test_the_title_is_the_first_heading_without_its_marks():
    assert publish({"cells": [prose("# *Zenda* & Strelsau")], "metadata": {}}, "mine", ())[1] == "Zenda & Strelsau"
    assert publish({"cells": [], "metadata": {}}, "mine", ())[1] == "mine"


def test_the_settings_stand_where_the_parameters_cell_was_and_the_injected_cell_is_gone():
    html = page(code("top: int = 20", tags=["parameters"]), code("top = 5", tags=["injected-parameters"]), settings=[(TOP, 5)])
    assert "<summary>Settings: top 5</summary>" in html
    assert "<dd>rows shown</dd>" in html
    assert "Code</summary>" not in html


def test_settings_left_as_they_are_are_said_to_be():
    assert "Settings: all as they come" in page(code("", tags=["parameters"]), settings=[(TOP, 20)])


# --- laws: whatever the notebook holds, the page runs nothing and loads nothing

NOTEBOOKS = {
    "prose": [prose(HOSTILE), prose(f"# {HOSTILE}"), prose("![a](http://example.org/a.png)"), prose("[a](javascript:alert(1))")],
    "code": [code(f"# {HOSTILE}\n'</script>'")],
    "plain": [code("x", shows(plain=HOSTILE))],
    "html": [code("x", shows(html=HOSTILE, plain="Table"))],
    "markdown": [code("x", shows(markdown=HOSTILE))],
    "svg": [code("x", shows(svg=f"<svg>{HOSTILE}</svg>", plain=HOSTILE))],
    "stream": [code("x", {"output_type": "stream", "name": "stdout", "text": HOSTILE})],
    "error": [code("x", {"output_type": "error", "ename": HOSTILE, "evalue": HOSTILE, "traceback": [HOSTILE]})],
    "settings": [code("x", tags=["parameters"])],
}


@pytest.mark.parametrize("cells", NOTEBOOKS.values(), ids=NOTEBOOKS)
def test_hostile_text_is_shown_and_never_run(cells):
    hostile = Parameter("query", "str", "", HOSTILE)
    elements = Elements(page(*cells, settings=[(hostile, HOSTILE)], failure=HOSTILE, language=HOSTILE)).found
    assert not {"script", "iframe", "object", "link", "base", "form"} & {tag for tag, _ in elements}
    assert not [name for _, attrs in elements for name in attrs if name.startswith("on")]
    assert all(attrs.get("src", "data:").startswith("data:") for _, attrs in elements)
    assert all(not attrs.get("href", "").lower().startswith(("javascript:", "data:")) for _, attrs in elements)


def test_a_content_security_policy_forbids_the_rest():
    policy = next(attrs["content"] for tag, attrs in Elements(page()).found if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")


def test_the_style_loads_nothing():
    assert not re.search(r"url\(|@import|@font-face", page())


def test_the_page_has_what_a_screen_reader_goes_by():
    elements = Elements(page(prose("# Who?"), prose("### Deep"), language="fa")).found
    assert [tag for tag, _ in elements if re.fullmatch("h[1-6]", tag)] == ["h1", "h2"]
    assert dict(elements)["html"] == {"lang": "fa", "dir": "rtl"}
    assert ("a", {"class": "skip", "href": "#main"}) in elements
    assert ("main", {"id": "main"}) in elements


# --- outputs


def test_blocks_of_the_package_pass_as_they_are_and_their_mark_is_known():
    block = Block('<figure class="chart"><svg viewBox="0 0 1 1"></svg></figure>')
    assert repr(block) == OWN
    assert block.content in page(code("x", shows(html=block._repr_html_(), plain=repr(block))))


def test_a_table_that_pandas_drew_is_cleaned_and_kept():
    html = page(code("x", shows(html="<table onclick='x'><tr><td>1</td></tr></table>", plain="   a\n0  1")))
    assert '<div class="foreign scroll"><table><tr><td>1</td></tr></table></div>' in html


def test_a_drawing_becomes_an_image_with_a_description():
    html = page(code("x", shows(svg="<svg/>", plain="A map")))
    assert f'<img alt="A map" src="data:image/svg+xml;base64,{base64.b64encode(b"<svg/>").decode()}">' in html


def test_colours_of_a_terminal_are_left_out_of_text():
    assert ">red</pre>" in page(code("x", {"output_type": "stream", "name": "stdout", "text": ["\x1b[31m", "red\x1b[0m"]}))


def test_a_failure_stands_on_top():
    html = page(prose("# Who?"), failure="ZeroDivisionError: division by zero")
    assert html.index("This report failed.") < html.index("Who?</h1>")
