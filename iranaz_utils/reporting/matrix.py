"""Many runs at once: one for each side, outlet, language or year, one for each value of a parameter, or those that a file lists.

Each run has a name, which is its folder among the reports, and the values that tell it from the others.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from iranaz_utils.reporting.plan import Job, Run, plan
from iranaz_utils.tables import ParameterError

#: What `each` takes without values: those that the articles have.
COLUMNS = ("side", "outlet", "language")
#: What a run of a file may name.
NAMED = ("name", "reports", "corpus", "profile", "parameters")


def each(what: str, *, corpus: Any = None, profile: Any = None) -> list[Run]:
    """A run for each value of a column of the articles or of a parameter.

    Parameters
    ----------
    what
        `side`, `outlet`, `language` or `year`, for the values that the articles have; or `NAME=[VALUE, ...]`, the values as JSON.
    corpus, profile
        As in `report`; they are read only where the values come from the articles.

    Raises
    ------
    ParameterError
        If it is neither, or no article has a value.

    Examples
    --------
    >>> [run.name for run in each('period=["week", "month"]')]
    ['period-week', 'period-month']
    >>> each("year")[0]
    Run(name='year-2025', values={'since': '2025-01-01', 'until': '2025-12-31'})
    """
    name, equals, listed = what.partition("=")
    if equals:
        return _named((f"{name} {_shown(value)}", {name: value}) for value in _values(what, listed))
    if name not in (*COLUMNS, "year"):
        raise ParameterError(
            f'--each {what}: take {", ".join(COLUMNS)}, year, or the values of a parameter as in \'period=["week", "month"]\''
        )
    found = _in_articles(name, corpus, profile)
    if not found:
        raise ParameterError(f"--each {what}: no article has a known {what}")
    if name == "year":
        return _named((f"year {year}", {"since": f"{year}-01-01", "until": f"{year}-12-31"}) for year in found)
    return _named((f"{name} {value}", {name: value}) for value in found)


def plan_each(runs: Iterable[Run], name_or_path, **asked) -> list[Job]:
    """The reports of each run; `asked` is what `plan` takes beside it."""
    return [job for run in runs for job in plan(name_or_path, run=run, **asked)]


def plan_file(path: Path, *, out, parameters: Mapping[str, object] | None = None) -> list[Job]:
    """The reports of the runs that a file lists, in YAML, JSON or TOML.

    Parameters
    ----------
    path
        The file: a list under `runs`, or nothing but a list, of `name` and, where they differ from the rule, `reports`, `corpus`, `profile`
        and `parameters`.
    out
        Folder of the reports.
    parameters
        Of all runs; what a run says itself wins.

    Raises
    ------
    ParameterError
        If the file cannot be read so, or two runs have one name.
    """
    listed = read_data(path)
    runs = listed.get("runs") if isinstance(listed, dict) else listed
    if not isinstance(runs, list) or not all(isinstance(run, dict) and run.get("name") for run in runs):
        raise ParameterError(f"{path}: expected a list of runs, each with a name")
    jobs: list[Job] = []
    names = [run.name for run in _named((str(run["name"]), {}) for run in runs)]
    for name, run in zip(names, runs, strict=True):
        if unknown := [word for word in run if word not in NAMED]:
            raise ParameterError(f"{path}: the run {run['name']} has {unknown[0]}; a run takes {', '.join(NAMED)}")
        settings = {**(parameters or {}), **run.get("parameters", {})}
        places = {"corpus": run.get("corpus"), "profile": run.get("profile"), "out": out}
        jobs += plan(run.get("reports", "all"), parameters=settings, run=Run(name), **places)
    return jobs


def read_data(path: Path) -> object:
    """What a file of YAML, JSON or TOML says, days as ISO strings.

    Raises
    ------
    ParameterError
        If it is not what its name says.
    """
    import yaml

    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".toml":
            return _plain(tomllib.loads(text))
        return _plain(yaml.safe_load(text) if path.suffix in (".yaml", ".yml") else json.loads(text))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise ParameterError(f"{path}: {error}") from None


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _values(what: str, listed: str) -> list:
    try:
        values = json.loads(listed)
    except ValueError:
        values = None
    if not isinstance(values, list) or not values:
        raise ParameterError(f'--each {what}: the values are a list in JSON, as in \'period=["week", "month"]\'')
    return values


def _in_articles(column: str, corpus: Any, profile: Any) -> list:
    from iranaz_utils.reading import load_corpus, packaged

    read = load_corpus(corpus or packaged("seeds"), **({"profile": profile} if profile else {}))
    known = (read.documents["date"].dt.year if column == "year" else read.documents[column]).dropna()
    return sorted({int(value) for value in known} if column == "year" else set(known))


def _named(runs: Iterable[tuple[str, dict]]) -> list[Run]:
    """Runs whose names can be those of folders, no two alike."""
    made: dict[str, Run] = {}
    for said, values in runs:
        name = re.sub(r"[^\w.=+-]+", "-", said).strip("-.") or "run"
        if name.casefold() in made:
            raise ParameterError(f"two runs would be called {name}; give them names that differ")
        made[name.casefold()] = Run(name, values)
    return list(made.values())


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
