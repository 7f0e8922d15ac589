"""Names found without a list or a model: how many of those that people marked are found, with which bounds, kind and identity.

    python benchmarks/names.py [--spans FOLDER] [--pairs FOLDER] [--speed TEXTS.parquet] [--articles N] [--errors]

`--spans` takes files of one token a line (`number form tag`, tags B-PER, I-PER, …; articles begin with -DOCSTART-). A span counts if both
ends are right; typed, if its kind is right, too, over person, organisation and place. Half of the articles, the even ones, may be looked at
while rules are written; the other half never: both are reported. The baseline joins neighbouring words with a capital.

`--pairs` takes news articles whose mentions carry an identity (`ENTITY_MENTION`, `REFERS_TO`). A pair is two actors in one sentence or
article. The baseline takes each string of capitalised words for an actor.

`--speed` takes a table with a column `text` and times matching 3,000 spellings and discovery, in megabytes of UTF-8 per second, beside
spaCy's PhraseMatcher and flashtext in the same run, where they are installed. PhraseMatcher works on documents, so its time holds the
making of them by `make_doc`, which cuts words and does nothing else; the row below it is the matcher alone.
"""

from __future__ import annotations

import argparse
import itertools
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import polars as pl

from iranaz_utils.finding.actors import meanings
from iranaz_utils.finding.discovery import discovered
from iranaz_utils.finding.mentions import find_mentions, names_in
from iranaz_utils.finding.spellings import finder
from iranaz_utils.reading.profile import load_profile
from iranaz_utils.reading.wordlists import demonyms, places

KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
Span = tuple[int, int, str]
ROUNDS, RIVAL, OURS = 3, "PhraseMatcher", "matching (finder)"


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
    return [(start, end, "") for start, end in found if (start and text[start - 1] != "\n") or " " in text[start:end]]


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
    """Without the kinds."""
    return [{span[:2] for span in article} for article in spans_]


def typed(spans_: list, kinds: tuple[str, ...] = ("person", "organisation", "place")) -> list[set]:
    """Those of some kinds only."""
    return [{span for span in article if span[2] in kinds} for article in spans_]


def report(name: str, gold: list[set], found: list[set]) -> None:
    """Print one line."""
    print(f"{name:<34}" + "".join(f"{value:>10.1f}" for value in score(gold, found)))


def show(text: str, gold: set, found: set) -> None:
    """One line for each name missed, made up, or of the wrong kind, with its line."""
    for start, end, kind in sorted(gold ^ found):
        line = text[text.rfind("\n", 0, start) + 1 : start] + "[[" + text[start:end] + "]]" + text[end : (text + "\n").find("\n", end)]
        where = line.find("[[")
        print(
            ("missed " if (start, end, kind) in gold else "made   ") + f"{kind:<13}" + line[max(0, where - 60) : where + end - start + 60]
        )


Mention = tuple[int, int, str, int]  # start, end, actor, sentence


def identified(path: Path) -> tuple[str, list[Mention]]:
    """An article as text (a line per sentence) and its namings of people, organisations and places, by identity."""
    root = ElementTree.parse(path).getroot()
    text, places, sentence = "", {}, None
    for token in root.iter("token"):
        if sentence not in (None, token.get("sentence")):
            text = text[:-1] + "\n"
        sentence = token.get("sentence")
        places[token.get("t_id")] = (len(text), len(text) + len(token.text), int(sentence))
        text += token.text + " "
    actors = {one.get("m_id"): one.get("instance_id") for one in root.iter("ENTITY") if one.get("ent_type") in ("PER", "ORG", "LOC")}
    actor = {
        one.get("m_id"): actors.get(many.find("target").get("m_id")) for many in root.iter("REFERS_TO") for one in many.findall("source")
    }
    mentions = []
    for mention in root.iter("ENTITY_MENTION"):
        anchors = [places[anchor.get("t_id")] for anchor in mention.findall("token_anchor")]
        start, end = anchors[0][0], anchors[-1][1]
        if actor.get(mention.get("m_id")) and re.search("[A-Z]", text[start:end].split(" ")[-1]):
            mentions.append((start, end, actor[mention.get("m_id")], anchors[0][2]))
    last = max((sentence for *_, sentence in mentions), default=-1)  # what follows the last marked sentence was not marked
    return "\n".join(text.split("\n")[: last + 1]), mentions


def matched(found: list[list[Mention]], gold: list[list[Mention]]) -> list[list[Mention]]:
    """The namings found with the identity that their name meets most often; each identity takes one name, so that a split actor costs."""
    met = Counter()
    for ours, theirs in zip(found, gold, strict=True):
        for start, end, name, _ in ours:
            over = [one for one in theirs if one[0] < end and start < one[1]]
            if over:
                met[name, min(over, key=lambda one: one[1] - one[0])[2]] += 1
    taken: dict[str, str] = {}
    for (name, identity), _ in met.most_common():
        if name not in taken and identity not in taken.values():
            taken[name] = identity
    return [[(start, end, taken.get(name, "?" + name), sentence) for start, end, name, sentence in ours] for ours in found]


def pairs_of(namings: list[list[Mention]], unit: str) -> list[set]:
    """The pairs of each article, with the sentence they share where that is the unit."""
    found = []
    for article in namings:
        units = defaultdict(set)
        for *_, name, sentence in article:
            units[sentence if unit == "sentence" else 0].add(name)
        found.append({(place, *pair) for place, names in units.items() for pair in itertools.combinations(sorted(names), 2)})
    return found


def pairs(folder: Path) -> None:
    """Print pair scores per sentence and document, beside the baseline of capitals."""
    read = [identified(path) for path in sorted(folder.rglob("*.xml"))]
    documents = pd.DataFrame({"doc_id": [f"{row:03}" for row in range(len(read))], "text": [text for text, _ in read]})
    mentions = find_mentions(documents, discover=True)
    ours: list[list[Mention]] = []
    for row, (text, _) in enumerate(read):
        rows = mentions[mentions["doc_id"] == f"{row:03}"]
        ours.append(
            [(start, end, name, text.count("\n", 0, start)) for start, end, name in zip(rows.start, rows.end, rows.name, strict=True)]
        )
    plain = [[(start, end, text[start:end], text.count("\n", 0, start)) for start, end, _ in joined_capitals(text)] for text, _ in read]
    gold = [[(start, end, name, text.count("\n", 0, start)) for start, end, name, _ in marked] for text, marked in read]
    print(f"\n{len(read)} articles, {sum(map(len, gold)):,} namings of {len({one[2] for article in gold for one in article})} actors\n")
    for unit in ("sentence", "document"):
        report(f"pairs per {unit}: capitals", pairs_of(gold, unit), pairs_of(matched(plain, gold), unit))
        report(f"pairs per {unit}: find_mentions", pairs_of(gold, unit), pairs_of(matched(ours, gold), unit))


def speed(path: Path, articles_: int) -> None:
    """Print the speed of matching and discovery, and that of rivals on a twentieth of the articles, in each round another one."""
    texts = pl.read_parquet(path, columns=["text"]).head(articles_)["text"]
    spellings = list(dict.fromkeys([*meanings(load_profile())["written"], *places(), *demonyms()]))[:3000]
    find = finder(spellings)
    steps = {**spacy_steps(spellings), **flashtext_steps(spellings)}
    own = {"discovery": lambda all_: partial(discovered, all_.to_frame("text")), OURS: lambda all_: partial(find, all_)}
    steps |= own
    print(f"\n{len(texts):,} articles, {len(spellings):,} spellings; the best of {ROUNDS} rounds, by the clock and by the processor\n")
    best = dict.fromkeys(steps, (0.0, 0.0))
    for start, (name, step) in itertools.product(range(ROUNDS), steps.items()):  # in turn, so that a busy machine is busy for all
        some = texts if name in own else texts.gather_every(20, start)
        megabytes = some.str.len_bytes().sum() / 1e6
        best[name] = tuple(max(old, megabytes / seconds) for old, seconds in zip(best[name], timed(step(some)), strict=True))
    base = best.get(RIVAL, (float("nan"),) * 2)
    print(f"{'':<36}{'MB/s':>8}{'MB/processor s':>16}{'× ' + RIVAL:>32}")
    for name, (clock, processor) in best.items():
        print(f"{name:<36}{clock:>8.1f}{processor:>16.1f}{clock / base[0]:>20.1f}{processor / base[1]:>12.1f}", flush=True)


def spacy_steps(spellings: list[str]) -> dict[str, Callable]:
    """PhraseMatcher as it is used, with the making of its documents, and alone on documents that are there already."""
    if not find_spec("spacy"):
        return {}
    import spacy
    from spacy.matcher import PhraseMatcher

    pipeline = spacy.blank("en")
    matcher = PhraseMatcher(pipeline.vocab)
    matcher.add("names", [pipeline.make_doc(spelling) for spelling in spellings])

    def both(texts: pl.Series) -> Callable:
        return lambda: [matcher(pipeline.make_doc(text)) for text in texts]

    def alone(texts: pl.Series) -> Callable:
        ready = [pipeline.make_doc(text) for text in texts]
        return lambda: [matcher(document) for document in ready]

    return {RIVAL: both, RIVAL + " on ready documents": alone}


def flashtext_steps(spellings: list[str]) -> dict[str, Callable]:
    """flashtext, with the case of the letters kept."""
    if not find_spec("flashtext"):
        return {}
    from flashtext import KeywordProcessor

    keywords = KeywordProcessor(case_sensitive=True)
    keywords.add_keywords_from_list(spellings)
    return {"flashtext": lambda texts: lambda: [keywords.extract_keywords(text, span_info=True) for text in texts]}


def timed(run: Callable) -> tuple[float, float]:
    """Seconds of one run: by the clock, and of processor time on all cores."""
    clock, processor = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - clock, time.process_time() - processor


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--spans", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--speed", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--errors", action="store_true")
    chosen = parser.parse_args()
    if chosen.spans:
        spans(chosen.spans, chosen.errors)
    if chosen.pairs:
        pairs(chosen.pairs)
    if chosen.speed:
        speed(chosen.speed, chosen.articles)
