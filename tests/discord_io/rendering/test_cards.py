from bot.discord_io.rendering import cards, sentences
from bot.domain.card import Card, CardKind, Report
from bot.domain.comment import Author, HistoryEntry
from bot.domain.verdict import Category, Decision, Finding, Span, Verdict
from bot.moderation.policy import STANDARD
from bot.workflow.review import Dossier
from bot.workflow.stage import Standing, Status, Topic
from tests.builders import GUILD, START, held, published
from tests.discord_io.rendering.test_posts import ARTICLE

CARD = Card(1, GUILD, 1, 1, CardKind.REVIEW, START)


def finding(start: int, end: int, decision: Decision = Decision.HOLD) -> Finding:
    return Finding(
        decision, "incitement.call", Category.INCITEMENT, Span(start, end), 0.9, "Calls for harm."
    )


def dossier(text: str, *findings: Finding, **fields: object) -> Dossier:
    from bot.domain.comment import Revision

    verdict = Verdict.of(tuple(findings), "standard-1")
    return Dossier(
        comment=held(author=Author(7, "Ad*a"), **fields),
        article=ARTICLE,
        revision=Revision(1, 1, text, START, verdict),
        history=(),
        reports=(),
        author_counts={"published": 3, "rejected": 1},
        policy=STANDARD,
    )


def test_the_text_is_behind_a_spoiler_with_its_findings_marked() -> None:
    text = "We should burn it down || and"
    shown = cards.card_embed(CARD, dossier(text, finding(10, 22))).description
    assert shown == "||We should __**burn it down**__ \\|\\| and||"


def test_a_finding_about_everything_marks_nothing() -> None:
    shown = cards.marked_spoiler("short", Verdict.of((finding(0, 5),), "p"))
    assert shown == "||short||"


def test_a_text_full_of_marks_is_cut_and_says_so() -> None:
    shown = cards.marked_spoiler("*" * 4000, None)
    assert len(shown) < 4096
    assert "/comment show" in shown
    assert shown.startswith("||")
    assert "||\nCut here" in shown


def test_a_card_says_why_who_and_where() -> None:
    embed = cards.card_embed(CARD, dossier("some text here", finding(0, 4)))
    fields = {field.name: field.value for field in embed.fields}
    assert fields["Why"] == (
        "**hold** `incitement.call` 0.90 (held from 0.70) “||some||” Calls for harm\\.\n"
        "Without this passage the text would be published."
    )
    assert fields["Author"] == "<@7> Ad\\*a\n3 published, 1 rejected"
    assert fields["Article"] is not None
    assert "Harbour bridge closes" in fields["Article"]
    assert fields["Waiting"] == f"<t:{int(START.timestamp())}:R>"


def test_the_strictest_reason_comes_first_and_the_rest_is_counted() -> None:
    many = [finding(i, i + 1, Decision.FLAG) for i in range(9)] + [finding(9, 10)]
    lines = cards.reasons(Verdict.of(tuple(many), "p")).split("\n")
    assert lines[0].startswith("**hold**")
    assert lines[-1] == "… and 4 more."


def test_a_whole_card_fits_into_an_embed_whatever_the_text() -> None:
    reports = tuple(Report(1, i, "*" * 32, "|" * 300, START) for i in range(30))
    full = dossier("`" * 4000, *(finding(i, i + 2) for i in range(0, 200, 3)))
    embed = cards.card_embed(
        CARD,
        Dossier(
            full.comment,
            full.article,
            full.revision,
            full.history,
            reports,
            full.author_counts,
            parent_text="#" * 1500,
            shown_text="_" * 1500,
        ),
    )
    assert len(embed) <= 6000
    assert all(len(str(field.value)) <= 1024 for field in embed.fields)
    assert len(embed.description or "") <= 4096


def test_a_history_too_long_for_a_message_keeps_its_newest_rows() -> None:
    comment = published()
    entries = [
        HistoryEntry(1, START, "edited", comment.state, comment.state, 7, "Ada", number=n)
        for n in range(2, 80)
    ]
    text = cards.history_text(comment, entries)
    assert len(text) <= 2000
    assert "(text 79)" in text


def status(standing: Standing, **fields: object) -> Status:
    return Status(standing, published(), ARTICLE, **fields)  # type: ignore[arg-type]


def test_every_standing_has_its_sentence() -> None:
    for standing in Standing:
        for with_title in (True, False):
            sentence = sentences.status_sentence(status(standing), with_title=with_title)
            assert 5 < len(sentence) < 600


def test_a_refusal_says_why_and_what_can_be_done() -> None:
    because = ("It calls for violence: “burn it”.",)
    said = sentences.status_sentence(
        status(Standing.REJECTED, because=because, may_appeal=True), with_title=False
    )
    assert said.startswith("**Not published**, because: It calls for violence")
    assert said.endswith("You can rewrite it, or ask a moderator to read it.")


def test_waiting_says_how_many_wait_before() -> None:
    assert "next in line" in sentences.status_sentence(status(Standing.WAITING), with_title=False)
    assert "4 before you" in sentences.status_sentence(
        status(Standing.CLEARED, ahead=4), with_title=False
    )


def test_every_topic_has_a_sentence_that_says_how_to_mend_it() -> None:
    for topic in Topic:
        assert "detail" not in sentences.topic_sentence(topic, "this reason")
