"""What a notebook shows, and where it is kept: the blocks of a report.

In JupyterLab a block is only shown. When a run renders the notebook, the environment names the folder of the report, and each table and
figure is also written there: tables as CSV and Parquet, figures as SVG and PNG.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from iranaz_utils.measuring.chronology import entry_hits
from iranaz_utils.measuring.hits import row_keys, row_things
from iranaz_utils.reading.account import account_lines
from iranaz_utils.reporting.files import write_table
from iranaz_utils.reporting.networks import write_network
from iranaz_utils.showing import html
from iranaz_utils.showing.chronology import chronology_html
from iranaz_utils.showing.evidence import MOST, context_html, passages
from iranaz_utils.showing.figures.style import sourced
from iranaz_utils.showing.words import LABELS, Sentence, count_of, listed, names_in, with_interval
from iranaz_utils.tables import UNKNOWN, IranazError, ParameterError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from iranaz_utils.measuring.networks import Network
    from iranaz_utils.reading import Corpus

#: The environment variable in which a run names the folder of the report.
FOLDER = "IRANAZ_REPORT"

LIBRARIES = ("iranaz-utils", "pandas", "polars", "numpy", "scipy", "networkx", "matplotlib", "nltk")


@dataclass(frozen=True)
class Block:
    """A part of a page: HTML that a notebook shows."""

    content: str

    def _repr_html_(self) -> str:
        return self.content

    def __repr__(self) -> str:
        return "<part of the report>"


class UnshownError(IranazError):
    """A sentence speaks of a row that the reader cannot see."""


@dataclass(frozen=True, eq=False)
class Page:
    """The blocks of one report on one corpus.

    Examples
    --------
    >>> from iranaz_utils.reading import load_corpus, packaged
    >>> page = Page(load_corpus(packaged("seeds")))
    >>> page.say("Five texts.")._repr_html_()
    '<p class="say" dir="auto">Five texts.</p>'
    """

    corpus: Corpus
    #: What was shown so far: what rows are named by, the sentences that were quoted, and for each table the anchors of its rows.
    named: set[str] = field(default_factory=set, repr=False)
    quoted: list[tuple[str, int]] = field(default_factory=list, repr=False)
    anchors: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)
    #: The two groups of each column that a reader asked to contrast: they come first, with the colours of the contrast.
    asked: dict[str, list[str]] = field(default_factory=dict, repr=False)

    def table(
        self,
        frame: pd.DataFrame,
        name: str,
        *,
        caption: str,
        columns: Sequence[str] | dict[str, str],
        hits: pd.DataFrame | None = None,
        links: list[str] | None = None,
    ) -> Block:
        """A table as it stands, under it the sentences behind each row.

        Parameters
        ----------
        frame
            The rows to show; all of them are shown and written.
        name
            Name of the block and of its files.
        caption
            What the rows are, with unit and base.
        columns
            The columns to show, in order, or column → heading. All columns are written.
        hits
            The places that the rows count, as the functions of `measuring.hits` give them.
        links
            For rows whose sentences stand under another table, the anchors there, as `links` gives them.
        """
        _write_table(frame, name)
        self.named.update(names_in(frame))
        behind, own = self._behind(frame, name, hits)
        shown = html.table_html(with_interval(frame), name=name, caption=caption, columns=_headings(columns), rows=own or links)
        return Block(shown + _file_links(f"tables/{name}", ("csv", "parquet")) + behind)

    def compare(
        self, frame: pd.DataFrame, name: str, *, caption: str, columns: Sequence[str] | dict[str, str], by: str, hits: pd.DataFrame
    ) -> Block:
        """A table split by groups, with the groups next to each other; where they are too many, it says how many are shown.

        Parameters
        ----------
        frame
            Rows with a column `group`. All of them are written; shown are those of the first groups.
        name, caption, columns, hits
            As in `table`; the columns are repeated for each group.
        by
            What the groups are groups of.
        """
        _write_table(frame, name)
        groups = [group for group in self.groups(by) if group in set(frame["group"])]
        things = {thing: number for number, thing in reversed(list(enumerate(row_things(frame))))}
        order = [(things[thing], groups.index(group)) for thing, group in zip(row_things(frame), frame["group"], strict=True)]
        in_turn = frame.iloc[sorted(range(len(frame)), key=order.__getitem__)]
        shown = with_interval(in_turn[in_turn["group"].isin(groups[:BESIDE])])
        self.named.update(names_in(shown))
        behind, links = self._behind(shown, name, hits)
        cells = {
            (thing, row["group"]): {**row, "link": link}
            for thing, row, link in zip(row_things(shown), shown.to_dict("records"), links or [""] * len(shown), strict=True)
        }
        headings = {group: _with_base(group, frame[frame["group"] == group]) for group in groups[:BESIDE]}
        head = next((LABELS[column] for column in ("term", "name", "period", "distance") if column in frame.columns), "Pair")
        table = html.compare_html(cells, name=name, caption=caption, groups=headings, columns=_headings(columns), head=head)
        left_out = html.said_html(f"{BESIDE} of {len(groups)} groups are shown; all are in the files.") if len(groups) > BESIDE else ""
        return Block(table + left_out + _file_links(f"tables/{name}", ("csv", "parquet")) + behind)

    def chronicle(
        self,
        chronology: pd.DataFrame,
        events: pd.DataFrame,
        name: str,
        *,
        caption: str,
        groups: Sequence[str],
        own: pd.DataFrame | None = None,
    ) -> Block:
        """The entries of a chronology as a vertical timeline, two groups left and right of the dates.

        Parameters
        ----------
        chronology
            The entries to show, in the order of time; all of them are written.
        events
            Dated sentences with their entries, as `measuring.chronology.entries` gives them.
        name, caption
            As in `table`.
        groups
            The group on the left and the group on the right.
        own
            The reader's own events, as `load_events` reads them.
        """
        _write_table(chronology, name)
        told = events[events["entry"].isin(chronology["entry"])]
        self.named.update(names_in(chronology))
        found = self._found(chronology["entry"].to_list(), name, entry_hits(told))
        shown = chronology_html(chronology, told, name=name, caption=caption, groups=groups, found=found, own=own)
        return Block(shown + _file_links(f"tables/{name}", ("csv", "parquet")))

    def figure(
        self, axes: Axes, name: str, *, alt: str, caption: str, rows: pd.DataFrame | None = None, links: list[str] | None = None
    ) -> Block:
        """A figure with its description, under it a link to the sentences behind each of its marks.

        Parameters
        ----------
        axes
            What `showing.figures` drew.
        name, caption
            As in `table`.
        alt
            What the figure shows, in a sentence, for those who cannot see it.
        rows, links
            The rows that were drawn, and for each the anchor that its mark leads to, as `links` gives them.
        """
        source = f"Source: {count_of(len(self.corpus), 'article')} from {self._origin():.60}; iranaz-utils"
        drawing = html.svg(sourced(axes, source).figure, name)
        _write_figure(axes, name, drawing)
        self.named.update(names_in(rows) if rows is not None else ())
        labels = _labels(rows) if rows is not None and links is not None else []
        shown = html.figure_html(drawing, name=name, alt=alt, caption=caption, marks=dict(zip(links or [], labels, strict=False)))
        return Block(shown + _file_links(f"figures/{name}", ("svg", "png")) + html.marks_html(labels, links if labels and links else []))

    def network(self, network: Network, name: str, *, mentions: pd.DataFrame, unit: str = "sentence") -> Block:
        """Links to a network as files for Gephi and other programs, which a run writes beside the page; in a notebook it says so only.

        Parameters
        ----------
        network, name, mentions, unit
            As in `write_network`; the dates are those of the corpus.
        """
        said = f"The network of {count_of(len(network.nodes), 'actor')} and {count_of(len(network.edges), 'pair')} as files"
        if folder := _folder():
            write_network(network, folder, name, mentions=mentions, documents=self.corpus, unit=unit)
            ways = {"gexf": "GEXF for Gephi, by day", "graphml": "GraphML", "csv": "list of edges, CSV"}
            links = " · ".join(f'<a href="{name}.{ending}">{way}</a>' for ending, way in ways.items())
            return Block(f'<p class="files">{said}: {links}</p>')
        return self.say(f"{said} is written by `iz.write_network(network, FOLDER)`.")

    def links(self, rows: pd.DataFrame, shown: pd.DataFrame, name: str) -> list[str]:
        """For each row the anchor of its sentences under the table `name`, which shows `shown`; empty for a row that it does not show."""
        places = self.anchors.get(name) or html.anchors_of(row_keys(shown), name)
        return [places.get(key, "") for key in row_keys(rows)]

    def _behind(self, frame: pd.DataFrame, name: str, hits: pd.DataFrame | None) -> tuple[str, list[str] | None]:
        """The sentences behind the rows, and for each row the anchor that a link goes to, empty where there are none."""
        if hits is None or frame.empty:
            return "", None
        keys = row_keys(frame)
        first = self._found(keys, name, hits)
        places = html.anchors_of(keys, name)
        labels = dict(zip(keys, _labels(frame), strict=True))
        files = _links(f"evidence/{name}", ("csv", "parquet"))
        return html.behind_html(first, list(labels.values()), places, files=files), [self.anchors[name].get(key, "") for key in keys]

    def _found(self, keys: list[str], name: str, hits: pd.DataFrame) -> pd.DataFrame:
        """The first sentences of each row of a block; all of them are written, and it is noted where the rows have theirs."""
        found = passages(self.corpus, hits[hits["key"].isin(keys)])
        if folder := _folder():
            write_table(found.drop(columns=["marks", "of", "articles", "document"]), folder / "evidence", name)
        first = found.groupby("key", sort=False).head(MOST if len(keys) <= MANY else MOST - 1)
        self.quoted.extend(zip(first["doc_id"], first["sentence"], strict=True))
        places = html.anchors_of(keys, name)
        self.anchors[name] = {key: places[key] for key in keys if key in set(first["key"])}
        return first

    def say(self, *sentences: str) -> Block:
        """Sentences made from shown rows.

        Raises
        ------
        UnshownError
            If a sentence names a row that no table or figure of the page has shown so far.
        """
        for sentence in sentences:
            if isinstance(sentence, Sentence) and (unshown := sentence.names - self.named):
                raise UnshownError(
                    f"a sentence names {listed(sorted(unshown))}, which no table or figure of this page has shown: {sentence}"
                )
        return Block(html.said_html(" ".join(dict.fromkeys(sentences))))

    def note(self, *sentences: str) -> Block:
        """A warning about what the result cannot carry."""
        return Block(html.note_html(" ".join(sentences)))

    def headline(self, sentence: str, *, picture: str) -> Block:
        """The one sentence by which the index names this report, and the figure that it shows; its rows have to be shown, as in `say`."""
        said = self.say(sentence)
        if folder := _folder():
            (folder / "page.json").write_text(
                json.dumps({"headline": sentence, "picture": f"figures/{picture}.png"}, ensure_ascii=False), "utf-8"
            )
        return said

    def account(self) -> Block:
        """What was read, what was taken off the articles and what was left out, in numbers, with the problems one by one."""
        problems = self.corpus.problems
        _write_table(problems, "problems")
        _write_table(self.corpus.removed, "removed")
        _write_table(self.corpus.documents.drop(columns="text"), "articles")
        lines: dict[str, list[str]] = {}
        for heading, line in account_lines(self.corpus.account() | {"path": self._origin(), "problems": []}):
            lines.setdefault(heading, []).append(line)
        if problems.empty:
            return Block(html.pairs_html(lines))
        caption = f"What was not read, was repaired or is doubtful: {count_of(len(problems), 'row')}"
        caption += f", the first {PROBLEMS} shown" if len(problems) > PROBLEMS else ""
        table = html.table_html(problems.head(PROBLEMS), name="problems", caption=caption, columns=_headings(list(problems.columns)))
        return Block(html.pairs_html(lines) + table + _file_links("tables/problems", ("csv", "parquet")))

    def small(self, *, by: str = "side") -> Block:
        """How much so few articles can carry, said in words where they are few; empty where they are many."""
        sizes = self.corpus.documents[by].fillna(UNKNOWN).value_counts().sort_index()
        few = {group: size for group, size in sizes.items() if size < FEW}
        if not few:
            return Block("")
        counted = listed([f"{count_of(size, 'article')} of {group}" for group, size in few.items()])
        return self.note(
            f"This corpus holds {counted}. That is enough to see what these articles say, and too little to conclude",
            "what a side's press says:",
            "a single article can carry any number below, intervals are wide, and no test on so few articles can be firm.",
        )

    def copies(self, everything: Corpus) -> str:
        """How many articles repeat an earlier one, as a sentence."""
        count = int(everything.documents["duplicate_of"].isin(everything.documents["doc_id"]).sum())
        return f"{count:,} of {count_of(len(everything), 'article')} {'repeats' if count == 1 else 'repeat'} an earlier one."

    def pair(self, by: str, target: str | None, reference: str | None) -> tuple[str, str]:
        """The two groups to contrast: those asked for, else the profile's two sides, else the two with the most articles.

        Raises
        ------
        ParameterError
            If a group is asked for that no article belongs to.
        """
        if by not in self.corpus.documents.columns:
            raise ParameterError(f"by: articles have no {by!r}; they have {listed(list(self.corpus.documents.columns))}")
        groups = [str(group) for group in self.corpus.documents[by].dropna().value_counts().index]
        for asked in (target, reference):
            if asked and asked not in groups:
                raise ParameterError(f"no article has {by} {asked!r}; there are {listed(sorted(groups))}")
        sides = [side for side in self.corpus.profile.sides if by == "side"]
        left = [group for group in [*sides, *groups, "(none)", "(no other)"] if group not in (target, reference)]
        first = target or left.pop(0)
        second = reference or next(group for group in left if group != first)
        self.asked[by] = [first, second] if target or reference else []
        return first, second

    def groups(self, by: str) -> list[str]:
        """The groups in the order of their colours: the two that were asked for, the profile's sides, the others by their articles.

        The articles whose group is not known are the last one, `(unknown)`.
        """
        sizes = self.corpus.documents[by].dropna().astype(str).value_counts()
        known = sorted(sizes.index, key=lambda group: (-sizes[group], group))
        sides = list(dict.fromkeys(side for side in [*self.asked.get(by, []), *self.corpus.profile.sides] if side in sizes))
        unknown = [UNKNOWN] if self.corpus.documents[by].isna().any() else []
        return [*sides, *(group for group in known if group not in sides), *unknown]

    def holds(self, by: str, *groups: str) -> bool:
        """Whether there are articles of each of these groups."""
        return set(groups) <= set(self.corpus.documents[by].dropna().astype(str))

    def methods(self, formulas: dict[str, str], parameters: dict[str, object]) -> Block:
        """How each number was made, from what and with which settings and versions: enough to do it again."""
        settings = {name: value for name, value in parameters.items() if value is not None}
        parts: dict[str, dict[str, Any]] = {
            "How the numbers are made": formulas,
            "Settings": settings,
            "Corpus": {"articles": len(self.corpus), "read from": self._origin(), "hash of the texts": self.corpus.hash()[:16],
                       "profile": self.corpus.profile.name, "hash of the profile": self.corpus.profile.sha256[:16]},
            "Versions": {name: version(name) for name in LIBRARIES},
        }  # fmt: skip
        if folder := _folder():
            (folder / "methods.json").write_text(json.dumps(parts, ensure_ascii=False, indent=1, default=str) + "\n", "utf-8")
        described = "".join(f"<h3>{title}</h3>{html.pairs_html(pairs)}" for title, pairs in parts.items())
        cite = f"<h3>How to cite</h3><p>{escape(self._citation(settings))}</p>"
        return Block(f'{self.context()._repr_html_()}<section class="methods"><h2>How it was made</h2>{described}{cite}</section>')

    def context(self) -> Block:
        """The sentences that were quoted so far, in their articles; each of them leads here."""
        shown = context_html(self.corpus, self.quoted)
        said = "Each sentence that this page quotes, with what stands before and after it. Open an article to read on."
        return Block(f'<section class="prose"><h2>The sentences in their articles</h2><p>{said}</p></section>{shown}' if shown else "")

    def _origin(self) -> str:
        """The name of the folder or file that was read, without the folders around it."""
        return Path(self.corpus.path).resolve().name or self.corpus.path

    def _citation(self, settings: dict[str, object]) -> str:
        said = "; ".join(f"{name} {value}" for name, value in settings.items())
        return (
            f"iranaz-utils, version {version('iranaz-utils')}. Report on {count_of(len(self.corpus), 'article')} "
            f"(corpus {self.corpus.hash()[:16]}, profile {self.corpus.profile.name} {self.corpus.profile.sha256[:16]}; {said})."
        )


#: Below so many articles a group is called small; so many groups stand next to each other in a table; and so many problems are shown.
FEW, BESIDE, PROBLEMS = 30, 3, 10
#: From more rows than these on, one sentence less is shown behind each: a page on the sample articles stays below 300 kB.
MANY = 20


def _headings(columns: Sequence[str] | dict[str, str]) -> dict[str, str]:
    return dict(columns) if isinstance(columns, dict) else {column: LABELS.get(column, column) for column in columns}


def _with_base(group: str, rows: pd.DataFrame) -> str:
    """A group with the base of its numbers: how many articles, or units, it has in all."""
    for column, noun in (("base_documents", "article"), ("base_units", "unit")):
        if column in rows.columns:
            return f"{group} · {count_of(int(rows[column].iloc[0]), noun)}"
    return group


def _folder() -> Path | None:
    return Path(os.environ[FOLDER]) if os.environ.get(FOLDER) else None


def _file_links(stem: str, kinds: tuple[str, ...]) -> str:
    """Links to the files of a block, in a report only: in a notebook there are none."""
    return f'<p class="files">{links}</p>' if (links := _links(stem, kinds)) else ""


def _links(stem: str, kinds: tuple[str, ...]) -> str:
    return " · ".join(f'<a href="{stem}.{kind}">{kind.upper()}</a>' for kind in kinds) if _folder() else ""


def _labels(frame: pd.DataFrame) -> list[str]:
    """What a reader calls the rows; their keys also tell sentences of one article and day apart."""
    if {"precision", "doc_id"} <= set(frame.columns):
        return [f"{row.date.date()} · {row.doc_id}" for row in frame.itertuples()]
    return row_keys(frame)


def _write_table(frame: pd.DataFrame, name: str) -> None:
    if folder := _folder():
        write_table(frame, folder / "tables", name)


def _write_figure(axes: Axes, name: str, drawing: str) -> None:
    if folder := _folder():
        (folder / "figures").mkdir(exist_ok=True)
        (folder / "figures" / f"{name}.png").write_bytes(html.png(axes.figure))
        (folder / "figures" / f"{name}.svg").write_text(drawing, "utf-8")
