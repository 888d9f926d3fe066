"""``greenroom db``: upgraded, backed up and exported, also while the bot writes."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.comment import Author, ReplyHandle
from bot.storage import backup
from bot.storage.export import exported
from bot.storage.store import SqlStore
from bot.workflow.tables import WebhookKey
from tests.builders import CHANNEL, GUILD, START, document, submission
from tests.cli.conftest import Run

WEBHOOK_TOKEN = "webhook-token-that-nobody-may-see"
REPLY_TOKEN = "reply-token-that-nobody-may-see"
TEXTS = ("Good news for the island.", "Ünïcode 🚢 too.")


@dataclass(frozen=True, slots=True)
class Kept:
    """A database with an article and two comments in it."""

    path: Path

    @property
    def url(self) -> str:
        return f"sqlite+aiosqlite:///{self.path}"

    def store(self) -> SqlStore:
        return SqlStore.at(self.url)


@pytest.fixture
def kept(migrated: Path, tmp_path: Path) -> Kept:
    """Filled; with secrets that must never leave it."""
    made = Kept(tmp_path / "greenroom.db")
    shutil.copy(migrated, made.path)
    asyncio.run(fill(made))
    return made


async def fill(kept: Kept) -> None:
    store = kept.store()
    async with store.write() as tx:
        draft = await tx.articles.add_draft(
            guild_id=GUILD << 10, channel_id=CHANNEL, author_id=90, document=document(), at=START
        )
        article, _ = await tx.articles.add(draft, created_by=90, at=START)
        for number, text in enumerate(TEXTS):
            given = submission(
                text,
                article_id=article.id,
                author=Author((1 << 60) + number, "Ada"),
                source_id=str(number),
                reply=ReplyHandle(1 << 60, REPLY_TOKEN, START + timedelta(minutes=15)),
            )
            await tx.comments.receive(given, channel_id=CHANNEL)
        await tx.guilds.put_webhook(WebhookKey(CHANNEL, GUILD, 44, WEBHOOK_TOKEN))
    await store.close()


def texts_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as opened:
        return [row[0] for row in opened.execute("SELECT text FROM revisions ORDER BY comment_id")]


def set_schema(path: Path, version: str) -> None:
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("UPDATE alembic_version SET version_num = ?", (version,))


# upgrade


def test_upgrade_makes_a_database_and_then_has_nothing_to_do(run: Run, tmp_path: Path) -> None:
    first = run("db", "upgrade")
    assert first.code == 0
    assert "Upgraded from an empty database" in first.out
    assert (tmp_path / "greenroom.db").is_file()
    again = run("db", "upgrade")
    assert "up to date" in again.out
    told = json.loads(run("db", "upgrade", "--json").out)
    assert told["before"] == told["after"]


def test_a_database_that_cannot_be_opened_ends_with_3_and_says_what_to_check(run: Run) -> None:
    for command in ("upgrade", "export"):
        ended = run("db", command, DATABASE_URL="postgresql+asyncpg://me:secret@127.0.0.1:9/x")
        assert ended.code == 3
        assert "Check DATABASE_URL" in ended.err
        assert "secret" not in ended.err
        assert "Traceback" not in ended.err
    for path, said in (("missing/greenroom.db", "no folder missing"), (".", "is a folder")):
        ended = run("db", "upgrade", DATABASE_URL=f"sqlite+aiosqlite:///{path}")
        assert ended.code == 3
        assert said in ended.err


def test_a_file_that_is_no_database_is_named_as_that(run: Run, tmp_path: Path) -> None:
    (tmp_path / "greenroom.db").write_text("Dear diary, " * 100, encoding="utf-8")
    for command in ("upgrade", "export"):
        ended = run("db", command)
        assert ended.code == 3
        assert "not a database" in ended.err
    ended = run("db", "backup", "copy.db")
    assert ended.code == 1
    assert "not a database" in ended.err
    assert not (tmp_path / "copy.db").exists()


def test_a_database_of_a_newer_version_is_left_alone(run: Run, kept: Kept) -> None:
    set_schema(kept.path, "9999")
    before = kept.path.read_bytes()
    for command in ("upgrade", "export"):
        ended = run("db", command)
        assert ended.code == 1
        assert "newer Greenroom" in ended.err
    assert kept.path.read_bytes() == before


# backup


def test_a_restored_backup_works_like_the_original(run: Run, kept: Kept, tmp_path: Path) -> None:
    ended = run("db", "backup", "copy.db")
    assert ended.code == 0
    assert "copy.db" in ended.out
    kept.path.unlink()
    shutil.move(tmp_path / "copy.db", kept.path)
    assert texts_in(kept.path) == list(TEXTS)
    lines = run("db", "export").out.splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["article", "comment", "comment"]
    assert "up to date" in run("db", "upgrade").out


def test_a_backup_tells_scripts_its_size(run: Run, kept: Kept, tmp_path: Path) -> None:
    told = json.loads(run("db", "backup", "copy.db", "--json").out)
    assert told == {"file": "copy.db", "bytes": (tmp_path / "copy.db").stat().st_size}


def test_a_backup_ends_and_is_whole_though_every_step_sees_a_write(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "PAGES_AT_ONCE", 5)
    steps = 0

    def write(_done: int, _total: int) -> None:
        nonlocal steps
        steps += 1
        assert steps < 500, "the copying begins again at every write"
        with closing(sqlite3.connect(kept.path)) as writer, writer:
            writer.execute(
                "INSERT INTO meta (key, value) VALUES (?, ?)", (f"key {steps}", "x" * 5000)
            )

    target = tmp_path / "copy.db"
    assert backup.copy_sqlite(kept.url, target, write) == target.stat().st_size
    assert steps > 5
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert texts_in(target) == list(TEXTS)
    with closing(sqlite3.connect(kept.path)) as original:
        assert original.execute("SELECT count(*) FROM meta").fetchone() == (steps,)


def test_a_backup_overwrites_a_file_only_when_told_to(run: Run, kept: Kept, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("precious", encoding="utf-8")
    refused = run("db", "backup", "copy.db")
    assert refused.code == 2
    assert "--force" in refused.err
    assert target.read_text(encoding="utf-8") == "precious"
    assert run("db", "backup", "copy.db", "--force").code == 0
    assert texts_in(target) == list(TEXTS)


def test_a_backup_never_overwrites_the_database_itself(
    run: Run, kept: Kept, tmp_path: Path
) -> None:
    (tmp_path / "link.db").symlink_to(kept.path)
    before = kept.path.stat()
    for name in ("greenroom.db", "link.db"):
        refused = run("db", "backup", name, "--force")
        assert refused.code == 1
        assert "the database itself" in refused.err
    assert kept.path.stat().st_ino == before.st_ino
    assert texts_in(kept.path) == list(TEXTS)


@pytest.mark.parametrize(
    ("target", "settings", "said"),
    [
        ("missing/copy.db", {}, "no folder"),
        ("copy.db", {"DATABASE_URL": "sqlite+aiosqlite:///other.db"}, "no database at other.db"),
        ("copy.db", {"DATABASE_URL": "postgresql+asyncpg://me@host/name"}, "pg_dump"),
        ("copy.db", {"DATABASE_URL": "sqlite+aiosqlite:///:memory:"}, "SQLite file"),
    ],
)
def test_what_cannot_be_backed_up_is_refused_with_what_to_do(
    run: Run, kept: Kept, tmp_path: Path, target: str, settings: dict[str, str], said: str
) -> None:
    ended = run("db", "backup", target, **settings)
    assert ended.code == 1
    assert said in ended.err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["greenroom.db"]


# export


def test_an_export_holds_articles_and_comments_with_ids_as_strings_and_no_token(
    run: Run, kept: Kept
) -> None:
    ended = run("db", "export")
    assert ended.code == 0
    article, first, second = map(json.loads, ended.out.splitlines())
    assert article["kind"] == "article"
    assert article["document"]["title"] == document().title
    assert article["guild_id"] == str(GUILD << 10)
    assert article["created_at"] == START.isoformat()
    assert [one["revisions"][0]["text"] for one in (first, second)] == list(TEXTS)
    assert first["author_id"] == str(1 << 60)
    assert first["article_id"] == article["id"]
    assert first["history"][0]["event"] == "received"
    assert first["reports"] == []
    assert WEBHOOK_TOKEN not in ended.out
    assert REPLY_TOKEN not in ended.out


def test_an_export_goes_to_a_file_and_overwrites_it_only_when_told_to(
    run: Run, kept: Kept, tmp_path: Path
) -> None:
    assert run("db", "export", "-o", "all.jsonl").out == ""
    target = tmp_path / "all.jsonl"
    assert len(target.read_text(encoding="utf-8").splitlines()) == 3
    target.write_text("precious", encoding="utf-8")
    refused = run("db", "export", "-o", "all.jsonl")
    assert refused.code == 2
    assert target.read_text(encoding="utf-8") == "precious"
    assert run("db", "export", "-o", "all.jsonl", "--force").code == 0
    assert len(target.read_text(encoding="utf-8").splitlines()) == 3
    missing = run("db", "export", "-o", "missing/all.jsonl")
    assert missing.code == 2
    assert "cannot be written" in missing.err


def test_without_a_database_nothing_is_exported_and_none_is_made(run: Run, tmp_path: Path) -> None:
    ended = run("db", "export")
    assert ended.code == 1
    assert "greenroom db upgrade" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_an_older_database_says_to_upgrade_it_first(run: Run, kept: Kept) -> None:
    set_schema(kept.path, "0000")
    ended = run("db", "export")
    assert ended.code == 1
    assert "Run: greenroom db upgrade" in ended.err


def test_an_export_is_one_state_and_keeps_no_writer_out(kept: Kept) -> None:
    async def export_while_somebody_writes() -> list[dict[str, object]]:
        reader, writer = kept.store(), kept.store()
        lines = []
        async for line in exported(reader):
            lines.append(line)
            async with asyncio.timeout(5), writer.write() as tx:
                later = submission("Written meanwhile.", source_id=f"later {len(lines)}")
                await tx.comments.receive(later, channel_id=CHANNEL)
        await reader.close()
        await writer.close()
        return lines

    lines = asyncio.run(export_while_somebody_writes())
    assert [line["kind"] for line in lines] == ["article", "comment", "comment"]
    assert len(texts_in(kept.path)) == 2 + len(lines)
