"""A replication bundle: everything behind the numbers of a folder of reports that may be published, in one file.

Articles belong to those who wrote them. The bundle names each by its identifier and hash, so that whoever has them can check that they have
the same ones, and quotes no more than a few short pieces of each: the pages with their evidence, and tables of what was taken off, stay
outside.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from iranaz_utils.reporting.files import harmless
from iranaz_utils.reporting.manifest import reports_in
from iranaz_utils.reporting.parameters import read_notebook
from iranaz_utils.tables import ParameterError

#: Characters of one quotation, and quotations of one article in one table.
QUOTATION, QUOTATIONS = 120, 3
#: Columns in which words of articles stand, and tables that are nothing but them.
QUOTING, LEFT_OUT = ("text", "left", "node", "right", "sentences"), ("removed",)
#: Files that hold names and numbers only.
DRAWN = (".svg", ".png", ".graphml", ".gexf")
#: Of every entry, so that equal reports make equal bundles.
DAY = (1980, 1, 1, 0, 0, 0)

README = """Replication bundle of {names}

Each folder holds one report's
  manifest.json    settings; hashes of notebook, articles and profile; versions of the libraries; hashes of the files of the report
  methods.json     how each number was made
  notebook.ipynb   the notebook as it was run, without what it showed
  tables/          the numbers
  evidence/        the sentences behind them; any quotation is cut to {quotation} characters, {quotations} for an article and table
  figures/         the figures
documents.csv names the articles by identifier, hash, date and outlet. Their texts are not here: they are other people's.

To do it again: install iranaz-utils in the version that the manifest names, put articles with these hashes into a folder, and run
  {command}
Then "iranaz verify" compares what comes out with a manifest.

To cite: name iranaz-utils with its version, and the hash of the corpus: {corpus}.
"""


def bundle(out: Path, target: Path) -> Path:
    """Write the bundle of a folder of reports.

    Parameters
    ----------
    out
        Folder of the reports.
    target
        The zip file.

    Returns
    -------
    Path
        The zip file.

    Raises
    ------
    ParameterError
        If there is no good report in the folder.
    """
    found = [(folder, manifest) for folder, manifest in reports_in(out) if manifest["status"] == "ok"]
    if not found:
        raise ParameterError(f"there is no good report in {out}")
    entries = {"README.txt": _readme(found).encode(), "documents.csv": _csv(_documents(found))}
    for folder, manifest in found:
        entries |= {f"{folder.relative_to(out).as_posix()}/{name}": content for name, content in _parts(folder, manifest)}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in sorted(entries.items()):
            file.writestr(zipfile.ZipInfo(name, DAY), content, zipfile.ZIP_DEFLATED)
    return target


def short(frame: pd.DataFrame) -> pd.DataFrame:
    """A table with its quotations cut short, and none after the first few of an article.

    >>> short(pd.DataFrame({"doc_id": ["a"] * 4, "text": ["It rained."] * 4}))["text"].to_list()
    ['It rained.', 'It rained.', 'It rained.', '…']
    """
    made = frame.copy()
    for column in made.select_dtypes(["str", "object"]):
        made[column] = [f"{cell[:QUOTATION]}…" if isinstance(cell, str) and len(cell) > QUOTATION else cell for cell in made[column]]
    if "doc_id" in made.columns:
        further = made.groupby("doc_id", dropna=False).cumcount() >= QUOTATIONS
        for column in made.columns.intersection(QUOTING):
            made[column] = made[column].mask(further, "…")
    return made


def _parts(folder: Path, manifest: Mapping) -> Iterator[tuple[str, bytes]]:
    place = {**manifest["parameters"], "corpus": Path(manifest["parameters"].get("corpus") or "sample articles").name}
    public = {
        **manifest,
        "notebook": Path(manifest["notebook"]).name,
        "parameters": place,
        "given": {**manifest["given"], "corpus": place["corpus"]},
    }
    yield "manifest.json", json.dumps(public, ensure_ascii=False, indent=1).encode()
    notebook = read_notebook(folder / "report.ipynb")
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
        if "injected-parameters" in cell["metadata"].get("tags", ()):
            cell["source"] = "\n".join(f"{name} = {value!r}" for name, value in public["given"].items())
    yield "notebook.ipynb", json.dumps(notebook, ensure_ascii=False, indent=1).encode()
    if (folder / "methods.json").is_file():
        yield "methods.json", (folder / "methods.json").read_bytes()
    for path in sorted(folder.glob("*/*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix in DRAWN:
            yield name, path.read_bytes()
        if path.suffix == ".parquet" and path.stem not in LEFT_OUT:
            table = short(pd.read_parquet(path))
            yield name, table.to_parquet(index=False)
            yield f"{name.removesuffix('.parquet')}.csv", _csv(table)


def _documents(found: list[tuple[Path, dict]]) -> pd.DataFrame:
    """The articles of all reports: identifiers and hashes."""
    tables = [pd.read_parquet(path) for folder, _ in found if (path := folder / "tables" / "articles.parquet").is_file()]
    if not tables:
        return pd.DataFrame({"doc_id": []})
    columns = [
        column for column in ("doc_id", "sha256", "date", "outlet", "side", "language", "url", "path") if column in tables[0].columns
    ]
    return pd.concat(tables)[columns].drop_duplicates().sort_values("doc_id")


def _csv(frame: pd.DataFrame) -> bytes:
    file = io.StringIO()
    harmless(frame).to_csv(file, index=False, lineterminator="\n")
    return file.getvalue().encode()


def _readme(found: list[tuple[Path, dict]]) -> str:
    names = [manifest["name"] for _, manifest in found]
    hashes = dict.fromkeys(manifest["hashes"]["corpus"] for _, manifest in found)
    return README.format(
        names=", ".join(dict.fromkeys(names)),
        quotation=QUOTATION,
        quotations=QUOTATIONS,
        command=f"iranaz report {' '.join(dict.fromkeys(names))} FOLDER",
        corpus=", ".join(hashes),
    )
