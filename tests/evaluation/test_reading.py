"""Files as people write them, and what is said of those that cannot be read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bot.evaluation.labels import Labels, UnknownLabel
from bot.evaluation.reading import Columns, Example, ExamplesUnreadable, read_examples

CONTEXT = Columns(group="kind", title="article", parent="before")


@pytest.mark.parametrize(
    ("label", "harmful"),
    [
        ("1", True),
        (" Yes ", True),
        ("TRUE", True),
        (True, True),
        (1, True),
        (1.0, True),
        ("1.0", True),
        ("hate", True),
        ("0", False),
        ("no", False),
        (False, False),
        (0, False),
        ("none", False),
        ("Not Hate", False),
    ],
)
def test_plain_labels_are_understood(label: object, harmful: bool) -> None:
    assert Labels().is_harmful(label) is harmful


def test_named_labels_go_before_plain_ones_and_a_star_names_the_rest() -> None:
    labels = Labels(harmful=("Threat", "0"), harmless=("*",))
    assert labels.is_harmful("threat")
    assert labels.is_harmful(0)
    assert labels.is_harmful("yes")
    assert not labels.is_harmful("banter")


def test_an_unknown_label_is_not_guessed() -> None:
    with pytest.raises(UnknownLabel):
        Labels(harmful=("threat",)).is_harmful("offensive")


def test_a_label_cannot_be_both() -> None:
    with pytest.raises(ValueError, match="banter cannot be harmful and harmless"):
        Labels(harmful=("Banter",), harmless=("banter",))


def test_csv_is_read_with_lines_as_an_editor_counts_them(tmp_path: Path) -> None:
    file = tmp_path / "comments.csv"
    file.write_bytes(
        b"\xef\xbb\xbftext,label,kind,article,before\r\n"
        b'"two\r\nlines, ""quoted""",1,a,Bridge,First\r\n'
        b"\r\n"
        b"one,no,b,,\r\n"
    )
    assert read_examples(file, CONTEXT) == [
        Example(2, 'two\nlines, "quoted"', True, "a", "Bridge", "First"),
        Example(5, "one", False, "b"),
    ]


def test_json_lines_are_read_and_packed_ones_too(tmp_path: Path) -> None:
    lines = '{"text": "a\\u2028b\\n", "label": true}\n\n{"text": "", "label": 0, "kind": 3}\n'
    plain, packed = tmp_path / "comments.jsonl", tmp_path / "comments.JSONL.gz"
    plain.write_text(lines, encoding="utf-8")
    packed.write_bytes(gzip.compress(lines.encode()))
    expected = [Example(1, "a\u2028b\n", True), Example(3, "", False, "3")]
    assert read_examples(plain, CONTEXT) == expected
    assert read_examples(packed, CONTEXT) == expected


def test_without_a_label_column_texts_have_no_label(tmp_path: Path) -> None:
    file = tmp_path / "comments.csv"
    file.write_text("text\nhello\n", encoding="utf-8")
    assert read_examples(file, Columns(label=None)) == [Example(2, "hello")]


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("a.txt", b"", "neither .csv nor .jsonl"),
        ("a.csv", b"", "line 1: the names of the columns are missing"),
        ("a.csv", b"text,label\n", "holds no comments"),
        ("a.jsonl", b"\n\n", "holds no comments"),
        ("a.csv", b"txt,label\nx,1\n", 'line 1: there is no column "text", only txt, label. '),
        ("a.csv", b"text,mark\nx,1\n", "Name it with --label-column"),
        ("a.csv", b"text,label\nx,1\na, b,1\n", "line 3: 3 columns where the header has 2"),
        ("a.csv", b'text,label\n"x\n\ny,1\n', "line 2: not CSV"),
        ("a.csv", b"text,label\nok,1\nx,maybe\n", 'line 3: the label "maybe" is unknown. Name'),
        ("a.csv", b"text,label\nok,1\ncaf\xe9,1\n", "line 3: not UTF-8"),
        ("a.jsonl", b'{"text": "x", "label": 1}\n{"text"\n', "line 2: not JSON"),
        ("a.jsonl", b"[" * 100_000, "line 1: nested too deeply"),
        ("a.jsonl", b"[1]", "line 1: not an object"),
        ("a.jsonl", b'{"text": "x"}', 'line 1: there is no "label", only text. Name the field'),
        ("a.jsonl", b'{"text": 3, "label": 1}', 'line 1: "text" is not a string'),
        ("a.jsonl.gz", b"plain", "cannot be unpacked"),
        ("missing.csv", None, "cannot be read"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_line(
    tmp_path: Path, name: str, content: bytes | None, complaint: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ExamplesUnreadable) as told:
        read_examples(file, Columns())
    assert complaint in str(told.value)
