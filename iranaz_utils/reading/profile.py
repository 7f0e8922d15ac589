"""Profiles: what one relation between two countries consists of, written down in files that a researcher edits by hand.

=================== =============================================================================================
profile.toml        title, the two sides, the languages of the articles (the only file that must be there)
actors.csv          people, organisations and places, one row per actor, with every spelling
outlets.csv         newspapers, agencies and aggregators, with their country
themes.csv          themes and the words or phrases that belong to them
rules.csv           what is cut out of articles before they are read
stopwords/LL.txt    function words of a language, added to those that all profiles share
=================== =============================================================================================

A fault in a file is told with the file and the line, before any article is read.

>>> load_profile("iran_azerbaijan").sides
{'IR': 'Iran', 'AZ': 'Azerbaijan'}
"""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from iranaz_utils.tables import ProfileError

SHIPPED = Path(__file__).parent.parent / "profiles"
DEFAULT = "iran_azerbaijan"
KINDS = ("person", "organisation", "place")
#: File → its columns, in order.
FILES = {
    "actors.csv": ("name", "kind", "country", "role", "since", "until", "aliases", "source"),
    "outlets.csv": ("outlet", "kind", "country", "languages", "domains", "spellings", "ownership", "source"),
    "themes.csv": ("theme", "pattern", "note"),
    "rules.csv": ("what", "pattern", "reason"),
}
#: The 249 officially assigned codes of ISO 3166-1 alpha-2.
COUNTRIES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI
    CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ
    GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
    LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG
    PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK
    TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()
)


@dataclass(frozen=True, eq=False)
class Profile:
    """One relation between two countries; read by `load_profile`, never changed afterwards.

    Attributes
    ----------
    name, title : str
        The folder's name, and the relation in words.
    sides : dict of str to str
        Country code → label, in the order in which the sides are shown.
    actors, outlets, rules : pandas.DataFrame
        The tables of `actors.csv`, `outlets.csv` and `rules.csv`, cells as written, empty cells missing. Several values in one cell
        (aliases, spellings, domains, languages) are separated by ``|``; `listed` takes them apart.
    themes : dict of str to tuple of str
        Theme → its patterns, in the order of the file.
    stopwords : dict of str to frozenset of str
        Language → its function words, as written in the files: fold them like the tokens they are compared with.
    sha256 : str
        Hash of every file that was read, the same on every system.

    Examples
    --------
    >>> profile = load_profile()
    >>> listed(profile.actors.set_index("name").loc["Supreme National Security Council", "aliases"])
    ['SNSC']
    """

    name: str
    title: str
    sides: dict[str, str]
    actors: pd.DataFrame
    outlets: pd.DataFrame
    themes: dict[str, tuple[str, ...]]
    stopwords: dict[str, frozenset[str]]
    rules: pd.DataFrame
    sha256: str


def load_profile(name_or_path: str | Path = DEFAULT) -> Profile:
    """A profile that comes with the package, by name, or the reader's own folder, by path.

    Parameters
    ----------
    name_or_path
        A bare word is looked up among the shipped profiles first; anything else is a folder.

    Returns
    -------
    Profile

    Raises
    ------
    ProfileError
        If there is no such folder, or one of its files has a fault; the text names the file and the line.

    Examples
    --------
    >>> profile = load_profile()
    >>> profile.title
    'Iran and Azerbaijan'
    >>> profile.actors["kind"].unique().tolist()
    ['person', 'organisation', 'place']
    """
    folder = _folder(name_or_path)
    head = _head(folder / "profile.toml")
    tables = {file: _table(folder / file) for file in FILES}
    words = _stopword_files(folder, head["languages"])
    _check_spellings(folder / "actors.csv", tables["actors.csv"], "name", "aliases")
    _check_spellings(folder / "outlets.csv", tables["outlets.csv"], "outlet", "spellings")
    themes = tables["themes.csv"]
    return Profile(
        name=folder.resolve().name,
        title=head["title"],
        sides=head["sides"],
        actors=tables["actors.csv"].drop(columns="line"),
        outlets=tables["outlets.csv"].drop(columns="line"),
        themes={theme: tuple(rows["pattern"]) for theme, rows in themes.groupby("theme", sort=False)},
        stopwords={language: _words(paths) for language, paths in words.items()},
        rules=tables["rules.csv"].drop(columns="line"),
        sha256=_sha256([folder / "profile.toml", *(folder / file for file in FILES), *itertools.chain(*words.values())]),
    )


def listed(cell: object) -> list[str]:
    """The values of one cell, separated by ``|``; a missing cell holds none.

    Examples
    --------
    >>> listed("Araghchi | Araqchi"), listed(float("nan"))
    (['Araghchi', 'Araqchi'], [])
    """
    return [value for part in cell.split("|") if (value := part.strip())] if isinstance(cell, str) else []


def _folder(name_or_path: str | Path) -> Path:
    shipped = sorted(path.parent.name for path in SHIPPED.glob("*/profile.toml"))
    if name_or_path in shipped:
        return SHIPPED / name_or_path
    if (folder := Path(name_or_path)).is_dir():
        return folder
    raise ProfileError(f"no profile {str(name_or_path)!r}: neither a shipped one ({', '.join(shipped)}) nor a folder with a profile.toml")


def _head(path: Path) -> dict:
    """What `profile.toml` says, checked."""
    if not path.exists():
        raise ProfileError(f"{path} is missing: it holds the title and the two sides of the profile")
    try:
        head = tomllib.loads(_read(path))
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{path}: {error}") from error
    if unknown := sorted(set(head) - {"title", "sides", "languages"}):
        raise ProfileError(f"{path}: unknown key {unknown[0]!r}; a profile has title, languages and [sides]")
    sides, languages = head.get("sides"), head.get("languages", [])
    if not isinstance(sides, dict) or len(sides) != 2:
        raise ProfileError(f'{path}: [sides] needs two lines such as IR = "Iran"')
    for code, label in sides.items():
        if code not in COUNTRIES or not isinstance(label, str):
            raise ProfileError(f"{path}: [sides] {code} = {label!r} is not an ISO 3166 alpha-2 country code with its label")
    if not isinstance(languages, list) or not all(isinstance(code, str) and re.fullmatch("[a-z]{2}", code) for code in languages):
        raise ProfileError(f'{path}: languages must be a list of ISO 639-1 codes such as ["en", "fa"], got {languages!r}')
    return {"title": str(head.get("title") or " and ".join(sides.values())), "sides": sides, "languages": languages}


def _table(path: Path) -> pd.DataFrame:
    """A CSV file as text, every row checked, with the line it came from; the empty table where the file is missing."""
    columns = FILES[path.name]
    rows = _rows(path, columns) if path.exists() else []
    for row in rows:
        if fault := CHECKS[path.name](row):
            raise ProfileError(f"{path}, line {row['line']}: {fault}")
    frame = pd.DataFrame({column: pd.Series([row[column] or None for row in rows], dtype="str") for column in columns})
    return frame.assign(line=pd.Series([row["line"] for row in rows], dtype="int64"))


def _rows(path: Path, columns: tuple[str, ...]) -> list[dict]:
    reader = csv.reader(io.StringIO(_read(path), newline=""), strict=True)
    try:
        if (header := [cell.strip() for cell in next(reader, [])]) != list(columns):
            raise ProfileError(f"{path}, line 1: the columns must be {','.join(columns)}; got {','.join(header) or 'nothing'}")
        rows = []
        for cells in reader:
            if len(cells) != len(columns) and any(cells):
                fault = f"{len(cells)} cells where the header has {len(columns)}; a cell with a comma needs quotes"
                raise ProfileError(f"{path}, line {reader.line_num}: {fault}")
            if any(cell.strip() for cell in cells):
                rows.append({"line": reader.line_num, **{column: cell.strip() for column, cell in zip(columns, cells, strict=True)}})
    except csv.Error as error:
        raise ProfileError(f"{path}, line {reader.line_num}: {error}") from error
    return rows


def _actor_fault(row: dict) -> str | None:
    if not row["name"]:
        return "the name is empty"
    if row["kind"] not in KINDS:
        return f"unknown kind {row['kind']!r}; the kinds are {', '.join(KINDS)}"
    for column in ("since", "until"):
        if row[column] and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row[column]):
            return f"{column} must be a year, month or day such as 2024, 2024-07 or 2024-07-28; got {row[column]!r}"
    return _country_fault(row["country"])


def _outlet_fault(row: dict) -> str | None:
    if not row["outlet"]:
        return "the outlet is empty"
    if row["kind"] not in ("outlet", "aggregator"):
        return f"unknown kind {row['kind']!r}; the kinds are outlet, aggregator"
    for domain in listed(row["domains"]):
        if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain):
            return f"{domain!r} is not a domain such as example.az (lower case, no https://, no path)"
    return _country_fault(row["country"])


def _theme_fault(row: dict) -> str | None:
    pattern = row["pattern"]
    if not row["theme"] or not pattern:
        return "theme and pattern must both be filled in"
    if pattern != pattern.lower() or not re.fullmatch(r"[^\s*]+\*?( [^\s*]+\*?)*", pattern):
        return f"{pattern!r} is not a lower-case word or phrase; * may only end a word"
    return None


def _rule_fault(row: dict) -> str | None:
    return None if row["what"] and row["pattern"] else "what and pattern must both be filled in"


def _country_fault(code: str) -> str | None:
    return None if not code or code in COUNTRIES else f"{code!r} is not an ISO 3166 alpha-2 country code (two capitals, or empty)"


CHECKS: dict[str, Callable[[dict], str | None]] = {
    "actors.csv": _actor_fault,
    "outlets.csv": _outlet_fault,
    "themes.csv": _theme_fault,
    "rules.csv": _rule_fault,
}


def _check_spellings(path: Path, frame: pd.DataFrame, name: str, spellings: str) -> None:
    """Refuse a spelling that two rows claim: a text that holds it could be counted for either."""
    owners: dict[str, tuple[str, int]] = {}
    for row in frame.itertuples():
        for spelling in dict.fromkeys([getattr(row, name), *listed(getattr(row, spellings))]):
            owner, line = owners.setdefault(spelling, (getattr(row, name), row.line))
            if line != row.line:
                fault = f"{spelling!r} already stands for {owner!r} on line {line}; keep it on one of them"
                raise ProfileError(f"{path}, line {row.line}: {fault}")


def _stopword_files(folder: Path, languages: list[str]) -> dict[str, list[Path]]:
    """Language → its files: those that all profiles share, then the profile's own."""
    paths = [path for home in (SHIPPED, folder) for path in sorted((home / "stopwords").glob("*.txt"))]
    wanted = languages or sorted({path.stem for path in paths})
    return {language: [path for path in paths if path.stem == language] for language in wanted}


def _words(paths: list[Path]) -> frozenset[str]:
    lines = (line.split("#")[0].strip() for path in paths for line in _read(path).splitlines())
    return frozenset(line for line in lines if line)


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ProfileError(f"{path}, line {line}: not UTF-8; save the file as UTF-8") from error


def _sha256(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        if path.exists():
            # Line ends are those of the system that checked the files out, not of the profile.
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()
