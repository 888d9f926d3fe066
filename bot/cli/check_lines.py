"""``greenroom check --jsonl``: one JSON object a line in, one a line out, in order."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from bot.cli.check_output import findings_told
from bot.domain.verdict import Decision, Verdict
from bot.moderation import Context, JudgeText


class _Malformed(Exception):
    """A line that cannot be judged; the message says what is wrong with it."""


def judge_lines(judge: JudgeText, lines: BinaryIO, context: Context, *, explain: bool) -> Decision:
    """Judge each line of ``lines`` and write the answer to standard output at once.

    A line that cannot be read is answered with what is wrong with it, and the rest goes on.
    Returns the strictest decision.
    """
    strictest = Decision.PUBLISH
    for number, line in _numbered(lines):
        answer: dict[str, object]
        try:
            given = _line_object(line)
        except _Malformed as error:
            answer = {"line": number, "error": str(error)}
        else:
            answer = {"id": given["id"]} if "id" in given else {}
            try:
                text, line_context = _line_input(given, context)
            except _Malformed as error:
                answer |= {"line": number, "error": str(error)}
            else:
                verdict = judge(text, line_context)
                strictest = max(strictest, verdict.decision)
                answer |= _line_json(verdict, explain=explain)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    return strictest


def _numbered(lines: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers from 1; empty ones only where another line follows."""
    empty: list[int] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            empty.append(number)
            continue
        yield from ((before, b"") for before in empty)
        empty.clear()
        yield number, line


def _line_object(line: bytes) -> Mapping[str, object]:
    if not line:
        raise _Malformed("the line is empty")
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _Malformed(f"not UTF-8 text (at byte {error.start})") from error
    except json.JSONDecodeError as error:
        raise _Malformed(f"not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise _Malformed("not a line to judge: nested too deeply") from error
    if not isinstance(given, dict):
        raise _Malformed('not an object such as {"id": 1, "text": "..."}')
    return given


def _line_input(given: Mapping[str, object], context: Context) -> tuple[str, Context]:
    if "text" not in given:
        raise _Malformed('"text" is missing')
    values = {
        "text": given["text"],
        "article_title": given.get("article_title", context.article_title),
        "parent_text": given.get("parent_text", context.parent_text),
    }
    texts: dict[str, str] = {}
    for key, value in values.items():
        if value is None and key != "text":
            texts[key] = ""
        elif isinstance(value, str):
            texts[key] = value
        else:
            raise _Malformed(f'"{key}" is not a string')
    return texts["text"], replace(
        context, article_title=texts["article_title"], parent_text=texts["parent_text"]
    )


def _line_json(verdict: Verdict, *, explain: bool) -> dict[str, object]:
    return {
        "decision": verdict.decision.label,
        "scores": dict(verdict.scores),
        "findings": [
            {
                "rule": finding.rule,
                "start": finding.span.start,
                "end": finding.span.end,
                "score": finding.score,
                "explanation": finding.explanation,
            }
            for finding in findings_told(verdict, explain=explain)
        ],
    }
