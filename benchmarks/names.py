"""Names found without a list or a model: how many of those that people marked are found, with which bounds, kind and identity.

    python benchmarks/names.py --spans FOLDER --pairs FOLDER [--errors]

`--spans` takes files of one token a line (`number form tag`, tags B-PER, I-PER, …; articles begin with -DOCSTART-). A span counts if both
ends are right; typed, if its kind is right, too, over person, organisation and place. Half of the articles, the even ones, may be looked at
while rules are written; the other half never: both are reported. The baseline joins neighbouring words with a capital.

`--pairs` takes news articles whose mentions carry an identity (`ENTITY_MENTION`, `REFERS_TO`). A pair is two actors in one sentence or
article. The baseline takes each string of capitalised words for an actor.
"""

from __future__ import annotations

import argparse
import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from iranaz_utils.finding.mentions import find_mentions, names_in

KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
Span = tuple[int, int, str]


def articles(folder: Path) -> Iterator[tuple[str, list[Span]]]:
    """Each article as text (a space between tokens, a line per sentence) with the spans that people marked."""
    for path in sorted([folder] if folder.is_file() else folder.glob("*.conll*")):
        article: list[list[tuple[str, str]]] = [[]]
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split()
            if not fields:
                article.append([])
            elif fields[-2] == "-DOCSTART-":
                yield rebuilt(article)
                article = [[]]
            else:
                article[-1].append((fields[-2], fields[-1]))
        yield rebuilt(article)


def rebuilt(sentences: list[list[tuple[str, str]]]) -> tuple[str, list[Span]]:
    """The text of an article and its spans, in characters."""
    text, spans = "", []
    for sentence in filter(None, sentences):
        for form, tag in sentence:
            start, text = len(text), text + form + " "
            if tag.startswith("B") or (tag.startswith("I") and not spans):
                spans.append([start, start + len(form), KINDS[tag[2:]]])
            elif tag.startswith("I"):
                spans[-1][1] = start + len(form)
        text = text[:-1] + "\n"
    return text, [tuple(span) for span in spans]


def joined_capitals(text: str) -> list[Span]:
    """The baseline: neighbouring words with a capital, except one that begins a sentence by itself."""
    found = [match.span() for match in re.finditer(r"(?<!\S)[^\W\d_a-z]\S*(?: [^\W\d_a-z]\S*)*", text)]
    return [(start, end, "") for start, end in found if start and text[start - 1] != "\n" or " " in text[start:end]]


def score(gold: list[set], found: list[set]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent."""
    right = sum(len(a & b) for a, b in zip(gold, found, strict=True))
    precision, recall = right / max(1, sum(map(len, found))), right / max(1, sum(map(len, gold)))
    return 100 * precision, 100 * recall, 200 * precision * recall / max(1e-9, precision + recall)


def spans(folder: Path, errors: bool) -> None:
    """Print span scores for both halves, and the errors of the even one."""
    read = [(text, marked) for text, marked in articles(folder) if text.strip()]
    found = [[(start, end, kind) for start, end, kind, _ in names_in(text)] for text, _ in read]
    plain = [joined_capitals(text) for text, _ in read]
    print(f"{len(read)} articles, {sum(len(marked) for _, marked in read):,} names\n")
    print(f"{'':<34}{'precision':>10}{'recall':>10}{'F1':>10}")
    for half, rows in (("even", range(0, len(read), 2)), ("odd", range(1, len(read), 2)), ("all", range(len(read)))):
        gold = [set(read[row][1]) for row in rows]
        ours = [set(found[row]) for row in rows]
        report(f"{half}: joined capitals, untyped", bounds(gold), bounds([plain[row] for row in rows]))
        report(f"{half}: untyped", bounds(gold), bounds(ours))
        report(f"{half}: typed (three kinds)", typed(gold), typed(ours))
        for kind in KINDS.values():
            report(f"{half}:   {kind}", typed(gold, (kind,)), typed(ours, (kind,)))
    if errors:
        for row in range(0, len(read), 2):
            show(read[row][0], set(read[row][1]), set(found[row]))


def bounds(spans_: list) -> list[set]:
    return [{span[:2] for span in article} for article in spans_]


def typed(spans_: list, kinds: tuple[str, ...] = ("person", "organisation", "place")) -> list[set]:
    return [{span for span in article if span[2] in kinds} for article in spans_]


def report(name: str, gold: list[set], found: list[set]) -> None:
    print(f"{name:<34}" + "".join(f"{value:>10.1f}" for value in score(gold, found)))


def show(text: str, gold: set, found: set) -> None:
    """One line for each name missed, made up, or of the wrong kind, with its line."""
    for start, end, kind in sorted(gold ^ found):
        line = text[text.rfind("\n", 0, start) + 1 : start] + "[[" + text[start:end] + "]]" + text[end : (text + "\n").find("\n", end)]
        where = line.find("[[")
        print(("missed " if (start, end, kind) in gold else "made   ") + f"{kind:<13}" + line[max(0, where - 60) : where + end - start + 60])


def comention_articles(folder: Path) -> Iterator[tuple[str, list[tuple[int, int, str, int]]]]:
    """Each article as text and its named mentions: start, end, identity and sentence."""
    for path in sorted(folder.rglob("*.xml")):
        root = ET.parse(path).getroot()
        text, places, sentence = "", {}, None
        for token in root.iter("token"):
            if sentence is not None and token.get("sentence") != sentence:
                text = text[:-1] + "\n"
            sentence = token.get("sentence")
            places[token.get("t_id")] = (len(text), len(text) + len(token.text or ""), int(sentence))
            text += (token.text or "") + " "
        yield text, list(identified(root, places))


def identified(root: ET.Element, places: dict) -> Iterator[tuple[int, int, str, int]]:
    identity = {}
    targets = {one.get("m_id"): one.get("instance_id") or one.get("m_id") for one in root.iter("ENTITY")}
    kinds = {one.get("m_id"): one.get("ent_type") or "" for one in root.iter("ENTITY")}
    for relation in root.iter("REFERS_TO"):
        target = relation.find("target").get("m_id")
        for source in relation.findall("source"):
            if target in targets and kinds[target] in ("PER", "PERSON", "ORG", "ORGANIZATION", "LOC", "LOCATION", "GPE"):
                identity[source.get("m_id")] = targets[target]
    for mention in root.iter("ENTITY_MENTION"):
        anchors = [places[anchor.get("t_id")] for anchor in mention.findall("token_anchor")]
        if anchors and mention.get("m_id") in identity:
            yield anchors[0][0], anchors[-1][1], identity[mention.get("m_id")], anchors[0][2], mention.get("syntactic_type")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--spans", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--errors", action="store_true")
    chosen = parser.parse_args()
    if chosen.spans:
        spans(chosen.spans, chosen.errors)
