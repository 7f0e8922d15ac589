"""The `iranaz` command: the words of the library at a prompt, and its errors as one sentence and a status."""

from __future__ import annotations

import contextlib
import difflib
import json
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

BAD_ARGUMENTS, INTERRUPTED = 2, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="iranaz-utils", prog_name="iranaz")
def main():
    """Read what the press says about the relation between two countries."""


@main.command("report", short_help="Render reports on a corpus.")
@click.argument("what", nargs=-1, metavar="[frequency comention timeline | all | NOTEBOOK.ipynb]... [CORPUS]")
@click.option("--out", default="reports/", show_default=True, help="Folder of the reports.")
@click.option("--profile", help="Name or folder of a profile; the notebook's own when not given.")
@click.option("--params", "file", type=click.Path(exists=True, dir_okay=False), help="Parameters in a JSON or TOML file.")
@click.option("--set", "settings", multiple=True, metavar="NAME=JSON", help="One parameter; may be given again. Wins over the file.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Reports rendered at the same time; as many as there are processors, four at most, when not given.",
)
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="A report that takes longer has failed.")
@click.option("--force", is_flag=True, help="Render also what is unchanged.")
def report_command(what, file, settings, jobs, timeout, force, **places):
    """Render reports on CORPUS (the sample articles when not given) into the folder --out.

    Without a name all three are rendered. The paths of the reports go to standard output, everything else to standard
    error. Status: 0 all rendered or unchanged, 1 a report failed, 2 wrong arguments, 130 or 143 interrupted.
    """
    with _explained():
        from iranaz_utils.reporting.plan import plan
        from iranaz_utils.reporting.run import render

        names, corpus = _told_apart(what)
        todo = plan(names, corpus=corpus, parameters=_parameters(file, settings), **places)
        with contextlib.closing(render(todo, jobs=jobs, force=force, timeout=timeout)) as outcomes:
            statuses = [_say(outcome) for outcome in outcomes]
        click.echo(f"overview: {Path(places['out']) / 'index.html'}", err=True)
        sys.exit(int("failed" in statuses))


@main.command("check", short_help="Say what was read, what was not, and why.")
@click.argument("corpus")
@click.option("--profile", default="iran_azerbaijan", show_default=True, help="Name or folder of a profile.")
@click.option("--strict", is_flag=True, help="Status 1 if an article was left out, repaired or is doubtful.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def check_command(corpus, profile, strict, as_json):
    """Count the articles of CORPUS per outlet, side, language and date, and list the problems."""
    with _explained():
        from iranaz_utils.reading import load_corpus

        read = load_corpus(corpus, profile=profile)
        click.echo(json.dumps(read.account(), ensure_ascii=False, indent=1, default=str) if as_json else read.account_text())
        sys.exit(int(strict and bool(read.problems["severity"].ne("info").any())))


@main.command("lab", short_help="Open the notebooks in JupyterLab.")
def lab_command():
    """Start JupyterLab on the notebooks: those of the checkout, or a copy of the installed ones in ./iranaz-notebooks."""
    with _explained():
        from iranaz_utils.reporting.lab import open_lab

        open_lab()


def _told_apart(what: tuple[str, ...]) -> tuple[list[str], str | None]:
    """Names of reports and notebooks, and the one argument that is neither: the corpus."""
    from iranaz_utils.reporting.plan import REPORTS

    names = [one for one in what if one in (*REPORTS, "all") or one.endswith(".ipynb")]
    others = [one for one in what if one not in names]
    for one in others:
        near = difflib.get_close_matches(one, [*REPORTS, "all"], n=1)
        if near and not Path(one).exists():
            raise _wrong(f"there is no report and no corpus {one}; did you mean {near[0]}?")
    if len(others) > 1:
        raise _wrong(f"only one of {' and '.join(others)} can be the corpus; reports are {', '.join(REPORTS)}, all or a notebook (.ipynb)")
    return names or ["all"], others[0] if others else None


def _parameters(file: str | None, settings: tuple[str, ...]) -> dict[str, object]:
    parameters = _from_file(Path(file)) if file else {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise _wrong(f"--set {setting}: write NAME=JSON")
        try:
            parameters[name] = json.loads(value)
        except ValueError:
            quoted = json.dumps(value, ensure_ascii=False)
            raise _wrong(f"--set {setting}: {value} is not JSON; a text is written --set '{name}={quoted}'") from None
    return parameters


def _from_file(path: Path) -> dict[str, object]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        read = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except ValueError as error:
        raise _wrong(f"--params {path}: {error}") from None
    if not isinstance(read, dict):
        raise _wrong(f"--params {path}: expected names and values, got {type(read).__name__}")
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in read.items()}


def _wrong(said: str) -> Exception:
    from iranaz_utils.tables import ParameterError

    return ParameterError(said)


def _say(outcome) -> str:
    took = f" in {outcome.seconds:.1f} s" if outcome.seconds else ""
    click.echo(f"{outcome.name}: {outcome.status}{took}" + (f": {outcome.error}" if outcome.error else ""), err=True)
    click.echo(outcome.path)
    return outcome.status


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """An expected error is one sentence on standard error and a status, never a traceback."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo("iranaz: interrupted", err=True)
        sys.exit(INTERRUPTED)
    except (click.ClickException, SystemExit):
        raise
    except Exception as error:
        from iranaz_utils.tables import IranazError

        if not isinstance(error, (IranazError, OSError)):
            raise
        click.echo(f"iranaz: {error}", err=True)
        sys.exit(BAD_ARGUMENTS)


if __name__ == "__main__":
    main()
