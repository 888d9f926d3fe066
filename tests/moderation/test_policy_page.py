"""The policy page says what the presets do, and the judge agrees with its examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.demo.cast import slur
from bot.domain.verdict import Category, Decision
from bot.moderation import PRESETS, STANDARD, Context, Policy, judge
from bot.moderation.detectors import slurs
from bot.moderation.folding import fold
from bot.moderation.policy_page import (
    OPENING,
    SECTION_OF,
    Section,
    policy_page,
    read_page,
    section_for,
    section_named,
    sections_with,
)

PAGE = Path(__file__).parents[2] / "bot" / "moderation" / "POLICY.md"

SPEAKS_FOR_IT = {
    "reported": "reported",
    "condemned": "condemned",
    "negated": "negated",
    "figurative": "figurative",
    "other sense": "other-sense",
    "a name": "name",
    "in the article": "quotes-article",
    "quoted": "quoted",
    "spoken about": "mentioned",
    "the article's word": "word-in-article",
    "of oneself": "about-oneself",
    "asked": "asked",
    "joking": "joking",
    "in the comment it answers": "quotes-parent",
}
"""How the page calls each kind of counter-evidence -> its name."""

ATTACKING = [Category.SLUR, Category.INCITEMENT, Category.HATE, Category.HARASSMENT]


def table(first_cell: str) -> dict[str, dict[str, str]]:
    """A table of the page: what a row speaks of -> preset -> cell; a row may speak of several."""
    lines = PAGE.read_text(encoding="utf-8").split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith(f"| {first_cell} |"))
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    head, _ruler, *body = rows
    return {
        subject: dict(zip(head[1:], cells, strict=True))
        for subjects, *cells in body
        for subject in subjects.split(", ")
    }


def told(policy: Policy, category: Category) -> str:
    """What the page has to say of a category under a preset."""
    thresholds = policy.thresholds[category]
    if category is Category.RULE:
        return "as it says"
    if thresholds.flag == thresholds.hold == 0:
        return "always hold"
    steps = {"flag": thresholds.flag, "hold": thresholds.hold, "reject": thresholds.reject}
    said = [f"{step} {score:.0%}" for step, score in steps.items() if score is not None]
    return ", ".join(said) or "off"


def test_the_table_of_presets_says_what_they_do() -> None:
    assert table("category") == {
        category.value: {name: told(policy, category) for name, policy in PRESETS.items()}
        for category in Category
    }


def test_the_table_of_counter_evidence_says_what_it_leaves() -> None:
    said = {SPEAKS_FOR_IT[words]: cells for words, cells in table("what speaks for it").items()}
    kinds = {kind for policy in PRESETS.values() for kind in policy.ceilings}
    assert said == {
        kind: {name: policy.ceilings[kind].label for name, policy in PRESETS.items()}
        for kind in kinds
    }


@pytest.mark.parametrize("category", list(Category))
def test_every_category_has_its_section(category: Category) -> None:
    assert len(section_for(category).text) > 100
    assert section_for(category.value).name == SECTION_OF[category]


def test_a_card_without_findings_opens_how_to_decide() -> None:
    assert section_for().name == section_for("of-another-version").name == OPENING


@pytest.mark.parametrize(
    "words",
    [
        "Covenant on Civil and Political Rights, article 19(3)",
        "Article 20(2)",
        "Rabat Plan of Action",
        *("Context:", "Speaker:", "Intent:", "Content and form:", "Extent:", "Likelihood:"),
        *("Threat:", "Call:", "Wish:", "Glorification:", "Expulsion by force:", "Veiled:"),
        *("Doxxing with intent:", "Rally:", "Reclaimed use:", "Quotation:", "Counter-speech"),
    ],
)
def test_the_page_speaks_of_everything_that_moderators_decide_by(words: str) -> None:
    assert any(words in one.text for one in policy_page())


def test_no_slur_stands_in_the_page() -> None:
    for one in policy_page():
        assert list(slurs.detect(fold(one.text), Context())) == []


def examples(section: Section, *, counts: bool) -> list[str]:
    """The sentences in quotation marks below a section's items, with words for the stand-ins."""
    lines = [
        line
        for line in section.text.split("\n")
        if line.startswith("- ") and line.startswith("- **Does not count") is not counts
    ]
    quoted = [text for line in lines for text in re.findall("“([^”]+)”", line)]
    return [text.replace("[slur]", slur()).replace("[group]", "migrants") for text in quoted]


@pytest.mark.parametrize("category", ATTACKING)
def test_what_the_page_says_counts_gets_a_card(category: Category) -> None:
    found = examples(section_for(category), counts=True)
    assert found
    for text in found:
        findings = judge(text, Context(policy=STANDARD)).findings
        seen = {finding.category for finding in findings if finding.decision > Decision.PUBLISH}
        assert category in seen, text


@pytest.mark.parametrize("category", ATTACKING)
def test_what_the_page_says_does_not_count_is_not_held(category: Category) -> None:
    found = examples(section_for(category), counts=False)
    assert found
    for text in found:
        assert judge(text, Context(policy=STANDARD)).decision < Decision.HOLD, text


@pytest.mark.parametrize("name", ["profanity", "what-is-allowed"])
def test_what_the_page_allows_is_published(name: str) -> None:
    section = section_named(name)
    assert section is not None
    found = re.findall("“([^”]+)”", section.text)
    assert found
    for text in found:
        assert judge(text, Context(policy=STANDARD)).decision is Decision.PUBLISH, text


def test_a_page_is_read_by_its_headings_with_wrapped_lines_joined() -> None:
    source = (
        "# One\n\nWrapped\nby hand.\nTwo:\n- an item\n  goes on\n- another\n\n## And two!\n1. x\n"
    )
    assert read_page(source) == (
        Section("one", "One", "Wrapped by hand. Two:\n- an item goes on\n- another"),
        Section("and-two", "And two!", "1. x"),
    )


def test_a_table_becomes_a_list() -> None:
    source = "# T\nHead:\n| a | b | c |\n| --- | :-: | - |\n| x | 1 | 2 |\nAfter\n"
    assert read_page(source)[0].text == "Head:\n- **x**\n  b: 1 · c: 2\nAfter"


@pytest.mark.parametrize("source", ["text first\n# One\n", "# One\na\n## one\nb\n"])
def test_a_page_that_cannot_be_told_apart_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="policy page"):
        read_page(source)


def test_sections_are_found_by_name_title_and_part_of_a_title() -> None:
    assert section_named("How to decide") == section_named("how-to-decide") == section_for()
    assert section_named("no such section") is None
    with_hat = ["hatred", "what-is-allowed", "what-the-machine-cannot-know"]
    assert [one.name for one in sections_with(" HAT")] == with_hat
    assert sections_with("") == policy_page()
