"""``greenroom check``: how would this text be judged, and why?"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from bot.cli.check_lines import judge_lines
from bot.cli.check_output import (
    JudgedComment,
    document_json,
    print_document,
    print_verdict,
    verdict_json,
)
from bot.cli.judge_options import classifier_option, policy_option
from bot.cli.patience import Patience
from bot.domain.errors import DocumentUnreadable
from bot.domain.guild import FOREIGN_CHOICES
from bot.domain.verdict import Decision
from bot.moderation import PRESETS, Context, JudgeText, TextKind, shipped_judge

if TYPE_CHECKING:
    from bot.domain.article import ArticleDocument

_LEVELS = {decision.label: decision for decision in Decision if decision > Decision.PUBLISH}
_FOREIGN = {decision.label: decision for decision in FOREIGN_CHOICES}


@click.command()
@click.argument("text", required=False)
@click.option("--article-title", default="", metavar="TITLE", help="The article it comments on.")
@click.option(
    "--article",
    "article_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The article it comments on, as a text document.",
)
@click.option("--parent", default="", metavar="TEXT", help="The comment that it answers.")
@policy_option
@click.option(
    "--foreign",
    type=click.Choice(list(_FOREIGN)),
    default=Decision.HOLD.label,
    show_default=True,
    help="What becomes of texts in languages that are not judged by their meaning.",
)
@classifier_option
@click.option("--name", "is_name", is_flag=True, help="Judge it as a display name.")
@click.option("--explain", is_flag=True, help="Show also what spoke for a harmless reading.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--jsonl", is_flag=True, help="Judge JSON lines from standard input.")
@click.option(
    "--fail-on",
    type=click.Choice(list(_LEVELS)),
    help="Exit with 1 if a text is judged so or more strictly.",
)
def check(
    text: str | None,
    article_title: str,
    article_file: Path | None,
    parent: str,
    policy: str,
    foreign: str,
    classifier: str,
    is_name: bool,
    explain: bool,
    as_json: bool,
    jsonl: bool,
    fail_on: str | None,
) -> None:
    """Judge TEXT, or every comment of a document if TEXT is the path of a file ("-" reads a text
    from standard input), and say why.

    With --jsonl each line {"id", "text"} of standard input, optionally with "article_title" and
    "parent_text", gives a line {"id", "decision", "scores", "findings"}, in order and at once.
    The decision is publish, flag, hold or reject. A line that cannot be read gives {"line",
    "error"}, with its "id" if it has one, and the rest goes on.

    Exit codes: 0 judged · 1 a text reached --fail-on · 2 wrong usage or an unreadable file

    Examples:

      greenroom check "They should all be thrown into the sea."

      greenroom check article-with-comments.txt --policy strict --explain

      greenroom check --jsonl < comments.jsonl > verdicts.jsonl
    """
    context = Context(
        article_title=article_title,
        parent_text=parent,
        policy=PRESETS[policy],
        kind=TextKind.DISPLAY_NAME if is_name else TextKind.COMMENT,
        foreign=_FOREIGN[foreign],
    )
    if article_file is not None:
        article = _read_file(article_file)
        context = replace(
            context, article_title=article_title or article.title, article_text=_body(article)
        )
    try:
        strictest = _judge_input(
            shipped_judge(classifier), text, context, explain=explain, as_json=as_json, jsonl=jsonl
        )
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has had enough; Python must not complain at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    if fail_on and strictest >= _LEVELS[fail_on]:
        sys.exit(1)


def _judge_input(
    judge: JudgeText,
    text: str | None,
    context: Context,
    *,
    explain: bool,
    as_json: bool,
    jsonl: bool,
) -> Decision:
    """The strictest decision of all that was judged."""
    if jsonl:
        if text is not None:
            raise click.UsageError("--jsonl reads standard input: leave out the text.")
        return judge_lines(judge, sys.stdin.buffer, context, explain=explain)
    if text is None:
        raise click.UsageError('Say what to judge: a text, a file, "-" or --jsonl.')
    if text == "-":
        text = _decoded(sys.stdin.buffer.read(), "Standard input")
    elif file := _as_file(text):
        document = _read_file(file)
        return _judge_document(judge, document, context, explain=explain, as_json=as_json)
    verdict = judge(text, context)
    if as_json:
        click.echo(json.dumps(verdict_json(verdict)))
    else:
        print_verdict(text, verdict, explain=explain)
    return verdict.decision


def _as_file(text: str) -> Path | None:
    """The file that ``text`` names, if it names one."""
    path = Path(text)
    try:
        if path.is_dir():
            raise click.UsageError(f"{text} is a folder; name a file in it.")
        if path.is_file():
            return path
    except (OSError, ValueError):
        # Longer than a path can be, or with a NUL: a text, not a path.
        return None
    if path.suffix in (".txt", ".md") and not any(map(str.isspace, text)):
        raise click.UsageError(f"There is no file {text}.")
    return None


def _decoded(content: bytes, origin: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{origin} is not UTF-8 text (at byte {error.start}).") from error


def _read_file(path: Path) -> ArticleDocument:
    # Reading documents is only needed for files; a text is judged without loading it.
    from bot.sources.text_document import read_document

    try:
        return read_document(_decoded(path.read_bytes(), str(path)))
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}.") from error
    except DocumentUnreadable as error:
        raise click.UsageError(f"{path}: {error}") from error


def _body(article: ArticleDocument) -> str:
    return "\n\n".join((*article.paragraphs, *(caption.text for caption in article.captions)))


def _judge_document(
    judge: JudgeText, article: ArticleDocument, context: Context, *, explain: bool, as_json: bool
) -> Decision:
    context = replace(
        context,
        article_title=context.article_title or article.title,
        article_text=context.article_text or _body(article),
    )
    judged: list[JudgedComment] = []
    with Patience(len(article.comments)) as patience:
        for comment in article.comments:
            verdict = judge(comment.text, context)
            judged.append(JudgedComment(comment.author, comment.text, verdict))
            patience.advance()
    if as_json:
        click.echo(json.dumps(document_json(article, judged)))
    else:
        print_document(article, judged, explain=explain)
    return max((comment.verdict.decision for comment in judged), default=Decision.PUBLISH)
