"""How much of what is caught in clear is still caught when it is disguised, trick by trick.

    uv run --group training python -m tests.benchmarks.evasion [--classifier off] [--most N]

Prints one Markdown table. "Comments" are those of our own batches kept apart and of dynahate's
test part that the standard policy holds in clear; "terms" are the lexicon's own, one at a time in
a short sentence. The tricks are `bot.training.tricks`, with a seed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random

from bot.domain.figures import Figure, proportion
from bot.domain.verdict import Decision
from bot.moderation import Context, shipped_judge
from bot.moderation.lexicon import shipped_lexicon
from bot.training.open_data import open_examples
from bot.training.tricks import TRICKS, Trick
from bot.training.written import read_pairs, written_examples

SEED = 20_261
ROOT = Path(__file__).parents[2]

Holds = Callable[[str], bool]


def comments(most: int) -> list[str]:
    """Hateful and inciting comments that nothing was trained on."""
    ours = [e.text for e in written_examples(read_pairs(), apart=True) if e.labels[0] == 1]
    folder = Path(os.environ.get("GREENROOM_SHARED", ROOT.parent / "shared")) / "data" / "training"
    open_set = (
        e.text
        for e in (open_examples(folder, split="test") if folder.is_dir() else ())
        if e.source == "dynahate" and e.labels[1] == 1
    )
    return [*ours, *_first(open_set, most - len(ours))]


def terms(most: int) -> list[str]:
    """Short sentences around the lexicon's severe terms of four Latin letters and more."""
    known = [
        entry.term
        for entry in shipped_lexicon().entries
        if entry.severity >= 2
        and not entry.ambiguous
        and any(len(word) >= 4 and word.isascii() for word in entry.term.split())
    ]
    chosen = Random(SEED).sample(known, min(most, len(known)))
    # No word of the sentence is long enough for a trick: all of it hits the term.
    return [f"he is a {term}" for term in chosen]


def still_held(holds: Holds, texts: Iterable[str], trick: Trick) -> Figure | None:
    """Of the texts, all held in clear, the share that is held when the trick has changed it."""
    random = Random(SEED)
    held = [holds(disguised) for text in texts if (disguised := trick(text, random)) != text]
    return proportion(sum(held), len(held))


def _first(texts: Iterable[str], count: int) -> Iterator[str]:
    for at, text in enumerate(texts):
        if at >= count:
            return
        yield text


def main(arguments: list[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--classifier", default="default", help="default, large or off")
    parser.add_argument("--most", type=int, default=600, help="texts of each kind, at most")
    options = parser.parse_args(arguments)
    judge = shipped_judge(options.classifier)

    def holds(text: str) -> bool:
        return judge(text, Context()).decision >= Decision.HOLD

    clear = [text for text in comments(options.most) if holds(text)]
    named = [text for text in terms(options.most) if holds(text)]
    print(f"{len(clear)} comments and {len(named)} terms held in clear", file=sys.stderr)
    print("| trick | comments still held | terms still held |\n| --- | --- | --- |")
    for name, trick in TRICKS.items():
        cells = [_cell(still_held(holds, texts, trick)) for texts in (clear, named)]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return "-"
    return f"{figure.value:.1%} ({figure.low:.1%} to {figure.high:.1%})"


if __name__ == "__main__":
    main(sys.argv[1:])
