"""``greenroom lexicon``: entries, why they count in a text or not, lists, and stars for slurs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.demo.cast import slur
from bot.moderation.lexicon import shipped_lexicon
from tests.cli.conftest import Run
from tests.cli.running import greenroom

SLUR = slur()
STARS = SLUR[0] + "*" * (len(SLUR) - 2) + SLUR[-1]


def test_it_runs_as_a_process_of_its_own(tmp_path: Path) -> None:
    ended = greenroom(
        tmp_path, "lexicon", "explain", "cracker", "--in", "Cheese and crackers for everyone."
    )
    assert (ended.code, ended.err) == (0, "")
    assert "white people" in ended.out
    assert "but: " in ended.out


def test_an_entry_is_shown_with_group_severity_meaning_and_forms(run: Run) -> None:
    out = run("lexicon", "explain", SLUR, "--plain").out
    entry = next(one for one in shipped_lexicon().entries if one.term == SLUR)
    for said in (SLUR, entry.group, "the worst of its kind", entry.note, entry.forms()[1]):
        assert said in out


def test_a_slur_is_starred_unless_it_is_asked_for_plainly(run: Run) -> None:
    tricky = f"{SLUR[0]}.{'.'.join(SLUR[1:])}"
    text = f"those {SLUR}s, {SLUR.upper()}, {SLUR[:2]}*{SLUR[3:]} and {tricky}"
    for options in ((), ("--json",)):
        out = run("lexicon", "explain", SLUR, "--in", text, *options).out
        assert STARS in out
        assert SLUR not in out.lower()
        assert tricky not in out
        assert SLUR in run("lexicon", "explain", SLUR, "--in", text, "--plain", *options).out


def test_the_list_prints_no_slur_of_the_worst_kind(run: Run) -> None:
    out, plain = run("lexicon", "list").out, run("lexicon", "list", "--plain").out
    terms = [one.term for one in shipped_lexicon().entries if one.severity == 3]
    long = [term for term in terms if " " not in term and len(term) > 4]
    assert [term for term in long if f"\n{term} " in out] == []
    assert SLUR in plain


def test_json_tells_every_step(run: Run) -> None:
    text = "Cheese and cr4ckers, or a safecracker."
    answer = json.loads(run("lexicon", "explain", "cracker", "--in", text, "--json", "--plain").out)
    (entry,) = answer["entries"]
    assert (answer["known"], entry["term"], entry["language"]) == (True, "cracker", "en")
    assert entry["readings"][0]["how"] == "as written"
    (finding,) = entry["findings"]
    assert text[finding["start"] : finding["end"]] == "cr4ckers"
    assert finding["decision"] == "publish"
    assert finding["counters"]
    assert entry["not_counted"][0]["written"] == "safecracker"


def test_a_text_without_the_term_is_said_to_have_none(run: Run) -> None:
    out = run("lexicon", "explain", "cracker", "--in", "The bridge is closed.").out
    assert "None of its forms stands in the text" in out


def test_an_unknown_word_ends_with_1_and_the_nearest_entries(run: Run) -> None:
    ended = run("lexicon", "explain", SLUR[:-1] + "zz")
    assert ended.code == 1
    assert "is not in the lexicon" in ended.out
    assert STARS in ended.out
    answer = json.loads(run("lexicon", "explain", SLUR[:-1] + "zz", "--json").out)
    assert answer["known"] is False
    assert STARS in answer["nearest"]


def test_a_word_like_no_other_ends_with_1(run: Run) -> None:
    ended = run("lexicon", "explain", "qqqqqqqq")
    assert (ended.code, ended.out.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    "arguments", [("explain",), ("explain", " "), ("list", "--language", "xx")]
)
def test_wrong_usage_ends_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    ended = run("lexicon", *arguments)
    assert ended.code == 2
    assert "Traceback" not in ended.err


def test_the_list_is_counted(run: Run) -> None:
    answer = json.loads(run("lexicon", "list", "--json").out)
    known = shipped_lexicon().entries
    assert answer["count"] == len(answer["entries"]) == len(known)
    for counts in ("by_language", "by_target", "by_severity"):
        assert sum(answer[counts].values()) == len(known)
    assert f"{len(known)} entries" in run("lexicon", "list").out


def test_the_list_can_be_narrowed(run: Run) -> None:
    german = json.loads(run("lexicon", "list", "--language", "de", "--json").out)
    assert set(german["by_language"]) == {"de"}
    assert german["count"] >= 25
    roma = json.loads(run("lexicon", "list", "--group", "ROMA", "--json").out)
    assert all("Roma" in entry["group"] for entry in roma["entries"])
    disability = json.loads(run("lexicon", "list", "--group", "disability", "--json").out)
    assert set(disability["by_target"]) == {"disability"}
    both = json.loads(run("lexicon", "list", "--group", "roma", "--language", "tr", "--json").out)
    assert both["count"] < roma["count"]


def test_a_list_of_nothing_ends_with_1(run: Run) -> None:
    ended = run("lexicon", "list", "--group", "people of Blorpia")
    assert (ended.code, ended.out) == (1, "No entry is like that.\n")
    answer = run("lexicon", "list", "--group", "people of Blorpia", "--json")
    assert (answer.code, json.loads(answer.out)["count"]) == (1, 0)
