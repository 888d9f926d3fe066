"""``greenroom calibrate``: thresholds from a file, and from a server's own decided comments."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.comment import Author
from bot.storage.store import SqlStore
from tests.builders import CHANNEL, GUILD, START, document, submission
from tests.cli.conftest import Run
from tests.cli.running import greenroom

CALL = "They should all be hanged."
MILD = "The bridge stays closed until May."


@pytest.fixture
def comments(tmp_path: Path) -> Path:
    path = tmp_path / "comments.csv"
    rows = "".join(f"{MILD},0\n" for _ in range(9))
    path.write_text(f"text,label\n{CALL},1\n{rows}", encoding="utf-8")
    return path


@pytest.mark.usefixtures("comments")
def test_thresholds_and_what_they_do_are_told(tmp_path: Path) -> None:
    ended = greenroom(
        tmp_path, "calibrate", "comments.csv", "--hold-rate", "10%", "--label-column", "label"
    )
    assert ended.code == 0, ended.err
    said = " ".join(ended.out.split())
    assert "10 comments under policy standard-1; wanted: hold 10.00%, that is 1.0" in said
    assert "incitement" in said
    assert "/policy set" in said
    assert "10.00%" in said
    assert "100%" in said


def test_json_tells_thresholds_now_and_proposed(comments: Path, run: Run) -> None:
    told = json.loads(
        run(
            *(
                "calibrate",
                str(comments),
                "--hold-rate",
                "0.1",
                "--label-column",
                "label",
                "--json",
            ),
            *("--classifier", "off"),
        ).out
    )
    assert told["asked"] == 0.1
    assert told["now"]["categories"]["hate"]["threshold"] == 0.7
    assert told["proposed"]["held"] == 1
    assert told["proposed"]["share"] == 0.1
    assert told["proposed"]["precision"]["value"] == 1.0
    assert told["proposed"]["categories"]["incitement"]["held"] == 1


def test_without_labels_nothing_is_said_of_precision(comments: Path, run: Run) -> None:
    ended = run("calibrate", str(comments), "--hold-rate", "50%")
    assert "harmful" not in ended.out.lower()
    assert "Scores allow no nearer share" in ended.out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--hold-rate", "1%"), "Name either a file or --database"),
        (("comments.csv",), "--hold-rate"),
        (("comments.csv", "--hold-rate", "1%", "--database"), "Name either a file or --database"),
        (("comments.csv", "--hold-rate", "1%", "--guild", "1"), "--guild chooses"),
        (("comments.csv", "--hold-rate", "1"), "'1' is not a share"),
        (("comments.csv", "--hold-rate", "0%"), "'0%' is not a share"),
        (("comments.csv", "--hold-rate", "few"), "'few' is not a share"),
        (("comments.csv", "--hold-rate", "1%", "--text-column", "body"), 'no column "body"'),
        (("missing.csv", "--hold-rate", "1%"), "does not exist"),
    ],
)
@pytest.mark.usefixtures("comments")
def test_wrong_usage_is_explained_and_exits_with_2(
    run: Run, arguments: tuple[str, ...], complaint: str
) -> None:
    ended = run("calibrate", *arguments)
    assert ended.code == 2
    assert complaint in " ".join(ended.err.replace("│", " ").split())


# --database


@pytest.fixture
def kept(migrated: Path, tmp_path: Path) -> Path:
    """Two servers; on the first one comment was rejected and one approved by a moderator."""
    path = tmp_path / "greenroom.db"
    shutil.copy(migrated, path)
    asyncio.run(_fill(path))
    return path


async def _fill(path: Path) -> None:
    store = SqlStore.at(f"sqlite+aiosqlite:///{path}")
    async with store.write() as tx:
        for guild, texts in ((GUILD, (CALL, MILD, MILD)), (GUILD + 5, (MILD,))):
            channel = CHANNEL + guild
            draft = await tx.articles.add_draft(
                guild_id=guild, channel_id=channel, author_id=90, document=document(), at=START
            )
            article, _ = await tx.articles.add(draft, created_by=90, at=START)
            for number, text in enumerate(texts):
                given = submission(
                    text,
                    article_id=article.id,
                    author=Author(number + 1, "Ada"),
                    source_id=f"{guild}-{number}",
                )
                given = replace(given, guild_id=guild, at=START + timedelta(minutes=number))
                await tx.comments.receive(given, channel_id=channel)
    await store.close()


def _decide(path: Path) -> None:
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("UPDATE comments SET state = 'rejected', decided_by = 90 WHERE id = 1")
        opened.execute("UPDATE comments SET state = 'published', decided_by = 90 WHERE id = 2")
        opened.execute("UPDATE comments SET state = 'published' WHERE id = 3")


def test_a_servers_decided_comments_are_taken_and_nothing_is_changed(kept: Path, run: Run) -> None:
    _decide(kept)
    before = kept.read_bytes()
    ended = run("calibrate", "--database", "--guild", str(GUILD), "--hold-rate", "34%", "--json")
    told = json.loads(ended.out)
    assert told["comments"] == 3
    assert told["proposed"]["held"] == 1
    assert told["proposed"]["labelled"] == 1
    assert told["proposed"]["precision"]["value"] == 1.0
    assert kept.read_bytes() == before


@pytest.mark.usefixtures("kept")
def test_of_several_servers_one_has_to_be_chosen(run: Run) -> None:
    ended = run("calibrate", "--database", "--hold-rate", "1%")
    assert ended.code == 2
    said = " ".join(ended.err.replace("│", " ").split())
    assert "comments of 2 servers" in said
    assert str(GUILD) in said
    ended = run("calibrate", "--database", "--guild", "5", "--hold-rate", "1%")
    assert ended.code == 2
    assert "no comments of server 5" in " ".join(ended.err.replace("│", " ").split())


def test_a_database_that_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    ended = run("calibrate", "--database", "--hold-rate", "1%")
    assert ended.code == 1
    assert "greenroom db upgrade" in ended.err
    assert not (tmp_path / "greenroom.db").exists()
