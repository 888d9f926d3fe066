"""What people write, and the tokens that answer them, stay where they belong."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.storage.schema import replies, webhooks
from tests.e2e.house import HELD, House

EXECUTE = "/webhooks/{webhook_id}/{webhook_token}"
HARMLESS = "Quite an ordinary remark about ferries."


async def test_no_log_line_holds_a_text_or_a_token_even_when_things_fail(
    bare_house: House,
) -> None:
    house = bare_house
    async with house.as_process(LOG_LEVEL="debug") as process:
        lines: list[bytes] = []

        async def read() -> None:
            assert process.stderr is not None
            lines.extend([line async for line in process.stderr])

        reading = asyncio.create_task(read())
        await house.set_up()
        post = await house.post()
        for kind in ("500", "reset_before"):
            await house.sandbox.faults.add(
                house.app,
                method="POST",
                route=EXECUTE,
                kind=kind,
                times=1,
            )
        response = await house.comment(house.ada, post, HARMLESS)
        await response.wait_for(lambda message: "Published" in message.content, timeout=15)
        await house.held(house.ben, post, HELD)
        await house.olivia.slash("check", house.desk, text=HELD)
        process.terminate()
        await reading
    log = b"".join(lines).decode()
    assert "publish of 1" in log, "the failures were to be logged"
    assert HARMLESS not in log
    assert HELD not in log
    assert house.app.token not in log
    settings = house.environment()
    from bot.storage.store import SqlStore

    store = SqlStore.at(settings["DATABASE_URL"])
    async with store.engine.connect() as connection:
        secrets = [
            *(await connection.execute(select(replies.c.token))).scalars(),
            *(await connection.execute(select(webhooks.c.token))).scalars(),
        ]
    await store.close()
    assert len(secrets) == 3
    assert not any(secret in log for secret in secrets)


async def test_interaction_tokens_are_forgotten_after_a_quarter_of_an_hour(house: House) -> None:
    post = await house.post()
    await house.commented(house.ada, post, HARMLESS)
    async with house.bot.store.write() as tx:
        assert await tx.comments.forget_replies(now=datetime.now(UTC)) == 0
        later = datetime.now(UTC) + timedelta(minutes=15, seconds=1)
        assert await tx.comments.forget_replies(now=later) == 1


async def test_a_slow_commit_is_deferred_before_discord_gives_up(house: House) -> None:
    post = await house.post()
    form = await house.ada.press(post, "Comment")
    assert form.modal is not None
    blocked = house.bot.store.write()
    await blocked.__aenter__()
    sending = asyncio.create_task(house.ada.submit(form.modal, {"text": HARMLESS}))
    response = await sending
    assert response.kind == "deferred"
    assert await house.shown(post) == []
    await blocked.__aexit__(None, None, None)
    await response.wait_for(lambda message: "Published" in message.content)


async def test_a_comment_carries_its_authors_picture(house: House) -> None:
    post = await house.post()
    painter = await house.guild.create_member("painter", avatar="a" * 32)
    shown = await house.commented(painter, post, HARMLESS)
    assert shown.author.avatar is not None
    journal = await house.sandbox.journal(house.app, kind="request")
    bodies = [one.detail["body"] for one in journal if one.detail["route"] == EXECUTE]
    (body,) = [one for one in bodies if isinstance(one, dict) and "username" in one]
    assert "a" * 32 in str(body["avatar_url"])
    assert body["allowed_mentions"] == {"parse": []}
