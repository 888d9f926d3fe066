import pytest

from bot.storage.store import SqlStore
from tests.workflow.standing.stages import Court


@pytest.fixture
async def court(sqlite_store: SqlStore) -> Court:
    """A server with an article, a desk and the default ladder."""
    made = Court(sqlite_store)
    await made.open_article()
    return made
