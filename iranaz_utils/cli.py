"""The `iranaz` command: the words of the library at a prompt, and its errors as one sentence and a status."""

from __future__ import annotations

import contextlib
import difflib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

BAD_ARGUMENTS, INTERRUPTED = 2, 130
FILE = click.Path(exists=True, dir_okay=False)
#: Control characters but for tab and line feed, and those that turn the direction of what follows.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="iranaz-utils", prog_name="iranaz")
def main():
    """Read what the press says about the relation between two countries."""


@main.command("report", short_help="Render reports on a corpus.")
@click.argument("what", nargs=-1, metavar="[frequency comention timeline | all | NOTEBOOK.ipynb]... [CORPUS]")
@click.option("--out", default="reports/", show_default=True, help="Folder of the reports.")
@click.option("--profile", help="Name or folder of a profile; the notebook's own when not given.")
@click.option("--params", "file", type=FILE, help="Parameters in a JSON, YAML or TOML file.")
@click.option("--set", "settings", multiple=True, metavar="NAME=JSON", help="One parameter; may be given again. Wins over the file.")
@click.option("--each", metavar="WHAT", help="A run for each side, outlet, language or year, or for each of 'NAME=[VALUE, ...]'.")
@click.option("--runs", type=FILE, help="Runs listed in a JSON, YAML or TOML file, each with its name, corpus and parameters.")
@click.option(
    "--jobs", type=click.IntRange(min=1), help="Reports rendered at the same time; by default the processors and one more, 4 at most."
)
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="A report that takes longer has failed.")
@click.option("--force", is_flag=True, help="Render also what is unchanged.")
@click.option("--pdf", is_flag=True, help="Write report.pdf beside each page, with a Chromium that is installed.")
@click.option("--open", "show", is_flag=True, help="Open the overview in a browser.")
def report_command(what, out, profile, file, settings, each, runs, pdf, show, **how):
    """Render reports on CORPUS (the sample articles when not given) into the folder --out.

    Without a name all three are rendered. The paths of the reports go to standard output, everything else to standard
    error. Status: 0 all rendered or unchanged, 1 a report failed, 2 wrong arguments or a folder that another run writes,
    130 or 143 interrupted.
    """
    with _explained():
        from iranaz_utils.reporting.run import render

        parameters = _parameters(file, settings)
        if runs and (each or what or profile):
            raise _wrong("--runs says for each run what to render; give nothing else than --set and --params beside it")
        todo = _runs(runs, out, parameters) if runs else _todo(what, each, out=out, profile=profile, parameters=parameters)
        with contextlib.closing(render(todo, **how)) as outcomes:
            statuses = [_say(outcome) for outcome in outcomes]
        overview = Path(out) / "index.html"
        _echo(f"overview: {overview}", err=True)
        if pdf:
            from iranaz_utils.reporting.pdf import write_pdf

            for page in dict.fromkeys(job.folder / "report.html" for job in todo if job.folder.exists()):
                click.echo(write_pdf(page))
        if show:
            click.launch(str(overview))
        sys.exit(int("failed" in statuses))


def _todo(what, each, **asked):
    from iranaz_utils.reporting.plan import plan

    names, corpus = _told_apart(what)
    if not each:
        return plan(names, corpus=corpus, **asked)
    from iranaz_utils.reporting import matrix

    found = matrix.each(each, corpus=corpus, profile=asked["profile"])
    return matrix.plan_each(found, names, corpus=corpus, **asked)


def _runs(runs, out, parameters):
    from iranaz_utils.reporting.matrix import plan_file

    return plan_file(Path(runs), out=out, parameters=parameters)


@main.command("verify", short_help="Say whether reports are as they were written.")
@click.argument("out", default="reports/", type=click.Path(exists=True, file_okay=False))
@click.option("--quick", is_flag=True, help="Compare the files only; do not render again.")
def verify_command(out, quick):
    """Compare the reports in OUT with their manifests, then render each again elsewhere and compare the bytes.

    Status 0 where all is the same, 1 where something differs.
    """
    with _explained():
        from iranaz_utils.reporting.verify import verify

        good = True
        for found in verify(Path(out), again=not quick):
            _echo(f"{found.name}: {'ok' if found.good else 'DIFFERS'}: {found.said}")
            good &= found.good
        sys.exit(int(not good))


@main.command("bundle", short_help="Put what can be published of reports into one file.")
@click.argument("out", default="reports/", type=click.Path(exists=True, file_okay=False))
@click.option("--to", "target", help="The zip file; OUT.zip when not given.")
def bundle_command(out, target):
    """Put tables, figures, manifests, methods and the identifiers of the articles into a zip file, and only short quotations."""
    with _explained():
        from iranaz_utils.reporting.bundle import bundle

        click.echo(bundle(Path(out), Path(target or f"{Path(out).resolve()}.zip")))


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
        _echo(json.dumps(read.account(), ensure_ascii=False, indent=1, default=str) if as_json else read.account_text())
        sys.exit(int(strict and bool(read.problems["severity"].ne("info").any())))


@main.command("names", short_help="Say who is named, and put discovered names on a profile's list.")
@click.argument("corpus")
@click.option("--profile", default="iran_azerbaijan", show_default=True, help="Name or folder of a profile.")
@click.option("--top", default=40, show_default=True, type=click.IntRange(min=1), help="Discovered names to show, or to promote.")
@click.option("--only", multiple=True, metavar="NAME", help="Take this discovered name; may be given again.")
@click.option("--promote", "out", type=click.Path(), metavar="FOLDER", help="Write a copy of the profile with the names on its list.")
def names_command(corpus, profile, top, only, out):
    """List the names in CORPUS that the profile does not know, and its spellings that could mean two actors, with how they were decided.

    With --promote FOLDER the names are added to a copy of the profile, which --profile FOLDER then uses: open its actors.csv and check
    kind, country and spellings.
    """
    with _explained():
        from iranaz_utils.finding.candidates import ambiguities, candidates, chosen
        from iranaz_utils.finding.mentions import find_mentions
        from iranaz_utils.reading import load_corpus
        from iranaz_utils.reading.promotion import promote

        read = load_corpus(corpus, profile=profile)
        mentions = find_mentions(read.documents, read.profile)
        found = chosen(candidates(mentions), top=top, only=only)
        _table(f"Discovered, not on the list of {read.profile.title}", found)
        doubtful = ambiguities(mentions, read.profile)
        _table("On the list, and could mean two actors", doubtful[doubtful["n"] > 0])
        if out:
            where = promote(found, out, profile=profile, source=f"discovered in {Path(corpus).name}; not checked yet")
            _echo(f"{len(found)} names added; check them in {where / 'actors.csv'}", err=True)
            _echo(where)


@main.command("lab", short_help="Open the notebooks in JupyterLab.")
def lab_command():
    """Start JupyterLab on the notebooks: those of the checkout, or a copy of the installed ones in ./iranaz-notebooks."""
    with _explained():
        from iranaz_utils.reporting.lab import open_lab

        open_lab()


def _table(title: str, frame) -> None:
    """A table for a prompt: a title, then columns separated by tabs."""
    _echo(f"{title}: {len(frame)}\n" + frame.to_csv(sep="\t", index=False))


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
    from iranaz_utils.reporting.matrix import read_data

    read = read_data(path)
    if not isinstance(read, dict):
        raise _wrong(f"{path}: expected names and values, got {type(read).__name__}")
    return read


def _wrong(said: str) -> Exception:
    from iranaz_utils.tables import ParameterError

    return ParameterError(said)


def _say(outcome) -> str:
    took = f" in {outcome.seconds:.1f} s" if outcome.seconds else ""
    _echo(f"{outcome.name}: {outcome.status}{took}" + (f": {outcome.error}" if outcome.error else ""), err=True)
    click.echo(outcome.path)
    return outcome.status


def _echo(text: object, *, err: bool = False) -> None:
    """A line on the terminal, which no outlet, file name or message of an article can steer: control characters are shown as boxes."""
    click.echo(STEERING.sub("\N{REPLACEMENT CHARACTER}", str(text)), err=err)


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """An expected error is one sentence on standard error and a status, never a traceback."""
    try:
        yield
    except KeyboardInterrupt:
        _echo("iranaz: interrupted", err=True)
        sys.exit(INTERRUPTED)
    except (click.ClickException, SystemExit):
        raise
    except Exception as error:
        from iranaz_utils.tables import IranazError

        if not isinstance(error, (IranazError, OSError)):
            raise
        _echo(f"iranaz: {error}", err=True)
        sys.exit(BAD_ARGUMENTS)


if __name__ == "__main__":
    main()
