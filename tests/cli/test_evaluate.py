"""``greenroom evaluate``: figures over labelled comments, and what it says of wrong files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from bot.cli.evaluate_output import print_report
from bot.domain.verdict import Category
from bot.evaluation.chart import HEIGHT, WIDTH
from bot.moderation import STANDARD
from tests.cli.conftest import Run
from tests.cli.running import environment, greenroom
from tests.evaluation.builders import finding, judged

CAUGHT = "They should all be hanged."
MISSED = "People like them ruin every town they come to."
FALSE_ALARM = "Hang the judges on the left, the old puppets go on the right."
MILD = "The bridge stays closed until May."

COMMENTS = f"""text,label,section
{CAUGHT},1,town
{MISSED},1,town
"{FALSE_ALARM}",0,arts
{MILD},0,arts
{MILD},0,town
"""


@pytest.fixture
def comments(tmp_path: Path) -> Path:
    path = tmp_path / "comments.csv"
    path.write_text(COMMENTS, encoding="utf-8")
    return path


@pytest.mark.usefixtures("comments")
def test_figures_examples_rules_and_speed_are_told(tmp_path: Path) -> None:
    rules = ("--classifier", "off")
    ended = greenroom(tmp_path, "evaluate", "comments.csv", "--group-column", "section", *rules)
    assert ended.code == 0, ended.err
    said = " ".join(ended.out.split())
    assert "2 harmful and 3 harmless texts" in said
    assert "accuracy 60.0% 23.1% to 88.2% 3 of 5 judged as labelled" in said
    assert "recall 50.0% 9.5% to 90.5% 1 of 2 harmful are caught" in said
    assert "false alarms 33.3%" in said
    assert "arts" in said
    assert "incitement.call 1 1" in said
    assert f"line 3, town, score 0.00 {MISSED}" in said
    assert "«Hang the judges»" in said
    assert "texts a second" in said
    assert ended.err == ""


def test_json_carries_every_figure_with_its_interval(comments: Path, run: Run) -> None:
    ended = run(
        "evaluate", str(comments), "--group-column", "section", "--json", "--classifier", "off"
    )
    report = json.loads(ended.out)
    assert report["counts"] == {"caught": 1, "missed": 1, "false_alarms": 1, "passed": 2}
    assert report["figures"]["recall"]["value"] == 0.5
    assert report["figures"]["recall"]["low"] == pytest.approx(0.09453, abs=5e-5)
    assert set(report["figures"]) == {
        "accuracy",
        "precision",
        "recall",
        "f1",
        "false_alarm_rate",
    }
    assert report["policy"] == "standard-1"
    assert {name: one["texts"] for name, one in report["groups"].items()} == {"arts": 2, "town": 3}
    assert report["groups"]["arts"]["figures"]["recall"] is None
    assert report["rules"]["incitement.call"] == {"harmful": 1, "harmless": 1}
    assert report["categories"]["incitement"] == {"harmful": 1, "harmless": 1}
    assert [one["text"] for one in report["misses"]] == [MISSED]
    assert [one["line"] for one in report["false_alarm_examples"]] == [4]
    assert report["curve"][-1]["recall"] >= 0.5
    assert set(report["speed"]) == {"median_ms", "p99_ms", "texts_per_second"}


def test_so_many_examples_are_shown_as_asked_for(comments: Path, run: Run) -> None:
    assert MISSED not in run("evaluate", str(comments), "--examples", "0").out
    plain = run("evaluate", str(comments), "--plain").out
    assert FALSE_ALARM in plain
    assert "«" not in plain


def test_control_characters_of_an_example_do_not_reach_the_terminal(
    tmp_path: Path, run: Run
) -> None:
    file = tmp_path / "comments.jsonl"
    file.write_text(json.dumps({"text": "a\x1b[31m [b]", "label": 1}), encoding="utf-8")
    for options in ((), ("--plain",)):
        shown = run("evaluate", str(file), *options).out
        assert "\x1b" not in shown
        assert "[31m [b]" in shown


def test_half_a_character_and_a_long_label_are_told_too(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "comments.jsonl"
    file.write_text('{"text": "a \\ud83d", "label": 1}\n', encoding="utf-8")
    assert json.loads(run("evaluate", str(file), "--json").out)["misses"][0]["text"] == "a \ud83d"
    assert run("evaluate", str(file)).code == 0
    file.write_text(json.dumps({"text": "a", "label": "\x1b" * 9_000}), encoding="utf-8")
    ended = run("evaluate", str(file))
    assert ended.code == 2
    assert "is unknown" in ended.err
    assert "\x1b\x1b" not in ended.err


def test_columns_labels_and_policy_can_be_named(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "posts.jsonl"
    rows = [
        {"body": "So they should all be hanged?", "mark": "threat"},
        {"body": MILD, "mark": "banter"},
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    options = ("--text-column", "body", "--label-column", "mark", "--harmful", "threat")
    told = run("evaluate", str(file), *options, "--harmless", "*", "--policy", "strict", "--json")
    report = json.loads(told.out)
    assert report["figures"]["accuracy"]["value"] == 1.0
    assert report["policy"] == "strict-1"


def test_title_and_answered_comment_are_taken_into_account(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "replies.jsonl"
    row = {
        "text": "> hang the judges\nNow that is a voice from the past.",
        "label": 0,
        "before": "I say hang the judges.",
    }
    file.write_text(json.dumps(row), encoding="utf-8")
    for options, false_alarms in (((), 1), (("--parent-column", "before"), 0)):
        told = run("evaluate", str(file), *options, "--json", "--classifier", "off")
        assert json.loads(told.out)["counts"]["false_alarms"] == false_alarms


def test_texts_that_were_held_for_a_failed_check_are_pointed_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    failed = judged(True, finding("detector-failed", category=Category.FAILURE))
    print_report(Path("a.csv"), [failed], STANDARD, examples=0, plain=False)
    assert "A check failed on 1 texts. They were held" in capsys.readouterr().out
    print_report(Path("a.csv"), [judged(True)], STANDARD, examples=0, plain=False)
    assert "A check failed" not in capsys.readouterr().out


@pytest.mark.usefixtures("comments")
def test_the_curve_is_drawn_as_a_png(tmp_path: Path) -> None:
    ended = greenroom(tmp_path, "evaluate", "comments.csv", "--curve", "curve.png")
    assert ended.code == 0, ended.err
    assert "The curve is in curve.png." in ended.out
    with Image.open(tmp_path / "curve.png") as picture:
        assert picture.format == "PNG"
        assert picture.size == (WIDTH, HEIGHT)


@pytest.mark.parametrize(
    ("content", "options", "complaint"),
    [
        ("text,mark\nx,1\n", (), 'line 1: there is no column "label"'),
        ("text,label\nx,1\ny,perhaps\n", (), 'line 3: the label "perhaps" is unknown'),
        ("text,label\nx,1\na, b,1\n", (), "line 3: 3 columns where the header has 2"),
        ("text,label\n", (), "holds no comments"),
        (COMMENTS, ("--group-column", "desk"), 'there is no column "desk"'),
        (COMMENTS, ("--harmful", "1", "--harmless", "1"), "1 cannot be harmful and harmless"),
        (COMMENTS, ("--curve", "curve.svg"), "does not end in .png"),
        (COMMENTS, ("--curve", "nowhere/curve.png"), "there is no folder nowhere"),
        (COMMENTS, ("--examples", "-1"), "--examples"),
        ("text,label\nx,1\n", ("--curve", "curve.png"), "needs harmful and harmless texts"),
    ],
)
def test_what_is_wrong_is_said_and_exits_with_2(
    tmp_path: Path, run: Run, content: str, options: tuple[str, ...], complaint: str
) -> None:
    (tmp_path / "comments.csv").write_text(content, encoding="utf-8")
    ended = run("evaluate", "comments.csv", *options)
    assert ended.code == 2
    said = " ".join(ended.err.replace("│", " ").split())
    assert complaint in said
    assert ended.out == ""


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("a.jsonl", b'{"text": "x", "label": 1}\n{"text": ', "line 2: not JSON"),
        ("a.jsonl", b"caf\xe9", "line 1: not UTF-8 text"),
        ("a.xlsx", b"PK", "neither .csv nor .jsonl"),
        ("missing.csv", None, "does not exist"),
    ],
)
def test_files_that_cannot_be_read_are_explained_in_a_process_too(
    tmp_path: Path, name: str, content: bytes | None, complaint: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    ended = greenroom(tmp_path, "evaluate", name)
    assert ended.code == 2
    assert complaint in " ".join(ended.err.replace("│", " ").split())
    assert "Traceback" not in ended.err


@pytest.mark.usefixtures("comments")
def test_without_matplotlib_a_curve_says_how_to_install_it(tmp_path: Path) -> None:
    program = (
        "import sys; from importlib.machinery import PathFinder\n"
        "class Without(PathFinder):\n"
        "    @classmethod\n"
        "    def find_spec(cls, name, path=None, target=None):\n"
        "        return None if name == 'matplotlib' else super().find_spec(name, path, target)\n"
        "sys.meta_path = [f for f in sys.meta_path if f is not PathFinder] + [Without]\n"
        "sys.argv = ['greenroom', 'evaluate', 'comments.csv', '--curve', 'curve.png']\n"
        "from bot.cli.group import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "uv sync --extra charts" in " ".join(done.stderr.replace("│", " ").split())


@pytest.mark.usefixtures("comments")
def test_figures_alone_load_no_drawing_no_discord_and_no_database(tmp_path: Path) -> None:
    program = (
        "import sys; from click.testing import CliRunner\n"
        "from bot.cli.evaluate import evaluate\n"
        "assert CliRunner().invoke(evaluate, ['comments.csv']).exit_code == 0\n"
        "sys.exit(bool({'matplotlib', 'discord', 'sqlalchemy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment(), check=False, timeout=60
    )
    assert done.returncode == 0
