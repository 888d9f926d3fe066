"""All rules of a server in a shape in which they are looked up together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.domain.errors import Refused
from bot.domain.rule import Rule, RuleKind
from bot.domain.verdict import Span
from bot.moderation.folding import Folded
from bot.moderation.mending import MENDED
from bot.moderation.passage import Passage
from bot.moderation.rules.expressions import Expression
from bot.moderation.rules.limits import MOST_HITS
from bot.moderation.rules.links import folded_host, invites_in, links_in, with_parents
from bot.moderation.rules.words import WordTable, passage_of


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A rule that fires on a text, and where."""

    rule: Rule
    term: str
    """Which of its terms, as it was written; the code of an invitation."""
    span: Span
    passage: Passage | None = None
    """The same as words, where it was found among them."""


class RuleBroken(Exception):
    """A stored rule that cannot be compiled: what it is for has to wait for a person."""


class CompiledRules:
    """Rules that are looked up together.

    Words take one pass of an automaton, domains and invitations one pass each, expressions one
    pass each: time grows with the text, not with the number of words and domains.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Args:
        rules: Whatever their state.
        """
        self.by_number: Mapping[int, Rule] = {rule.number: rule for rule in rules}
        of_kind: dict[RuleKind, list[Rule]] = {kind: [] for kind in RuleKind}
        for rule in self.by_number.values():
            of_kind[rule.kind].append(rule)
        words = of_kind[RuleKind.WORDS]
        self._words = WordTable(
            [(rule.number, term) for rule in words for term in rule.terms],
            [(rule.number, term) for rule in words for term in rule.allowed],
        )
        self._expressions: list[tuple[Rule, Expression]] = []
        self._broken: list[int] = []
        for rule in of_kind[RuleKind.REGEX]:
            try:
                self._expressions += [(rule, Expression(term)) for term in rule.terms]
            except Refused:
                # It was checked when it was written; another RE2 may know less.
                self._broken.append(rule.number)
        self._domains: dict[str, list[tuple[Rule, str]]] = {}
        self._allowed_domains: dict[int, frozenset[str]] = {}
        for rule in of_kind[RuleKind.DOMAINS]:
            for term in rule.terms:
                self._domains.setdefault(folded_host(term), []).append((rule, term))
            self._allowed_domains[rule.number] = frozenset(map(folded_host, rule.allowed))
        self._invites = [
            (rule, frozenset(code.lower() for code in rule.allowed))
            for rule in of_kind[RuleKind.INVITES]
        ]

    def __bool__(self) -> bool:
        return bool(self.by_number)

    def find(self, text: Folded) -> Iterator[RuleMatch]:
        """Every rule that fires, each at up to `MOST_HITS` places, each place once.

        Raises:
            RuleBroken: a rule cannot be looked up any more, so nothing is certain.
        """
        if self._broken:
            raise RuleBroken(", ".join(map(str, self._broken)))
        hits: dict[int, list[Span]] = {}
        for match in self._all(text):
            known = hits.setdefault(match.rule.number, [])
            if len(known) < MOST_HITS and not any(
                span.start <= match.span.start and match.span.end <= span.end for span in known
            ):
                known.append(match.span)
                yield match

    def _all(self, text: Folded) -> Iterator[RuleMatch]:
        for word in self._words.find(text):
            passage = passage_of(text, word)
            yield RuleMatch(self.by_number[word.owner], word.term, passage.span, passage)
        yield from self._expressions_in(text)
        if self._domains:
            for link in links_in(text):
                yield from self._of_host(link.host, link.span)
        if self._invites:
            for invite in invites_in(text):
                for rule, own in self._invites:
                    if invite.code not in own:
                        yield RuleMatch(rule, invite.code, invite.span)

    def _expressions_in(self, text: Folded) -> Iterator[RuleMatch]:
        for rule, expression in self._expressions:
            for start, end in expression.find(text.original, MOST_HITS):
                yield RuleMatch(rule, expression.written, Span(start, end))
            for view in text.views:
                if view.text == text.original or view.name == MENDED:
                    continue
                for start, end in expression.find(view.text, MOST_HITS):
                    origins = view.origins
                    span = Span(start, end)
                    if origins is not None:
                        span = Span(min(origins[start:end]), max(origins[start:end]) + 1)
                    yield RuleMatch(rule, expression.written, span)

    def _of_host(self, host: str, span: Span) -> Iterator[RuleMatch]:
        nearest: dict[int, tuple[Rule, str]] = {}
        allowed: set[int] = set()
        for name in with_parents(host):
            for number, names in self._allowed_domains.items():
                if name in names and number not in nearest:
                    allowed.add(number)
            for rule, term in self._domains.get(name, ()):
                if rule.number not in allowed:
                    nearest.setdefault(rule.number, (rule, term))
        for rule, term in nearest.values():
            yield RuleMatch(rule, term, span)


NO_RULES = CompiledRules(())
