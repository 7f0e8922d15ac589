"""A notebook that has run becomes one HTML file that needs no network and no script to be read."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from itertools import groupby
from operator import itemgetter

import mistune
from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Operator, String

from iranaz_utils.reporting.clean import clean, ordered
from iranaz_utils.reporting.document import document
from iranaz_utils.reporting.parameters import RUNNER, Parameter

#: The plain text of the blocks that `reporting.page` shows; it marks their HTML, in which everything quoted is escaped.
OWN = "<part of the report>"
PICTURES = ("image/svg+xml", "image/png", "image/jpeg")
#: What is told apart in code, and its class in the style; a span for every token would double the page.
COLOURS = {Keyword: "k", Operator.Word: "k", String: "s", Comment: "c"}
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
MARKDOWN = mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "def_list", "task_lists"])


def publish(
    notebook: Mapping, name: str, settings: Iterable[tuple[Parameter, object]], *, failure: str = "", home: str = "../index.html"
) -> tuple[str, str]:
    """The page of a notebook that has run, and its title.

    Parameters
    ----------
    notebook
        The notebook with its outputs.
    name
        The report's name; its title when the notebook has no heading.
    settings
        Each parameter with the value it had in this run.
    failure
        Why the report failed, shown on top.
    home
        Where the overview lies.
    """
    cells = [_cell(cell, settings) for cell in notebook["cells"]]
    body, contents = ordered("\n".join(filter(None, cells)), name)
    if failure:
        body = f'<aside class="failure" role="alert"><p><strong>This report failed.</strong> {escape(failure)}</p></aside>\n{body}'
    heading = re.search(r"<h1[^<>]*>(.*?)</h1>", body, re.DOTALL)
    title = re.sub(r"<[^<>]*>", "", heading[1]) if heading else name
    language = notebook.get("metadata", {}).get("language", "en")
    plain = unescape(title)
    return document(plain, body, language=language, contents=contents, home=home), plain


def _cell(cell: Mapping, settings: Iterable[tuple[Parameter, object]]) -> str:
    tags, source = cell.get("metadata", {}).get("tags", ()), _text(cell.get("source", ""))
    if cell["cell_type"] == "markdown":
        return _prose(source)
    if "parameters" in tags:
        return _settings(settings)
    if cell["cell_type"] != "code" or "injected-parameters" in tags or not source.strip():
        return ""
    outputs = "\n".join(_output(output) for output in cell.get("outputs", ()))
    return f"{_code(source)}\n{outputs}"


def _prose(source: str) -> str:
    return f'<section class="prose">{clean(str(MARKDOWN(source)))}</section>'


def _code(source: str) -> str:
    tokens = ((_colour(kind), escape(text, quote=False)) for kind, text in PythonLexer().get_tokens(source))
    coloured = "".join(_span(name, "".join(text for _, text in run)) for name, run in groupby(tokens, key=itemgetter(0)))
    return f'<details class="code"><summary>Code</summary><pre tabindex="0"><code>{coloured}</code></pre></details>'


def _colour(kind: object) -> str:
    return next((name for token, name in COLOURS.items() if kind in token), "")


def _span(name: str, text: str) -> str:
    return f'<span class="{name}">{text}</span>' if name else text


def _settings(settings: Iterable[tuple[Parameter, object]]) -> str:
    rows, changed = [], []
    for parameter, value in settings:
        is_set = value != parameter.default and parameter.name not in RUNNER
        changed += [f"{parameter.name} {_value(value)}"] if is_set else []
        rows.append(
            f"<div{' class=set' if is_set else ''}><dt>{escape(parameter.name)}</dt><dd><code>{escape(_value(value))}</code></dd>"
            f"<dd>{escape(parameter.help)}</dd></div>"
        )
    said = escape(" · ".join(changed) or "all as they come")
    return f'<details class="settings"><summary>Settings: {said}</summary><dl>{"".join(rows)}</dl></details>' if rows else ""


def _output(output: Mapping) -> str:
    kind = output["output_type"]
    if kind == "stream":
        return _plain(_text(output["text"]), "stderr" if output["name"] == "stderr" else "text")
    if kind == "error":
        trace = "\n".join(output.get("traceback", ())) or f"{output['ename']}: {output['evalue']}"
        return f'<div id="failure">{_plain(trace, "stderr")}</div>'
    return _shown(output.get("data", {}))


def _shown(data: Mapping) -> str:
    if "text/html" in data:
        html = _text(data["text/html"])
        return html if _text(data.get("text/plain", "")) == OWN else f'<div class="foreign scroll">{clean(html)}</div>'
    if "text/markdown" in data:
        return _prose(_text(data["text/markdown"]))
    for kind in PICTURES:
        if kind in data:
            return _picture(kind, _text(data[kind]), _text(data.get("text/plain", "")))
    return _plain(_text(data["text/plain"]), "text") if "text/plain" in data else ""


def _picture(kind: str, content: str, described: str) -> str:
    # As an image, not inline: a drawing in an img element cannot run a script or load anything.
    encoded = base64.b64encode(content.encode()).decode() if kind == "image/svg+xml" else "".join(content.split())
    return f'<figure class="chart"><img alt="{escape(described or "Figure")}" src="data:{kind};base64,{encoded}"></figure>'


def _plain(text: str, kind: str) -> str:
    return f'<pre class="{kind}" tabindex="0">{escape(ANSI.sub("", text), quote=False)}</pre>'


def _value(value: object) -> str:
    return "not set" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)
