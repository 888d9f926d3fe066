"""The comparison's own parts: which texts of the open sets count as what, and its table."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bot.evaluation.figures import Counts
from bot.evaluation.reading import Example
from tests.benchmarks.judges import JUDGES, Run, main, run_judge, table
from tests.benchmarks.labelled_sets import examples_of, spread


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        (
            "fox_news_comments",
            [{"text": "x", "hate": 1, "article_title": "Bridge", "previous_comment": "y"}],
            [Example(1, "x", True, article_title="Bridge", parent_text="y")],
        ),
        (
            "contextual_abuse",
            [
                {"text": "a[linebreak]b", "labels": "Neutral", "split": "test"},
                {"text": "b", "labels": "Neutral", "split": "train"},
                {"text": "c", "labels": "IdentityDirectedAbuse,CounterSpeech", "split": "test"},
                {"text": "d", "labels": "PersonDirectedAbuse", "split": "test"},
            ],
            [Example(1, "a\nb", False), Example(3, "c", True)],
        ),
        (
            "civil_toxic_spans",
            [
                {"text": "a", "toxic_character_offsets": [0]},
                {"text": "b", "toxic_character_offsets": []},
            ],
            [Example(2, "b", False)],
        ),
    ],
)
def test_an_open_sets_labels_are_read_as_harmful_or_harmless(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    rows: list[dict[str, object]],
    expected: list[Example],
) -> None:
    folder = tmp_path / "data" / "training"
    folder.mkdir(parents=True)
    content = "\n".join(map(json.dumps, rows)).encode()
    (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress(content))
    monkeypatch.setenv("GREENROOM_SHARED", str(tmp_path))
    assert examples_of(name) == expected


def test_a_part_of_a_file_is_taken_evenly() -> None:
    examples = [Example(line, "x", True) for line in range(10)]
    assert [one.line for one in spread(examples, 5)] == [0, 2, 4, 6, 8]
    assert spread(examples, 20) == examples


def test_greenroom_is_compared_as_it_decides() -> None:
    texts = [Example(1, "They should all be hanged.", True), Example(2, "May it hold.", False)]
    (run,) = run_judge("greenroom", [texts])
    assert run.counts == Counts(caught=1, passed=1)
    assert run.resident > 1


def test_the_table_names_files_and_leaves_out_what_has_no_value() -> None:
    run = Run(Counts(false_alarms=1, passed=9), seconds=0.5, resident=42.4)
    last = table({"civil": {"greenroom": run}}).splitlines()[-1]
    assert last.startswith("| civil: 0 harmful, 10 harmless | greenroom ")
    assert last.endswith(" | 90.0% (59.6-98.2) | - | 10.0% (1.8-40.4) | - | 20 | 42 |")


def test_a_file_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["missing.csv"]) == 2
    assert "missing.csv cannot be read" in capsys.readouterr().err
    assert set(JUDGES) >= {"greenroom", "better-profanity"}
