"""Records → the documents table: a folder of articles becomes a corpus that says what it read and what it left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd
import polars as pl

from iranaz_utils.reading.articles import Article, Rules, day_of, parse
from iranaz_utils.reading.files import Problem, Record, find, read
from iranaz_utils.reading.languages import language_of
from iranaz_utils.reading.metadata import NAME as SIDECAR
from iranaz_utils.reading.metadata import Sidecar, read_sidecar
from iranaz_utils.reading.profile import Profile, load_profile
from iranaz_utils.tables import COLUMNS, UNKNOWN, CorpusError, ParameterError, empty, shape


@dataclass(frozen=True, eq=False)
class Corpus:
    """The articles of one folder or file, with what went wrong in reading them.

    `documents` and `problems` are pandas frames with the columns of `iranaz_utils.tables.COLUMNS`; `profile` says who is who.
    Every function that takes a documents table takes a corpus too.

    Examples
    --------
    >>> from iranaz_utils.reading import packaged
    >>> corpus = load_corpus(packaged("seeds"))
    >>> corpus.documents["language"].unique().tolist(), corpus.problems["path"].tolist()
    (['en'], ['README.md'])
    """

    documents: pd.DataFrame
    problems: pd.DataFrame
    profile: Profile
    path: str

    def __len__(self) -> int:
        return len(self.documents)

    def __repr__(self) -> str:
        return f"Corpus of {len(self)} articles from {self.path!r}, {len(self.problems)} problems"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.account_text())}</pre>"

    def hash(self) -> str:
        """SHA-256 over the identifiers and texts of all articles, whatever their order."""
        rows = sorted(zip(self.documents["doc_id"], self.documents["sha256"], strict=True))
        return sha256("".join(f"{doc_id}\0{text}\n" for doc_id, text in rows).encode()).hexdigest()

    def stopwords(self) -> frozenset[str]:
        """The stop words of the languages that the articles are in."""
        lists = [self.profile.stopwords.get(language, frozenset()) for language in self.documents["language"].dropna().unique()]
        return frozenset().union(*lists)

    def select(self, *, language: str | None = None, since: str | None = None, until: str | None = None) -> Corpus:
        """The articles of one language and of the days from `since` to `until`, both included; ISO dates.

        An article without a date is outside every range of days. What is left out is counted in `problems`.

        Examples
        --------
        >>> from iranaz_utils.reading import packaged
        >>> len(load_corpus(packaged("seeds")).select(since="2025-12-01"))
        1
        """
        documents, left_out = self.documents, []
        for name, day in (("since", since), ("until", until)):
            if day and day_of(day) is None:
                raise ParameterError(f"{name} must be a day as YYYY-MM-DD, got {day!r}")
        for wanted, inside in (
            (f"language {language}", documents["language"].eq(language) if language else None),
            (f"since {since}", documents["date"].ge(pd.Timestamp(since)) if since else None),
            (f"until {until}", documents["date"].le(pd.Timestamp(until)) if until else None),
        ):
            if inside is not None:
                inside = inside.reindex(documents.index)
                if count := int((~inside).sum()):
                    left_out.append(
                        Problem(self.path, "info", f"not {wanted}: {count} of {len(documents)} articles", "left out by the selection")
                    )
                documents = documents[inside]
        problems = pd.concat([self.problems, _problem_frame(left_out)], ignore_index=True) if left_out else self.problems
        return replace(self, documents=documents.reset_index(drop=True), problems=problems)

    def account(self) -> dict[str, Any]:
        """What was read and what was not, in numbers: ready for JSON.

        `words` are stretches between white space; sides, outlets and languages are counted with `(unknown)` where they are missing.
        """
        documents = self.documents
        days = documents["date"].dropna()
        counts = {
            f"{column}s": documents[column].fillna(UNKNOWN).value_counts().sort_index().to_dict()
            for column in ("side", "outlet", "language")
        }
        return {
            "path": self.path,
            "articles": len(documents),
            "words": int(pl.from_pandas(documents["text"]).str.count_matches(r"\S+").sum()),
            **counts,
            "first_date": days.min().date().isoformat() if len(days) else None,
            "last_date": days.max().date().isoformat() if len(days) else None,
            "undated": int(documents["date"].isna().sum()),
            "date_from": documents["date_from"].dropna().value_counts().sort_index().to_dict(),
            "duplicates": int(documents["duplicate_of"].notna().sum()),
            "problems": self.problems.to_dict("records"),
        }

    def account_text(self) -> str:
        """The account as lines for a person."""
        said = self.account()
        lines = [f"{said['articles']} articles, {said['words']} words, read from {said['path']}"]
        lines += [
            f"  {name}: " + ", ".join(f"{value} {count}" for value, count in said[name].items())
            for name in ("sides", "outlets", "languages")
        ]
        span = f"{said['first_date']} to {said['last_date']}" if said["first_date"] else "none"
        lines.append(f"  dates: {span}; {said['undated']} undated")
        lines.append(f"  duplicates: {said['duplicates']}")
        lines.append(f"  problems: {len(said['problems'])}")
        lines += [f"    {row['severity']}: {row['path']}: {row['problem']} ({row['action']})" for row in said["problems"]]
        return "\n".join(lines)


def load_corpus(path: str | Path, *, profile: str | Path | Profile = "iran_azerbaijan", language: str | None = None) -> Corpus:
    """Read the articles of a file or of a folder and its subfolders.

    Text files hold one article each; tables (CSV, TSV, JSON lines, JSON, Parquet) one a row. A `metadata.csv` in the folder overrides
    what the articles say of themselves. Files are only read, never changed.

    Parameters
    ----------
    path
        A file or a folder.
    profile
        A profile's name, the path of one's own, or a loaded profile.
    language
        ISO 639-1 code of all articles, where it is known; otherwise it is told from each text.

    Returns
    -------
    Corpus
        Its `documents` has one row an article; its `problems` one row for whatever was not read, was repaired or is doubtful.

    Raises
    ------
    CorpusError
        If nothing is there, or no article could be read.
    ProfileError
        If the profile is missing or has a fault.

    Examples
    --------
    >>> from iranaz_utils.reading import packaged
    >>> corpus = load_corpus(packaged("seeds"))
    >>> len(corpus), corpus.account()["undated"]
    (5, 1)
    """
    known = profile if isinstance(profile, Profile) else load_profile(profile)
    files, root = find(path), Path(path)
    root = root if root.is_dir() else root.parent
    sidecar, problems = _sidecar(root / SIDECAR, files)
    records = _records([file for file in files if len(files) == 1 or file.name != SIDECAR], root, problems)
    rows = list(_rows(records, sidecar, known, language, problems))
    problems += sidecar.problems()
    if not rows:
        reason = f"; {problems[0].path}: {problems[0].problem}" if problems else ""
        raise CorpusError(f"no article could be read from {str(path)!r}{reason}")
    documents = shape("documents", pd.DataFrame(rows, columns=list(COLUMNS["documents"])))
    documents["duplicate_of"] = _duplicates(documents)
    return Corpus(documents, _problem_frame(problems), known, str(path))


def _sidecar(file: Path, files: list[Path]) -> tuple[Sidecar, list[Problem]]:
    """The sidecar beside the articles; a broken one is a problem, and the articles are read without it."""
    try:
        return (read_sidecar(file) if len(files) > 1 else Sidecar()), []
    except (OSError, ValueError) as error:
        return Sidecar(), [Problem(file.name, "error", f"the sidecar cannot be used: {error}", "ignored")]


def _records(files: list[Path], root: Path, problems: list[Problem]) -> Iterator[Record]:
    """The records of all files; problems on the way go to the list."""
    for file in files:
        for found in read(file, file.relative_to(root).as_posix()):
            if isinstance(found, Record):
                yield found
            else:
                problems.append(found)


def _rows(
    records: Iterable[Record], sidecar: Sidecar, profile: Profile, language: str | None, problems: list[Problem]
) -> Iterator[dict[str, object]]:
    """The rows of the documents table."""
    rules, sources, taken = Rules.compiled(profile.rules.itertuples(index=False)), Sources(profile), set()
    for record in records:
        article = parse(record.text, rules)
        if not article.text:
            problems.append(Problem(record.path, "error", "nothing is left of the article once its header is off", "left out"))
            continue
        said = record.fields | sidecar.fields(record.path)
        outlet = said.get("outlet") or article.outlet
        side, side_from = sources.side(said.get("side"), outlet, article.place)
        day, day_from = _day(record.path, said.get("date"), article, problems)
        doc_id = _free(said.get("doc_id") or str(PurePosixPath(record.path).with_suffix("")), record.path, taken)
        yield {
            "doc_id": doc_id, "title": said.get("title") or article.title, "date": day, "date_from": day_from,
            "author": said.get("author") or article.author, "outlet": sources.outlet(outlet), "side": side, "side_from": side_from,
            "language": language or said.get("language") or language_of(article.text), "text": article.text, "path": record.path,
            "sha256": record.sha256, "duplicate_of": None,
        }  # fmt: skip


def _free(doc_id: str, path: str, taken: set[str]) -> str:
    """An identifier that no earlier article has: the wished one, else the path, else the path with a number."""
    number, free = 2, doc_id if doc_id not in taken else path
    while free in taken:
        free, number = f"{path}#{number}", number + 1
    taken.add(free)
    return free


def _day(path: str, said: str | None, article: Article, problems: list[Problem]):
    """The publication date and where it was read; candidates that differ are a problem row."""
    candidates = list(article.dates)
    if said:
        if given := day_of(said):
            candidates.insert(0, (given, "metadata"))
        else:
            problems.append(Problem(path, "warning", f"the date {said!r} is not a day as YYYY-MM-DD", "ignored"))
    if not candidates:
        return None, None
    (day, source), others = candidates[0], sorted({f"{other} ({kind})" for other, kind in candidates if other != candidates[0][0]})
    if others:
        problems.append(
            Problem(path, "warning", f"the article gives more than one date: {day} ({source}), {', '.join(others)}", f"{day} taken")
        )
    return pd.Timestamp(day), source


class Sources:
    """Outlets and places of a profile, by every spelling: what they say about an article's side."""

    def __init__(self, profile: Profile):
        outlets, places = profile.outlets, profile.actors[profile.actors["kind"] == "place"]
        self._outlets = {
            spelling.strip().casefold(): (row.outlet, row.country if row.kind != "aggregator" else None)
            for row in outlets.itertuples()
            for spelling in (row.outlet, *_split(row.spellings))
        }
        self._places = {
            alias.strip().casefold(): row.country
            for row in places.itertuples()
            for alias in (row.name, *_split(row.aliases))
            if isinstance(row.country, str) and row.country
        }

    def outlet(self, said: str | None) -> str | None:
        """The outlet's name as the profile writes it, or as the article does where the profile does not know it."""
        return self._outlets.get(said.casefold(), (said, None))[0] if said else None

    def side(self, said: str | None, outlet: str | None, place: str | None) -> tuple[str | None, str | None]:
        """The side and what shows it: the metadata, else the outlet, else the dateline, else nothing."""
        if said:
            return said.strip().upper(), "metadata"
        if outlet and (country := self._outlets.get(outlet.casefold(), (None, None))[1]):
            return country, "outlet"
        if place and (country := self._places.get(place.casefold())):
            return country, "dateline"
        return None, None


def _split(cell: object) -> list[str]:
    return [part for part in cell.split("|") if part.strip()] if isinstance(cell, str) else []


def _duplicates(documents: pd.DataFrame) -> pd.Series:
    """For each article the earliest one with the same words, or missing for the earliest itself."""
    frame = pl.from_pandas(documents[["doc_id", "date", "text"]], nan_to_null=True).with_row_index("row")
    words = pl.col("text").str.replace_all(r"\s+", " ").str.strip_chars().str.to_lowercase()
    first = (
        frame.with_columns(words=words)
        .sort("date", "row", nulls_last=True)
        .with_columns(first=pl.col("doc_id").first().over("words"))
        .sort("row")
    )
    copies = first.select(pl.when(pl.col("first") != pl.col("doc_id")).then("first").alias("duplicate_of"))
    return copies["duplicate_of"].to_pandas().astype(COLUMNS["documents"]["duplicate_of"])


def _problem_frame(problems: list[Problem]) -> pd.DataFrame:
    return shape("problems", pd.DataFrame([asdict(problem) for problem in problems])) if problems else empty("problems")
