"""How ``greenroom lexicon`` shows entries: for people, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rich.markup import escape
from rich.table import Table

from bot.cli.console import output
from bot.cli.masking import Mask, masked
from bot.moderation.explaining import Explanation
from bot.moderation.lexicon import Entry

_SEVERITIES = {1: "mild or dated", 2: "serious", 3: "the worst of its kind"}
_FORMS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Explained:
    """An entry, and what became of it in a text, if one was given."""

    entry: Entry
    text: str
    found: Explanation | None


def explained_json(word: str, explained: Sequence[Explained], *, plain: bool) -> dict[str, object]:
    """Entries for scripts, with what became of them in the text."""
    show = _shown(explained, plain=plain, word=word)
    return {
        "word": show(word),
        "known": True,
        "entries": [_one_json(one, show) for one in explained],
    }


def nearest_json(word: str, near: Iterable[Entry], *, plain: bool) -> dict[str, object]:
    """What is said of an unknown word, for scripts."""
    return {
        "word": word,
        "known": False,
        "nearest": [entry.term if plain else masked(entry.term) for entry in near],
    }


def list_json(entries: Sequence[Entry], shown: Callable[[str], str]) -> dict[str, object]:
    """Entries and their counts, for scripts."""
    return {
        "count": len(entries),
        "by_language": _counts(entry.language.value for entry in entries),
        "by_target": _counts(entry.target.value for entry in entries),
        "by_severity": _counts(str(entry.severity) for entry in entries),
        "entries": [
            {
                "term": shown(entry.term),
                "language": entry.language.value,
                "target": entry.target.value,
                "group": entry.group,
                "severity": entry.severity,
                "ambiguous": entry.ambiguous,
                "forms": len(entry.forms()),
            }
            for entry in entries
        ],
    }


def print_explained(explained: Sequence[Explained], *, plain: bool) -> None:
    """Print entries and what became of them in the text, for people."""
    show = _shown(explained, plain=plain)
    for number, one in enumerate(explained):
        if number:
            output.print()
        _print_entry(one.entry, show)
        if one.found is not None:
            _print_found(one.found, show)


def print_nearest(word: str, near: Sequence[Entry], *, plain: bool) -> None:
    """Print what is said of an unknown word, for people."""
    output.print(escape(f"'{word}' is not in the lexicon."), soft_wrap=True)
    if near:
        output.print("The nearest entries:")
    for entry in near:
        term = entry.term if plain else masked(entry.term)
        output.print(escape(f"  {term}: against {entry.group}"), soft_wrap=True)


def print_list(entries: Sequence[Entry], shown: Callable[[str], str]) -> None:
    """Print entries and their counts, for people."""
    if not entries:
        output.print("No entry is like that.")
        return
    table = Table(box=None, pad_edge=False)
    for title in ("term", "language", "severity", "for their", "against"):
        table.add_column(title, overflow="fold")
    for entry in entries:
        severity = str(entry.severity) + (" in company" if entry.ambiguous else "")
        table.add_row(
            escape(shown(entry.term)), entry.language, severity, entry.target, escape(entry.group)
        )
    output.print(table)
    output.print()
    output.print(f"{len(entries)} entries, {sum(len(e.forms()) for e in entries)} forms")
    for title, counted in (
        ("by language", _counts(entry.language.value for entry in entries)),
        ("by target", _counts(entry.target.value for entry in entries)),
        ("by severity", _counts(str(entry.severity) for entry in entries)),
    ):
        said = " · ".join(f"{name} {times}" for name, times in counted.items())
        output.print(f"{title}: {said}", soft_wrap=True)


def _print_entry(entry: Entry, show: Callable[[str], str]) -> None:
    forms = [show(form) for form in entry.forms()]
    more = f" and {len(forms) - _FORMS_SHOWN} more" if len(forms) > _FORMS_SHOWN else ""
    lines = [
        ("against", f"{entry.group}, for their {entry.target.replace('-', ' ')}"),
        ("severity", f"{entry.severity}: {_SEVERITIES[entry.severity]}"),
        ("language", entry.language.value),
        ("meaning", show(entry.note)),
        ("counts", _how_it_counts(entry)),
        ("insulting", ", ".join(entry.insulting)),
        ("harmless", ", ".join(entry.harmless)),
        ("innocent", ", ".join(entry.innocent_words)),
        ("forms", ", ".join(forms[:_FORMS_SHOWN]) + more),
    ]
    output.print(f"[bold]{escape(show(entry.term))}[/]")
    for label, said in lines:
        if said:
            output.print(f"  [dim]{label:9}[/] {escape(said)}", soft_wrap=True, highlight=False)


def _how_it_counts(entry: Entry) -> str:
    said = ["only among insulting words" if entry.ambiguous else "wherever it stands"]
    if entry.inside_words:
        said.append("inside longer words too")
    if entry.name:
        said.append("not as a name with a capital")
    if entry.reclaimed:
        said.append("less when used of oneself")
    return ", ".join(said)


def _print_found(found: Explanation, show: Callable[[str], str]) -> None:
    output.print()
    for how, read in found.readings:
        output.print(f"  [dim]read {escape(how)}:[/] {escape(show(read))}", soft_wrap=True)
    for finding in found.findings:
        said = f"{finding.decision.label:7} {show(finding.explanation)}"
        output.print(f"  {escape(said)} [dim]({finding.score:.2f})[/]", soft_wrap=True)
        for counter in finding.counters:
            output.print(f"          but: {escape(show(counter.explanation))}", soft_wrap=True)
    for miss in found.misses:
        output.print(
            f"  not counted: '{escape(show(miss.written))}'. {escape(miss.reason)}", soft_wrap=True
        )
    if not found.findings and not found.misses:
        output.print("  None of its forms stands in the text, however it is read.", soft_wrap=True)


def _one_json(one: Explained, show: Callable[[str], str]) -> dict[str, object]:
    entry, found = one.entry, one.found
    answer: dict[str, object] = {
        "term": show(entry.term),
        "language": entry.language.value,
        "target": entry.target.value,
        "group": entry.group,
        "severity": entry.severity,
        "note": show(entry.note),
        "ambiguous": entry.ambiguous,
        "name": entry.name,
        "reclaimed": entry.reclaimed,
        "inside_words": entry.inside_words,
        "insulting": list(entry.insulting),
        "harmless": list(entry.harmless),
        "innocent_words": list(entry.innocent_words),
        "forms": [show(form) for form in entry.forms()],
    }
    if found is not None:
        answer["text"] = show(one.text)
        answer["readings"] = [{"how": how, "text": show(read)} for how, read in found.readings]
        answer["findings"] = [
            {
                "decision": finding.decision.label,
                "start": finding.span.start,
                "end": finding.span.end,
                "score": finding.score,
                "explanation": show(finding.explanation),
                "counters": [
                    {"kind": counter.kind, "explanation": show(counter.explanation)}
                    for counter in finding.counters
                ],
            }
            for finding in found.findings
        ]
        answer["not_counted"] = [
            {"written": show(miss.written), "reason": miss.reason} for miss in found.misses
        ]
    return answer


def _shown(explained: Iterable[Explained], *, plain: bool, word: str = "") -> Callable[[str], str]:
    """Masks the entries' forms and whatever the text has in their place."""
    if plain:
        return str
    words = [word] if word.strip() else []
    for one in explained:
        words.extend(one.entry.forms())
        if one.found is not None:
            words.extend(finding.span.of(one.text) for finding in one.found.findings)
            # Whole words that only hold the term are what somebody wants to see.
            words.extend(m.written for m in one.found.misses if not m.written.isalpha())
    return Mask(words)


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names).most_common())
