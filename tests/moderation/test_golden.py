"""The golden tables: whole texts and what becomes of them under the standard policy."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.verdict import Decision
from bot.moderation import STANDARD, STRICT, Context, TextKind, judge

_TABLES = Path(__file__).parents[1] / "golden"
_SHOWN = ("publish", "flag")


def rows() -> Iterator[tuple[str, dict[str, str]]]:
    for table in sorted(_TABLES.glob("*.jsonl")):
        for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), start=1):
            yield f"{table.stem}:{number}", json.loads(line)


ROWS = list(rows())


def context_of(row: dict[str, str]) -> Context:
    return Context(
        article_text=row.get("article", ""),
        parent_text=row.get("parent", ""),
        kind=TextKind(row.get("kind", "comment")),
        policy=STANDARD,
        foreign=Decision[row.get("foreign", "hold").upper()],
    )


@pytest.mark.parametrize("row", [row for _, row in ROWS], ids=[place for place, _ in ROWS])
def test_the_table_says_what_becomes_of_the_text(row: dict[str, str]) -> None:
    verdict = judge(row["text"], context_of(row))
    allowed = _SHOWN if row["decision"] == "shown" else (row["decision"],)
    assert verdict.decision.label in allowed, [
        (finding.decision.label, finding.explanation, finding.counters)
        for finding in verdict.findings
    ]


def test_in_a_hurry_the_same_texts_are_held_as_at_leisure() -> None:
    for _, row in ROWS:
        context = context_of(row)
        at_leisure = judge(row["text"], context).decision >= Decision.HOLD
        hurried = judge(row["text"], replace(context, hurried=True)).decision >= Decision.HOLD
        assert hurried is at_leisure, row["text"]


def test_the_tables_are_large_and_without_repeats() -> None:
    texts = Counter(row["text"] for _, row in ROWS)
    assert len(ROWS) >= 300
    assert [text for text, times in texts.items() if times > 1] == []


def test_no_row_rests_on_a_check_that_failed() -> None:
    for _, row in ROWS:
        verdict = judge(row["text"], Context(kind=TextKind(row.get("kind", "comment"))))
        assert all(finding.rule != "detector-failed" for finding in verdict.findings)


def test_the_strict_preset_never_shows_what_the_standard_holds() -> None:
    for _, row in ROWS:
        if row["decision"] == "hold" and "kind" not in row:
            context = Context(article_text=row.get("article", ""), policy=STRICT)
            assert judge(row["text"], context).decision >= Decision.HOLD
