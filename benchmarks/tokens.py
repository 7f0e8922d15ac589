"""Tokens and sentences against treebanks of Universal Dependencies, on raw text; prints F1 beside the published figures of UDPipe 2.

    python benchmarks/tokens.py FOLDER [--errors N]

FOLDER holds files named as the treebanks name them (`en_ewt-ud-dev.conllu`, …). Raw text is rebuilt from the forms and `SpaceAfter=No`,
paragraphs are parted by an empty line where the treebank marks them, and one document is one text. A multi-word token is one token on the
surface, except in English, where its parts are counted if they spell it (`do` + `n't`).
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import iranaz_utils.finding.sentences as sentences
import iranaz_utils.finding.tokens as tokens

#: Treebank → F1 of tokens and of sentences by UDPipe 2 on raw text, as published with its models.
UDPIPE = {"en_ewt": (99.3, 87.8), "en_gum": (99.7, 95.7), "fa_seraji": (100.0, 98.8), "tr_imst": (99.9, 97.7), "ru_gsd": (99.5, 96.5)}


class Gold(NamedTuple):
    """One document of a treebank: its text, and where its tokens and sentences stand."""

    text: str
    tokens: list[tuple[int, int]]
    sentences: list[tuple[int, int]]


def read(path: Path) -> list[Gold]:
    """The documents of a CoNLL-U file."""
    english = path.name.startswith("en_")
    documents, text, words, ends = [], "", [], []
    for block in path.read_text("utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        if text and any(line.startswith("# newdoc") for line in lines):
            documents.append(Gold(text, words, ends))
            text, words, ends = "", [], []
        if text and any(line.startswith("# newpar") for line in lines):
            text = text.rstrip() + "\n\n"
        start = len(text)
        for forms, space in surface([line.split("\t") for line in lines if not line.startswith("#")], english):
            for form in forms:
                words.append((len(text), len(text) + len(form)))
                text += form
            text += space
        ends.append((start, len(text.rstrip())))
    return [*documents, Gold(text, words, ends)]


def surface(rows: list[list[str]], english: bool):
    """The surface tokens of a sentence, each as its parts and the space after it."""
    upto = 0
    for row in rows:
        if "." in row[0] or (row[0].isdigit() and int(row[0]) <= upto):
            continue
        forms = [row[1]]
        if "-" in row[0]:
            first, upto = map(int, row[0].split("-"))
            parts = [other[1] for other in rows if other[0].isdigit() and first <= int(other[0]) <= upto]
            forms = parts if english and "".join(parts) == row[1] else forms
        yield forms, "" if "SpaceAfter=No" in row[9] else " "


def f1(found: list[set], gold: list[set]) -> float:
    """The harmonic mean of precision and recall over documents, in per cent."""
    right = sum(len(a & b) for a, b in zip(found, gold, strict=True))
    return 200 * right / max(sum(map(len, found)) + sum(map(len, gold)), 1)


def main(folder: str, errors: int = 0) -> None:
    """Print one row per treebank, and the commonest differences on request."""
    paths = sorted(Path(folder).glob("*.conllu"))
    if not paths:
        sys.exit(f"{folder} holds no .conllu file: get the treebanks from universaldependencies.org and name their folder")
    print(f"{'treebank':12}{'tokens':>9}{'UDPipe 2':>10}{'sentences':>11}{'UDPipe 2':>10}")
    for path in paths:
        name, language = path.name.split("-")[0], path.name[:2]
        gold = read(path)
        found = [(set(tokens.tokens_in(d.text, language)), set(sentences.sentences_in(d.text, language))) for d in gold]
        of_tokens = f1([a for a, _ in found], [set(d.tokens) for d in gold])
        of_sentences = f1([b for _, b in found], [set(d.sentences) for d in gold])
        published = UDPIPE.get(name, (float("nan"),) * 2)
        print(f"{name:12}{of_tokens:9.2f}{published[0]:10.1f}{of_sentences:11.2f}{published[1]:10.1f}")
        if errors:
            differences(gold, found, errors)


def differences(gold: list[Gold], found: list[tuple[set, set]], most: int) -> None:
    """The commonest spans that were found and should not be (+), or should be and were not (-)."""
    signed = Counter()
    for document, (cut, _) in zip(gold, found, strict=True):
        for sign, spans in (("+", cut - set(document.tokens)), ("-", set(document.tokens) - cut)):
            signed.update(sign + document.text[start:end] for start, end in spans)
    print("  tokens:", "  ".join(f"{text}×{n}" for text, n in signed.most_common(most)))
    for document, (_, cut) in zip(gold, found, strict=True):
        for sign, spans in (("+", cut - set(document.sentences)), ("-", set(document.sentences) - cut)):
            for _, end in sorted(spans):
                print(f"  {sign} {document.text[max(end - 40, 0) : end]!r} | {document.text[end : end + 30]!r}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[3]) if "--errors" in sys.argv else 0)
