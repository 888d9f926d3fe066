"""Templates: the article's own words in a moderator's frame, and nothing else."""

from datetime import UTC, datetime

import pytest

from bot.domain.article import ArticleDocument
from bot.domain.errors import Refused
from bot.workflow.feeds.templates import NAMES, filled, require_template

DOCUMENT = ArticleDocument(
    title="Ferries {lead} return",
    paragraphs=("The port said so.",),
    attribution="Harbour Gazette",
    published_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{title}", "Ferries {lead} return"),
        ("⛴ {source}: {title}", "⛴ Harbour Gazette: Ferries {lead} return"),
        ("{lead} ({date}, {minutes} min)", "The port said so. (2026-03-01, 1 min)"),
        ("by {author}", "by"),
        ("News", "News"),
    ],
)
def test_names_are_filled_in_once(template: str, said: str) -> None:
    assert filled(require_template(template), DOCUMENT) == said


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{titel}", "There is no “titel”"),
        ("{title.__class__}", "There is no “title.__class__”"),
        ("  ", "cannot be empty"),
        ("x" * 501, "500 characters"),
    ],
)
def test_what_is_no_template_is_refused_and_says_why(template: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        require_template(template)


def test_the_refusal_names_what_there_is() -> None:
    with pytest.raises(Refused) as refused:
        require_template("{x}")
    assert all(name in str(refused.value) for name in NAMES)
