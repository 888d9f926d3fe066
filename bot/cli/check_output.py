"""How ``greenroom check`` shows verdicts: for people, and as JSON."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.text import Text

from bot.cli.console import output
from bot.domain.verdict import Decision, Finding, Verdict

if TYPE_CHECKING:
    from bot.domain.article import ArticleDocument

_STYLES = {
    Decision.PUBLISH: "green",
    Decision.FLAG: "yellow",
    Decision.HOLD: "bold red",
    Decision.REJECT: "bold white on red",
}


@dataclass(frozen=True, slots=True)
class JudgedComment:
    """A comment of a document with its verdict."""

    author: str | None
    text: str
    verdict: Verdict


def verdict_json(verdict: Verdict) -> dict[str, object]:
    """A verdict for scripts, with all findings and what spoke against them."""
    findings: list[dict[str, object]] = [
        {
            "decision": finding.decision.label,
            "rule": finding.rule,
            "category": finding.category.value,
            "start": finding.span.start,
            "end": finding.span.end,
            "score": finding.score,
            "explanation": finding.explanation,
            "counters": [
                {"kind": counter.kind, "explanation": counter.explanation}
                for counter in finding.counters
            ],
        }
        for finding in verdict.findings
    ]
    return {
        "decision": verdict.decision.label,
        "policy": verdict.policy,
        "scores": dict(verdict.scores),
        "findings": findings,
    }


def document_json(article: ArticleDocument, judged: list[JudgedComment]) -> dict[str, object]:
    """The comments of a document with their verdicts, for scripts."""
    return {
        "article": {"title": article.title, "attribution": article.attribution},
        "comments": [
            {"author": comment.author, "text": comment.text, **verdict_json(comment.verdict)}
            for comment in judged
        ],
    }


def findings_told(verdict: Verdict, *, explain: bool) -> list[Finding]:
    """The findings that brought something; with ``explain`` those that did not as well."""
    return [f for f in verdict.findings if explain or f.decision > Decision.PUBLISH]


def print_document(article: ArticleDocument, judged: list[JudgedComment], *, explain: bool) -> None:
    """Print the comments of a document with their verdicts, for people."""
    output.print(f"[bold]{escape(article.title)}[/]")
    if not judged:
        output.print("The document has no comments, so nothing was judged.")
    for comment in judged:
        output.print()
        output.print(f"[bold]{escape(visible(comment.author or 'anonymous'))}[/]")
        print_verdict(comment.text, comment.verdict, explain=explain)


def print_verdict(text: str, verdict: Verdict, *, explain: bool) -> None:
    """Print decision, marked text and reasons, for people."""
    told = findings_told(verdict, explain=explain)
    output.print(Text(verdict.decision.label.upper(), style=_STYLES[verdict.decision]))
    output.print(marked(text, told), soft_wrap=True)
    for finding in told:
        style = _STYLES[finding.decision]
        output.print(
            f"[{style}]{finding.decision.label:7}[/] {escape(visible(finding.explanation))} "
            f"[dim]({finding.rule}, {finding.score:.2f})[/]",
            soft_wrap=True,
        )
        for counter in finding.counters:
            output.print(f"        [dim]but: {escape(visible(counter.explanation))}[/]")


def marked(text: str, findings: list[Finding]) -> Text:
    """The text with what was found in it: in colour, or in guillemets where there is none."""
    shown = Text(visible(text))
    for finding in sorted(findings, key=lambda finding: finding.decision):
        shown.stylize(_STYLES[finding.decision], finding.span.start, finding.span.end)
    if output.color_system is not None:
        return shown
    plain = shown.plain
    starts = {f.span.start for f in findings}
    ends = {f.span.end for f in findings}
    return Text(
        "".join(
            ("\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}" if place in ends else "")
            + ("\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}" if place in starts else "")
            + plain[place : place + 1]
            for place in range(len(plain) + 1)
        )
    )


def visible(text: str) -> str:
    """``text`` of the same length without characters that steer a terminal."""
    return "".join(
        "\N{MIDDLE DOT}"
        if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in "\n\t"
        else character
        for character in text
    )
