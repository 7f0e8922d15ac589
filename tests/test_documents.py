"""What the documents show is run, and what they point to is there: a README that lies is the first thing a newcomer meets."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

from iranaz_utils import cli

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "seeds").glob("*.md"), *(ROOT / "reports").glob("*.md")])
TARGETS = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def fenced(text: str, *languages: str) -> list[str]:
    """The blocks of a page between ``` and ```, of the languages named."""
    return [body for language, body in re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL) if language in languages]


def unknown_commands(text: str) -> list[str]:
    """Lines of shell blocks that call a target, a command or an option that is not there."""
    lines = [line.partition("#")[0] for block in fenced(text, "", "sh", "bash", "console") for line in block.splitlines()]
    return [line for line in lines if any(not known(part) for part in re.split(r"&&|\||;", line.removeprefix("$ ")))]


def known(command: str) -> bool:
    match shlex.split(command):
        case ["make", *rest]:
            return all(word in TARGETS or "=" in word or word.startswith("-") for word in rest)
        case ["iranaz" | ".venv/bin/iranaz", "--version" | "--help"]:
            return True
        case ["iranaz" | ".venv/bin/iranaz", name, *rest] if name in cli.main.commands:
            options = {"--help", *(option for part in cli.main.commands[name].params for option in part.opts)}
            return all(word.partition("=")[0] in options for word in rest if word.startswith("-"))
        case ["iranaz" | ".venv/bin/iranaz", *_]:
            return False
    return True


@pytest.mark.parametrize("line", ["make test", "make reports CORPUS=a", "iranaz report all a --out=b", "iranaz --version", "pip install x"])
def test_a_command_that_is_there_may_be_shown(line):
    assert unknown_commands(f"```\n{line}  # as in a document\n```\n") == []


@pytest.mark.parametrize("line", ["make tests", "iranaz render a", "cd x && iranaz report --colour red", ".venv/bin/iranaz"])
def test_a_command_that_is_not_there_is_seen(line):
    assert unknown_commands(f"```\n{line}\n```\n") == [line]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_in_documents_exist(page):
    assert unknown_commands(page.read_text("utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_in_documents_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_examples_in_documents_run(page, monkeypatch):
    monkeypatch.chdir(ROOT)
    source = "\n\n".join(fenced(page.read_text("utf-8"), "python", "pycon"))
    shown = doctest.DocTestParser().get_doctest(source, {}, page.name, str(page), 0)
    failed = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).run(shown).failed
    assert failed == 0
    if not shown.examples:
        exec(compile(source, str(page), "exec"), {})  # an example without prompts has to run at least
