from dataclasses import replace
from datetime import datetime

import pytest

from bot.discord_io import custom_ids
from bot.discord_io.rendering import buttons, policy, queue
from bot.domain.card import CardKind
from bot.domain.verdict import Category, Decision, Finding, Span
from bot.moderation.policy_page import Section, policy_page
from bot.workflow.review import Dossier
from tests.builders import START
from tests.discord_io.rendering.test_cards import CARD, dossier


@pytest.mark.parametrize("section", policy_page(), ids=lambda section: section.name)
def test_every_section_fits_into_one_embed(section: Section) -> None:
    embed = policy.section_embed(section, preset="standard")
    assert 0 < len(embed.description or "") <= 4096
    assert len(embed.title or "") <= 256
    assert len(embed) <= 6000


def test_the_menu_holds_every_section_within_what_discord_takes() -> None:
    (row,) = policy.section_view(policy_page()[2], 2**63).to_components()
    (menu,) = row["components"]
    options = menu["options"]
    assert [option["value"] for option in options] == [one.name for one in policy_page()]
    assert len(options) <= 25
    assert all(len(option["label"]) <= 100 and len(option["value"]) <= 100 for option in options)
    assert [option["value"] for option in options if option["default"]] == [policy_page()[2].name]


def about(category: Category, decision: Decision, score: float = 0.5) -> Finding:
    return Finding(decision, "a.rule", category, Span(0, 4), score, "Something was seen.")


def opened_by(one: Dossier) -> tuple[str, tuple[str, ...]] | None:
    return custom_ids.parse(buttons.policy_of(one).custom_id or "")


def test_the_button_leads_to_what_weighs_most() -> None:
    mixed = dossier(
        "some text",
        about(Category.PROFANITY, Decision.FLAG, 0.9),
        about(Category.HATE, Decision.HOLD, 0.7),
        about(Category.SLUR, Decision.HOLD, 0.8),
    )
    assert opened_by(mixed) == ("policy", ("1", "slur"))
    assert opened_by(dossier("nothing was found")) == ("policy", ("1",))


def test_a_text_that_was_not_judged_yet_has_the_button_too() -> None:
    judged = dossier("some text")
    unjudged = replace(judged, revision=replace(judged.revision, verdict=None))
    assert opened_by(unjudged) == ("policy", ("1",))


@pytest.mark.parametrize("kind", list(CardKind))
@pytest.mark.parametrize("closed_at", [None, START])
def test_every_card_has_the_button_in_its_only_row(
    kind: CardKind, closed_at: datetime | None
) -> None:
    card = replace(CARD, kind=kind, closed_at=closed_at)
    (row,) = buttons.below_card(card, dossier("some text")).to_components()
    assert "Policy" in [button["label"] for button in row["components"]]
    assert len(row["components"]) <= 5


def test_a_comment_opened_from_the_queue_has_it_too() -> None:
    rows = queue.dossier_view(dossier("some text")).to_components()
    assert "Policy" in [button["label"] for row in rows for button in row["components"]]
