"""``greenroom doctor`` about the remote judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.doctor import Finding, Health, examine
from bot.settings import Settings
from tests.remote_judge.service import moderation, serving


async def about_the_judge(folder: Path, url: str, dialect: str) -> Finding:
    """What the doctor finds."""
    settings = Settings.from_env(
        {
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'greenroom.db'}",
            "REMOTE_JUDGE": dialect,
            "REMOTE_JUDGE_URL": url,
        }
    )
    (found,) = (one for one in await examine(settings) if one.subject == "remote judge")
    return found


@pytest.mark.parametrize(
    ("dialect", "sent"),
    [
        ("openai", "It is sent the text of every comment"),
        ("plain", "the comment it answers of"),
    ],
)
async def test_the_doctor_says_what_leaves_the_machine(
    tmp_path: Path, dialect: str, sent: str
) -> None:
    answer = moderation({"hate": 0.0}) | {"scores": {"hate": 0.0}}
    async with serving(answer) as service:
        found = await about_the_judge(tmp_path, service.url, dialect)
    assert found.health is Health.GOOD
    assert sent in found.said
    assert len(service.asked) == 1


async def test_the_doctor_says_how_to_mend_a_service_that_does_not_answer(tmp_path: Path) -> None:
    async with serving({}) as service:
        service.status = 401
        found = await about_the_judge(tmp_path, service.url, "openai")
    assert found.health is Health.BAD
    assert "status 401" in found.said
    assert "REMOTE_JUDGE_KEY" in found.mend
