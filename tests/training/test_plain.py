"""The ordinary comments: read line by line, some of them kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.training.example import harmless
from bot.training.written import read_plain


def test_ordinary_comments_are_harmless_and_those_kept_apart_are_others() -> None:
    learned, apart = read_plain(), read_plain(apart=True)
    assert len(learned) > 1_500
    assert len(apart) >= 300
    assert not {e.text for e in learned} & {e.text for e in apart}
    assert all(e.labels == harmless() for e in learned)


def test_a_line_that_is_no_comment_is_named(tmp_path: Path) -> None:
    (tmp_path / "plain-x.tsv").write_text(
        "weather\tIt rains.\\nAgain.\nno topic\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"plain-x\.tsv, line 2"):
        read_plain(tmp_path)
    (tmp_path / "plain-x.tsv").write_text("weather\tIt rains.\\nAgain.\n", encoding="utf-8")
    assert read_plain(tmp_path)[0].text == "It rains.\nAgain."
