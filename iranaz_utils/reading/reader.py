"""Records → rows of the documents table: what a record, its header and the tables beside it say, weighed against each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from iranaz_utils.reading.articles import REPEATED, Article, Rules
from iranaz_utils.reading.filenames import FileNames
from iranaz_utils.reading.languages import language_code, language_of
from iranaz_utils.reading.metadata import Sidecars
from iranaz_utils.reading.parsing import parsed
from iranaz_utils.reading.publication import Candidate
from iranaz_utils.reading.records import Found, Problem, Record
from iranaz_utils.reading.sources import Sources

#: How much of what was taken off is kept to be shown.
SHOWN = 200
#: The day in an address, as publishers write it into the path.
_URL_DAY = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?=/|$)")
_ROW = re.compile(r":\d+$")


@dataclass
class Reader:
    """Turns records into rows, and notes what it met on the way: problems, dates to choose from, and text that was taken off.

    What is said has this weight: the sidecar, the file's name, the columns or tags that came with the text, the article's header, its
    address.
    """

    rules: Rules
    sources: Sources
    sidecars: Sidecars
    names: FileNames | None = None
    language: str | None = None
    problems: list[Problem] = field(default_factory=list)
    removed: list[tuple[str, str, str, int]] = field(default_factory=list)
    dates: list[tuple[Candidate, ...]] = field(default_factory=list)

    def __post_init__(self):
        self._taken: set[str] = set()
        self._own = list(dict.fromkeys([*(self.names.own if self.names else []), *self.sidecars.own]))

    def rows(self, found: Iterable[Found]) -> Iterator[dict[str, Any]]:
        """A row for each record that has a text, days of publication still missing; the problems among them are noted."""
        for one in parsed(found, self.rules, self.language):
            if isinstance(one, Problem):
                self.problems.append(one)
            elif row := self._row(*one):
                yield row

    def take_removed(self) -> list[tuple[str, str, str, int]]:
        """What was taken off since the last call."""
        taken, self.removed = self.removed, []
        return taken

    def _row(self, record: Record, article: Article) -> dict[str, Any] | None:
        path = record.path
        said = {"sidecar": self.sidecars.fields(path), "filename": self._named(path), "record": record.fields}
        first = record.fields | said["filename"] | said["sidecar"]
        if not article.text:
            self._problem(path, "error", "nothing is left of the article once its header is off", "left out")
            return None
        doc_id, outlet = self._free(first.get("doc_id") or _stem(path), path), self._outlet(said, article)
        if (wished := first.get("doc_id")) and wished != doc_id:
            self._problem(path, "warning", f"the doc_id {wished!r} is that of an earlier article", f"{doc_id!r} taken")
        side, side_from = self._side(path, said, outlet, article)
        self._dates(path, said, article)
        self._removed(doc_id, path, article)
        return {
            "doc_id": doc_id, "title": first.get("title") or article.title, "author": first.get("author") or article.author,
            "outlet": outlet, "side": side, "side_from": side_from,
            "language": self._language(first.get("language"), article), "text": article.text, "path": path,
            "sha256": record.sha256, "url": first.get("url"), **{name: first.get(name) for name in self._own},
        }  # fmt: skip

    def _named(self, path: str) -> dict[str, str]:
        """What the file's name says."""
        if self.names is None:
            return {}
        if (said := self.names.fields(path)) is None:
            self._problem(path, "warning", f"the name does not fit the pattern {self.names.pattern!r}", "read without it")
        return said or {}

    def _outlet(self, said: Mapping[str, dict[str, str]], article: Article) -> str | None:
        """The outlet by the first evidence that names one; an agency or a credit counts only if the profile knows it."""
        if named := said["sidecar"].get("outlet"):
            return self.sources.named(named) or named
        names = (said["filename"].get("outlet"), said["record"].get("outlet"), article.outlet)
        url = said["sidecar"].get("url") or said["record"].get("url") or ""
        by_name, by_record, by_header = (self.sources.named(name or "") for name in names)
        return by_name or by_record or self.sources.at(url) or by_header or self.sources.known(article.agency or "")

    def _side(self, path: str, said: Mapping[str, dict[str, str]], outlet: str | None, article: Article) -> tuple[str | None, str | None]:
        """The side and what shows it: what is said, else the outlet, else the dateline, else nothing."""
        for source, fields in said.items():
            if side := fields.get("side"):
                if code := self.sources.side(side):
                    return code, "filename" if source == "filename" else "metadata"
                self._problem(path, "warning", f"the side {side!r} is no country's code", "ignored")
        if country := self.sources.country(outlet):
            return country, "outlet"
        country = self.sources.place(article.place or "")
        return country, "dateline" if country else None

    def _dates(self, path: str, said: Mapping[str, dict[str, str]], article: Article) -> None:
        """Note the dates that can be the day of publication, the weightiest first."""
        sources = {"sidecar": "metadata", "filename": "filename", "record": said["record"].get("date_from", "metadata")}
        found = [Candidate(fields["date"], sources[source]) for source, fields in said.items() if fields.get("date")] + article.dates
        found += [Candidate("-".join(day), "url") for day in _URL_DAY.findall(said["record"].get("url", ""))[:1]]
        if article.updated and not found:
            self._problem(path, "warning", f"only the time of the last change is given: {article.updated!r}", "left undated")
        self.dates.append(tuple(found))

    def _language(self, said: str | None, article: Article) -> str | None:
        return self.language or language_code(said or "") or article.language or language_of(article.text)

    def _removed(self, doc_id: str, path: str, article: Article) -> None:
        """Note what was taken off, and say so where sentences were."""
        self.removed += [(doc_id, why, text[:SHOWN], len(text)) for why, text in article.removed]
        if repeats := [text for why, text in article.removed if why == REPEATED]:
            what = f"sentences of {sum(map(len, repeats)):,} characters stand in the article already"
            self._problem(path, "info", what, "kept once")

    def _free(self, doc_id: str, path: str) -> str:
        """An identifier that no earlier article has: the wished one, else the path, else the path with a number."""
        number, free = 2, doc_id if doc_id not in self._taken else path
        while free in self._taken:
            free, number = f"{path}#{number}", number + 1
        self._taken.add(free)
        return free

    def _problem(self, *what: str) -> None:
        self.problems.append(Problem(*what))


def _stem(path: str) -> str:
    """The path of a file without its extension; that of a table's row as it is."""
    folder, slash, name = path.rpartition("/")
    return path if _ROW.search(path) else f"{folder}{slash}{name.rpartition('.')[0] or name}"
