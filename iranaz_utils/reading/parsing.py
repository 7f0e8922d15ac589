"""Raw texts taken apart: here while they are few, in other processes too once they are many.

Taking texts apart is Python's work, which threads cannot share, and half of all reading. A process that helps needs four tenths of a
second to start, so none is asked to before many texts were read. Whoever takes a text apart, what it gives is the same, in the same order.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, islice
from typing import NamedTuple

import polars as pl

from iranaz_utils.reading.articles import Article, Rules, parse
from iranaz_utils.reading.languages import language_code, language_of
from iranaz_utils.reading.records import Found, Problem, Record

#: From so many texts on others help, and so many at most: the other half of the work is left to do here.
MANY, HELPERS = 2_000, 2
#: Texts that are handed over at a time, characters after which there are enough, and batches on their way to each helper.
BATCH, CHARACTERS, HANDED = 50, 250_000, 6
#: Batches that wait for an earlier one.
WAITING = 24
#: Bytes that a pipe holds, so that neither end waits for the other, and seconds after which a thread gets its turn to read an answer.
PIPE, TURN = 1 << 20, 0.0005


class Task(NamedTuple):
    """What taking apart needs of a record: its text, the headline where it is known, and whether the language is."""

    text: str
    title: str | None
    spoken: bool


def parsed(found: Iterable[Found], rules: Rules, language: str | None = None) -> Iterator[Problem | tuple[Record, Article]]:
    """Each record with what its text gave, and the problems as they are, in their order.

    Parameters
    ----------
    found
        Records and problems.
    rules
        What is taken off.
    language
        That of all texts, where it is known; otherwise it is told from each text that does not come with one.

    Examples
    --------
    >>> [(record, article)] = parsed([Record("a.txt", "The bridge is open.", "")], Rules())
    >>> article.text, article.language
    ('The bridge is open.', 'en')
    """
    rest = iter(found)
    for one in islice(rest, MANY):
        yield from _together([one], taken_apart(rules, _tasks([one], language)))
    for first in rest:
        with Helpers(rules) as helpers:
            yield from _shared(_batches(first, rest), rules, language, helpers)


def taken_apart(rules: Rules, tasks: list[Task]) -> list[Article]:
    """What each text gave, with the language that it is in where that is not known."""
    articles = [parse(task.text, rules, title=task.title) for task in tasks]
    for task, article in zip(tasks, articles, strict=True):
        article.language = None if task.spoken else language_of(article.text)
    return articles


def _tasks(batch: list[Found], language: str | None) -> list[Task]:
    records = [one for one in batch if isinstance(one, Record)]
    spoken = [bool(language or language_code(record.fields.get("language", ""))) for record in records]
    return [Task(record.text, record.fields.get("title"), known) for record, known in zip(records, spoken, strict=True)]


def _together(batch: list[Found], articles: list[Article]) -> Iterator[Problem | tuple[Record, Article]]:
    given = iter(articles)
    for one in batch:
        yield one if isinstance(one, Problem) else (one, next(given))


def _batches(first: Found, rest: Iterator[Found]) -> Iterator[list[Found]]:
    batch: list[Found] = []
    size = 0
    for one in chain([first], rest):
        size += len(one.text) if isinstance(one, Record) else 0
        batch.append(one)
        if len(batch) >= BATCH or size > CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _shared(
    batches: Iterator[list[Found]], rules: Rules, language: str | None, helpers: Helpers
) -> Iterator[Problem | tuple[Record, Article]]:
    """Batches are handed over until enough are on their way; the next one is taken apart here, so that nobody waits."""
    waiting: deque[tuple[list[Found], Future[list[Article]]]] = deque()
    for batch in batches:
        tasks = _tasks(batch, language)
        away = sum(not articles.done() for _, articles in waiting)
        waiting.append((batch, helpers.hand(tasks) if away < HANDED * helpers.number else _done(taken_apart(rules, tasks))))
        while waiting and (waiting[0][1].done() or len(waiting) > WAITING):
            done, articles = waiting.popleft()
            yield from _together(done, articles.result())
    for batch, articles in waiting:
        yield from _together(batch, articles.result())


def _done(articles: list[Article]) -> Future[list[Article]]:
    done: Future[list[Article]] = Future()
    done.set_result(articles)
    return done


class Helpers:
    """Processes that take texts apart by the rules, used in a `with`; none on a machine with one processor.

    Each is this module run by itself, talks to a thread of its own, and ends when its input does, because whoever started it has ended in
    whatever way. The processes of the standard library would run a script without a guard again, each of them.
    """

    def __init__(self, rules: Rules):
        self.rules, self.number = rules, min(HELPERS, pl.thread_pool_size() - 1)
        self._started: list[subprocess.Popen] = []
        self._own = threading.local()
        self._threads = ThreadPoolExecutor(max(self.number, 1), initializer=self._start)

    def __enter__(self) -> Helpers:
        self._turn = sys.getswitchinterval()
        sys.setswitchinterval(TURN)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setswitchinterval(self._turn)
        self._threads.shutdown(cancel_futures=True)
        for helper in self._started:
            helper.kill()
            helper.communicate()

    def hand(self, tasks: list[Task]) -> Future[list[Article]]:
        """Have texts taken apart by the next helper that is idle."""
        return self._threads.submit(self._asked, tasks)

    def _start(self) -> None:
        with suppress(OSError):
            self._own.helper = helper = subprocess.Popen(  # noqa: S603 - this very Python, no shell
                [sys.executable, "-P", "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pipesize=PIPE,
            )
            self._started.append(helper)
            self._send(self.rules)

    def _asked(self, tasks: list[Task]) -> list[Article]:
        try:
            self._send(tasks)
            return pickle.load(self._own.helper.stdout)  # noqa: S301 - from a process of ours
        except Exception:  # it could not be started, or was ended, for want of memory perhaps
            return taken_apart(self.rules, tasks)

    def _send(self, what: object) -> None:
        pickle.dump(what, self._own.helper.stdin)
        self._own.helper.stdin.flush()


def _help() -> None:
    """Take apart what comes, until nothing comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asks
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else gets between the answers
    with suppress(EOFError, BrokenPipeError):
        rules = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
        while True:
            pickle.dump(taken_apart(rules, pickle.load(sys.stdin.buffer)), answers)  # noqa: S301
            answers.flush()


if __name__ == "__main__":
    _help()
