"""``greenroom check``: texts, documents and JSON lines, and what it says of wrong input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.check import check

CALL = "They should all be hanged."
MILD = "The bridge stays closed until May."
DOCUMENT = f"""Bridge closed until May

By Alda Brandt

The council has closed the old bridge. "It is a danger to everyone who crosses it", the mayor said
on Monday. Repairs will take until May, and the ferry will run twice an hour in the meantime.

--- comments ---

Iris:
{MILD}

Tom:
{CALL}
"""


def run(*arguments: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(check, arguments, input=stdin)


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def test_a_text_is_answered_with_decision_marked_passage_and_reason() -> None:
    result = run(CALL, "--classifier", "off")
    assert result.exit_code == 0
    assert result.stdout.startswith("HOLD")
    assert "«They should all be hanged»" in result.stdout
    assert "Calls for killing or maiming people" in result.stdout


def test_a_harmless_text_is_answered_with_nothing_but_publish() -> None:
    assert run(MILD).stdout.split("\n")[:2] == ["PUBLISH", MILD]


def test_explain_shows_what_spoke_for_a_harmless_reading() -> None:
    text = "Anyone who says they should be hanged is ill."
    assert "but: The author speaks against it." in run(text, "--explain").stdout
    assert "but:" not in run(text).stdout


def test_json_carries_the_whole_verdict() -> None:
    answer = json.loads(run(CALL, "--json").stdout)
    assert answer["decision"] == "hold"
    assert answer["policy"] == "standard-1"
    assert answer["scores"]["incitement"] > 0.7
    finding = answer["findings"][0]
    assert CALL[finding["start"] : finding["end"]] == "They should all be hanged"
    assert finding["counters"] == []


def test_what_becomes_of_other_languages_can_be_chosen() -> None:
    german = "Endlich mal ein guter Artikel über die Insel."
    held = run(german)
    assert held.stdout.startswith("HOLD")
    assert "This seems to be German" in held.stdout
    assert run(german, "--foreign", "flag").stdout.startswith("FLAG")
    assert run(german, "--foreign", "publish").stdout.startswith("PUBLISH")
    told = run(german, "--foreign", "publish", "--explain").stdout
    assert "This seems to be German" in told


def test_the_policy_can_be_chosen() -> None:
    doubtful = "So they should all be hanged?"
    assert json.loads(run(doubtful, "--json").stdout)["decision"] == "flag"
    assert json.loads(run(doubtful, "--json", "--policy", "strict").stdout)["decision"] == "hold"


def test_a_display_name_is_judged_as_one() -> None:
    assert json.loads(run("KillAllJudges99", "--json", "--name").stdout)["decision"] == "hold"
    assert json.loads(run("KillAllJudges99", "--json").stdout)["decision"] == "publish"


def test_the_answered_comment_is_taken_into_account() -> None:
    text = "> hang the judges\nNow that is a voice from the past."
    rules = (text, "--json", "--classifier", "off")
    assert json.loads(run(*rules).stdout)["decision"] == "hold"
    quoting = run(*rules, "--parent", "I say hang the judges.")
    assert json.loads(quoting.stdout)["decision"] == "flag"


def test_the_article_is_taken_into_account(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        "Speech on the square\n\nThe speaker told the crowd that the judges should all be hanged "
        "from the bridge before winter. He was led away by the police.\n",
        encoding="utf-8",
    )
    text = 'So "the judges should all be hanged from the bridge", he tells them.'
    assert (
        json.loads(run(text, "--json", "--article", str(article)).stdout)["decision"] == "publish"
    )


def test_every_comment_of_a_document_is_judged(document: Path) -> None:
    result = run(str(document))
    assert result.exit_code == 0
    assert result.stdout.index("Iris") < result.stdout.index("PUBLISH")
    assert result.stdout.index("Tom") < result.stdout.index("HOLD")


def test_a_document_is_answered_as_one_json_object(document: Path) -> None:
    answer = json.loads(run(str(document), "--json").stdout)
    assert answer["article"]["title"] == "Bridge closed until May"
    assert [(c["author"], c["decision"]) for c in answer["comments"]] == [
        ("Iris", "publish"),
        ("Tom", "hold"),
    ]


def test_a_document_without_comments_is_said_to_have_none(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text(DOCUMENT.split("--- comments")[0], encoding="utf-8")
    assert "no comments" in run(str(path)).stdout


def test_json_lines_are_answered_in_order_and_a_wrong_one_does_not_stop_the_rest() -> None:
    stdin = "\n".join(
        (
            json.dumps({"id": "a", "text": CALL}),
            "no json",
            json.dumps({"id": 2, "text": MILD, "article_title": "Bridge", "parent_text": None}),
            "",
            json.dumps({"id": 3}),
            json.dumps({"id": 4, "text": 5}),
            "[1]",
            json.dumps({"text": MILD}),
        )
    )
    answers = lines(run("--jsonl", stdin=stdin + "\n\n"))
    assert [answer.get("id") for answer in answers] == ["a", None, 2, None, 3, 4, None, None]
    assert [answer.get("decision") for answer in answers] == [
        "hold",
        None,
        "publish",
        None,
        None,
        None,
        None,
        "publish",
    ]
    assert [answer.get("line") for answer in answers if "error" in answer] == [2, 4, 5, 6, 7]


def test_a_json_line_gives_exactly_the_documented_fields() -> None:
    (answer,) = lines(run("--jsonl", stdin=json.dumps({"id": 1, "text": CALL})))
    assert set(answer) == {"id", "decision", "scores", "findings"}
    findings = answer["findings"]
    assert isinstance(findings, list)
    assert set(findings[0]) == {"rule", "start", "end", "score", "explanation"}


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "too deeply"),
        (b'{"text": "x", "parent_text": 3}', '"parent_text" is not a string'),
        (b'{"txt": "x"}', '"text" is missing'),
    ],
)
def test_what_is_wrong_with_a_line_is_said(line: bytes, complaint: str) -> None:
    answers = lines(run("--jsonl", stdin=line + b"\n" + b'{"text": "hello"}\n'))
    assert complaint in str(answers[0]["error"])
    assert answers[1]["decision"] == "publish"


def test_json_lines_are_answered_as_they_come() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", "from bot.cli.check import check; check()", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "text": MILD}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def test_a_reader_that_leaves_early_sees_no_stack_trace() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", "from bot.cli.check import check; check()", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, complaints = process.communicate(json.dumps({"text": MILD}) + "\n", timeout=30)
    assert "Traceback" not in complaints


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "Say what to judge"),
        (("--jsonl", "a text"), "leave out the text"),
        (("missing.txt",), "There is no file missing.txt"),
        (("a", "--policy", "none"), "--policy"),
        (("a", "--foreign", "reject"), "--foreign"),
        (("a", "--article", "missing.txt"), "--article"),
        ((".",), "is a folder"),
    ],
)
def test_wrong_usage_is_explained_and_exits_with_2(
    arguments: tuple[str, ...], complaint: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_that_is_no_text_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x89PNG\xff\xfe\x00")
    result = run(str(path))
    assert result.exit_code == 2
    # The message is wrapped where the line ends, by the length of the path.
    assert "is not UTF-8 text" in " ".join(result.stderr.replace("│", " ").split())


def test_a_text_from_standard_input_is_judged() -> None:
    assert run("-", stdin=CALL).stdout.startswith("HOLD")


@pytest.mark.parametrize(
    ("level", "text", "code"),
    [("hold", CALL, 1), ("hold", MILD, 0), ("reject", CALL, 0), ("flag", CALL, 1)],
)
def test_a_script_can_ask_for_a_failing_exit_code(level: str, text: str, code: int) -> None:
    assert run(text, "--fail-on", level).exit_code == code
    stdin = json.dumps({"text": text})
    assert run("--jsonl", "--fail-on", level, stdin=stdin).exit_code == code


def test_control_characters_of_a_text_do_not_reach_the_terminal() -> None:
    shown = run("hello \x1b[31m there \u202e back").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_markup_of_the_console_in_a_text_is_shown_as_it_is() -> None:
    assert "[bold]hello[/bold]" in run("[bold]hello[/bold]").stdout


def test_a_very_long_text_is_a_text_and_no_path() -> None:
    assert run("word " * 1000).exit_code == 0


def test_checking_loads_neither_discord_nor_the_database() -> None:
    program = (
        "import sys; from click.testing import CliRunner; from bot.cli.check import check;"
        "CliRunner().invoke(check, ['hello']);"
        "sys.exit(bool({'discord', 'sqlalchemy', 'aiohttp'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0
