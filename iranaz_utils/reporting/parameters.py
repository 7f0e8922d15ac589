"""The parameters of a notebook: read without running it, and checked before anything runs.

A notebook declares them in its cell tagged `parameters`, one per line, `name: type = value  # help`. The types are
`str`, `int`, `float`, `bool`, `list[...]`, `Literal[...]` and unions of them with `|`, None among them. A line without
a type takes the type of its value. papermill would only warn of a name it does not know and never looks at a type;
a mistyped parameter must not become a report about something else.
"""

from __future__ import annotations

import ast
import difflib
import io
import json
import math
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from iranaz_utils.tables import ParameterError

PLAIN = {"str": str, "int": int, "float": float, "bool": bool}
DAYS = ("since", "until")
#: Given to every notebook by whoever runs it, never through its settings.
RUNNER = ("corpus", "profile")


@dataclass(frozen=True)
class Parameter:
    """One line of the cell: its type as written (empty when unknown), its default and what it is for."""

    name: str
    type: str
    default: object
    help: str

    def __str__(self) -> str:
        declared = f"{self.name}: {self.type}" if self.type else self.name
        return f"{declared} = {self.default!r}" + (f"  # {self.help}" if self.help else "")


def read_notebook(path: Path) -> dict:
    """A notebook file as plain data.

    Raises
    ------
    ParameterError
        If there is no such file or it is not a Python notebook of format 4.
    """
    try:
        notebook = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise ParameterError(f"there is no notebook {path}") from None
    except (OSError, ValueError) as error:
        raise ParameterError(f"{path} cannot be read as a notebook: {error}") from None
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ParameterError(f"{path} is not a notebook of format 4: it has no list of cells")
    spec = notebook.get("metadata", {}).get("kernelspec", {})
    if (language := spec.get("language", "python")) != "python":
        raise ParameterError(f"{path} is written in {language}; only Python notebooks can be rendered")
    return notebook


def read_parameters(notebook: Mapping) -> list[Parameter]:
    r"""The parameters that a notebook declares, in its order; none when no cell is tagged `parameters`.

    Parameters
    ----------
    notebook
        A notebook as `json.load` gives it.

    Raises
    ------
    ParameterError
        If the cell is not valid Python.

    Examples
    --------
    >>> cell = {"metadata": {"tags": ["parameters"]}, "source": ["top: int = 20  # rows shown\n", "query: str | None = None"]}
    >>> [str(parameter) for parameter in read_parameters({"cells": [cell]})]
    ['top: int = 20  # rows shown', 'query: str | None = None']
    """
    tagged = [cell for cell in notebook["cells"] if "parameters" in cell.get("metadata", {}).get("tags", ())]
    source = "".join(tagged[0]["source"]) if tagged else ""
    try:
        statements = ast.parse(source).body
        comments = _comments(source)
    except (SyntaxError, tokenize.TokenError) as error:
        raise ParameterError(f"the parameters cell is not valid Python: {error}") from None
    return [parameter for statement in statements if (parameter := _parameter(statement, comments))]


def settle(
    declared: Mapping[str, list[Parameter]], given: Mapping[str, object], runner: Mapping[str, object] | None = None
) -> dict[str, dict[str, object]]:
    """Which of the given values each notebook takes.

    Parameters
    ----------
    declared
        Notebook → its parameters.
    given
        Parameter → value, as JSON gives it. Each must be known to at least one of the notebooks.
    runner
        The same for what is given once for all: corpus and profile.

    Returns
    -------
    dict
        Notebook → parameter → value, only those that were given and that the notebook knows.

    Raises
    ------
    ParameterError
        If no notebook knows a name, or a value does not fit its type; the text lists the valid parameters.

    Examples
    --------
    >>> top, unit = Parameter("top", "int", 20, "rows shown"), Parameter("unit", "str", "sentence", "")
    >>> settle({"frequency": [top], "comention": [top, unit]}, {"top": 5, "unit": "document"})
    {'frequency': {'top': 5}, 'comention': {'top': 5, 'unit': 'document'}}
    """
    if reserved := [name for name in given if name in RUNNER]:
        raise ParameterError(f"{reserved[0]} is no setting of one notebook: give it beside the notebook's name, for all reports at once")
    every = {**(runner or {}), **given}
    for name in every:
        _refuse_unknown(name, declared)
    return {notebook: _settled(notebook, parameters, every) for notebook, parameters in declared.items()}


def _settled(notebook: str, parameters: list[Parameter], given: Mapping[str, object]) -> dict[str, object]:
    try:
        values = {parameter.name: fitted(parameter, given[parameter.name]) for parameter in parameters if parameter.name in given}
    except ParameterError as error:
        raise ParameterError(f"{notebook}: {error}\n{_listing({notebook: parameters})}") from None
    days = {parameter.name: parameter.default for parameter in parameters if parameter.name in DAYS} | values
    since, until = (days.get(name) for name in DAYS)
    if isinstance(since, str) and isinstance(until, str) and since > until:
        raise ParameterError(f"{notebook}: since {since} comes after until {until}")
    return values


def fitted(parameter: Parameter, value: object) -> object:
    """The value as the parameter takes it: a whole number becomes a float where a float is meant.

    Raises
    ------
    ParameterError
        If the value is not of the parameter's type, or a day is not written `YYYY-MM-DD`.

    Examples
    --------
    >>> fitted(Parameter("share", "float", 0.5, ""), 1)
    1.0
    >>> fitted(Parameter("top", "int | None", None, ""), "7")
    Traceback (most recent call last):
    iranaz_utils.tables.ParameterError: top must be int | None, got "7" (str)
    """
    annotation = ast.parse(parameter.type, mode="eval").body if parameter.type else None
    if annotation is not None and not _fits(value, annotation):
        raise ParameterError(f"{parameter.name} must be {parameter.type}, got {_shown(value)} ({type(value).__name__})")
    if parameter.name in DAYS and value is not None:
        _refuse_no_day(parameter.name, value)
    if isinstance(value, int) and annotation is not None and not _fits(value, annotation, strict=True):
        return float(value)
    return value


def _fits(value: object, annotation: ast.expr, *, strict: bool = False) -> bool:
    match annotation:
        case ast.Constant(value=None):
            return value is None
        case ast.Name(id="float"):
            return (isinstance(value, float) and math.isfinite(value)) or (type(value) is int and not strict)
        case ast.Name(id=name) if name in PLAIN:
            return type(value) is PLAIN[name]
        case ast.Name(id="list"):
            return isinstance(value, list)
        case ast.Subscript(value=ast.Name(id="list"), slice=item):
            return isinstance(value, list) and all(_fits(each, item, strict=strict) for each in value)
        case ast.Subscript(value=ast.Name(id="Literal"), slice=choices):
            allowed = ast.literal_eval(choices)
            options = allowed if isinstance(choices, ast.Tuple) else (allowed,)
            return any(type(value) is type(option) and value == option for option in options)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _fits(value, left, strict=strict) or _fits(value, right, strict=strict)
        case _:
            raise ParameterError(f"its type {ast.unparse(annotation)} is none of str, int, float, bool, list[...], Literal[...], None")


def _refuse_no_day(name: str, value: object) -> None:
    try:
        # fromisoformat also reads 20250401 and 2025-W14-2, which the notebooks would compare as text.
        if date.fromisoformat(str(value)).isoformat() == value:
            return
    except ValueError:
        pass
    raise ParameterError(f"{name} must be a day written YYYY-MM-DD, got {_shown(value)}")


def _refuse_unknown(name: str, declared: Mapping[str, list[Parameter]]) -> None:
    known = [parameter.name for parameters in declared.values() for parameter in parameters]
    if name in known:
        return
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise ParameterError(f"no parameter {name} in {', '.join(declared)}{hint}\n{_listing(declared)}")


def _listing(declared: Mapping[str, list[Parameter]]) -> str:
    """The parameters line by line, those that several notebooks share only once."""
    sharing: dict[str, list[str]] = {}
    for notebook, parameters in declared.items():
        for parameter in parameters:
            if parameter.name not in RUNNER:
                sharing.setdefault(str(parameter), []).append(notebook)
    parts: dict[str, list[str]] = {}
    for line, notebooks in sharing.items():
        parts.setdefault(f"parameters of {', '.join(notebooks)}:", []).append(f"  {line}")
    return "\n".join(line for heading, lines in parts.items() for line in [heading, *lines]) or "it has no parameters to set"


def _parameter(statement: ast.stmt, comments: Mapping[int, str]) -> Parameter | None:
    """The parameter that a line declares; None for lines that do something else, such as an import."""
    match statement:
        case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=ast.expr() as value):
            declared = ast.unparse(annotation)
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            declared = ""
        case _:
            return None
    said = comments.get(value.end_lineno or 0, "")
    try:
        default = ast.literal_eval(value)
    except ValueError:
        return Parameter(name, declared, ast.unparse(value), said)
    plain = type(default).__name__ if type(default) in (*PLAIN.values(), list) else ""
    return Parameter(name, declared or plain, default, said)


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string.lstrip("# ").strip() for token in tokens if token.type == tokenize.COMMENT}


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
