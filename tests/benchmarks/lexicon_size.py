"""What judging a comment costs as the lexicon grows, with terms that mean nothing.

    uv run python -m tests.benchmarks.lexicon_size

Wanted: with 100,000 terms at most 1.5 times the time with 1,000, for whole judgements and for the
lexicon alone.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import islice

from bot.moderation import Context
from bot.moderation.detectors import slurs
from bot.moderation.folding import fold
from bot.moderation.judging import DETECTORS, Detector, judge_with
from bot.moderation.lexicon import Entry, Lexicon, Target
from bot.sources import samples
from bot.sources.text_document import read_document

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 15
MOST = 1.5
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


def main() -> int:
    """Judge the same texts with each size, print times and ratios; 1 where a goal was missed."""
    texts = written_texts(random.Random(7))
    missed = False
    runs: dict[str, list[Callable[[], object]]] = {"lexicon alone": [], "whole judgement": []}
    for size in SIZES:
        started = time.perf_counter()
        lexicon = Lexicon(entries(size))
        print(f"{size:>7,} terms: made in {time.perf_counter() - started:.2f} s")
        detectors = with_lexicon(lexicon)
        runs["lexicon alone"].append(partial(find_all, lexicon, texts))
        runs["whole judgement"].append(partial(judge_all, detectors, texts))
    for what, judged in runs.items():
        medians = interleaved(judged)
        for size, seconds in zip(SIZES, medians, strict=True):
            ratio = seconds / medians[0]
            missed = missed or ratio > MOST
            each = seconds / len(texts) * 1e6
            print(f"{what:15}  {size:>7,} terms  {each:7.1f} µs a text  ratio {ratio:.2f}")
    return int(missed)


def entries(count: int) -> Sequence[Entry]:
    """The first ``count`` of an endless list of different terms, every 50th also inside words."""
    return [
        Entry(
            term=term,
            target=Target.ETHNICITY,
            group="nobody",
            severity=2,
            note="A stand-in.",
            inside_words=number % 50 == 0,
        )
        for number, term in enumerate(islice(_terms(), count))
    ]


def written_texts(chance: random.Random) -> list[str]:
    """The samples' comments: as they are, and with tricks of spelling and a term in them."""
    comments = [
        comment.text
        for name in samples.names()
        for comment in read_document(samples.load(name)).comments
    ]
    known = list(islice(_terms(), SIZES[0]))
    texts = list(comments)
    for comment in comments:
        term = chance.choice(known)
        masked = term[:2] + "*" + term[3:]
        stretched = term[:-1] + term[-1] * 4
        tricks = (term, masked, stretched, " ".join(term), f"xx{term}xx", "sh*t and cr*p")
        texts.extend(f"{comment} {trick}" for trick in tricks)
    return texts


def with_lexicon(lexicon: Lexicon) -> tuple[Detector, ...]:
    """The judge's detectors, slurs being looked up in ``lexicon``."""
    return tuple(
        Detector(one.name, partial(slurs.detect, lexicon=lexicon))
        if one.detect is slurs.detect
        else one
        for one in DETECTORS
    )


def find_all(lexicon: Lexicon, texts: Sequence[str]) -> None:
    """Look every term up in every text."""
    for text in texts:
        list(slurs.detect(fold(text), Context(), lexicon))


def judge_all(detectors: Sequence[Detector], texts: Sequence[str]) -> None:
    """Judge every text."""
    for text in texts:
        judge_with(detectors, text, Context())


def interleaved(runs: Sequence[Callable[[], object]]) -> list[float]:
    """The median seconds of each run; they take turns, so that a busy machine delays all alike."""
    taken: list[list[float]] = [[] for _ in runs]
    for number in range(ROUNDS + 1):
        for run, times in zip(runs, taken, strict=True):
            started = time.perf_counter()
            run()
            if number:
                times.append(time.perf_counter() - started)
    return [statistics.median(times) for times in taken]


@cache
def _terms() -> Sequence[str]:
    chance = random.Random(5)
    terms: dict[str, None] = {}
    while len(terms) < SIZES[-1]:
        syllables = chance.randint(3, 5)
        word = "".join(
            chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(syllables)
        )
        terms[f"{word}q"] = None
    return list(terms)


if __name__ == "__main__":
    sys.exit(main())
