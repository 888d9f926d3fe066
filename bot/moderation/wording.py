"""The sentences in which findings are explained: made here, and read back to be translated.

A finding keeps its explanation in English, as it was when the text was judged. Whoever shows it in
another language finds out with `parts_of` which sentence it is and what was filled in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter

from bot.locales import mark

RULE = mark("{what}: '{passage}'.")
CLASSIFIER = mark("The classifier reads {what}, most of all in '{passage}'.")
SLUR = mark("'{written}' is a slur against {group}.")
SLUR_INSIDE = mark("'{written}' holds '{term}' ({how}), a slur against {group}.")
SLUR_READ = mark("'{written}' reads as '{term}', a slur against {group}.")
SLUR_MASKED = mark("'{written}' reads as '{term}' with letters masked, a slur against {group}.")
COARSE = mark("'{written}' is a coarse word; it attacks nobody by itself.")
NAZI_CODE = mark("'{written}' is a code of neo-Nazis.")
FOREIGN = mark(
    "This seems to be {language}. Slurs are found in every language that has some listed, but what "
    "a text means is judged in English only."
)
EMPTY = mark(
    "There is nothing to read in this text: it is empty or made of characters that do not show."
)
TOO_LONG = mark("Too long to judge: {length} characters, the most that is read is {most}.")
TOO_MANY = mark(
    "More than {most} passages would have to be weighed one by one; please read the text yourself."
)
CHECK_FAILED = mark(
    "A check could not be done ({check}: {failure}); please read the text yourself."
)
NOT_JUDGED = mark("The text could not be judged.")
NOT_IN_TIME = mark("The text could not be judged in time.")
REMOTE = mark("{service} reads {what} in it ({score}).")
REMOTE_FAILED = mark("The remote judge could not be asked: {why}. Please read the text yourself.")
RULE_TERM = mark("'{written}' has the term '{term}': rule {number} of this server.")
RULE_EXPRESSION = mark("'{written}' matches the expression '{term}': rule {number} of this server.")
RULE_DOMAIN = mark("'{written}' leads to {term}: rule {number} of this server.")
RULE_INVITATION = mark(
    "'{written}' is an invitation to another server: rule {number} of this server."
)
RULE_ON_TRIAL = mark("{sentence} The rule is on trial: it does nothing.")
RULE_NOTED = mark("{sentence} ({note})")
HAS_FILE = mark("It shows a picture or a file, and those wait on this server.")
NEW_AUTHOR = mark(
    "Published comments of this member here: {published}; the first {first} wait for a moderator."
)
WATCHED_WAIT = mark("Its author is watched: {why}. Comments of watched authors wait.")
WATCHED_STRICTER = mark("Its author is watched: {why}. It is judged more strictly for that.")
BY_STAFF = mark("It would have waited. A moderator wrote it, so it is shown, with this card.")
BY_HAND = mark("a moderator decided so")
BY_RECORD = mark(
    "{rejected} of their last {decided} decided comments were refused, and they have {points} "
    "points"
)
STAFF_SHOWN = mark("A moderator wrote it, and this server shows that with a card.")
BLOCKED = mark("AutoMod refused this message: nobody has read it.")
BLOCKED_FOR = mark("AutoMod refused this message for “{keyword}”: nobody has read it.")

# Why a finding may be harmless.
ABOUT_TOPIC = mark("The text seems to speak of {topic}.")
ABOUT_WORD = mark("The text speaks about the word.")
ABOUT_WORD_BY = mark("The text speaks about the word: '{word}'.")
ASKED = mark("It stands in a question.")
CALLED_WRONG = mark("The author calls it wrong.")
DENIED = mark("It is denied: '{words}'.")
FIGURE = mark("It is a figure of speech.")
HARMLESS_IN = mark("In '{phrase}' the word has a harmless sense.")
HARMLESS_SENSE = mark("'{written}' has a harmless sense, and nothing here shows the insult.")
IN_ARTICLE = mark("The article says this in the same words.")
JOKES = mark("The author seems to joke.")
NAME = mark("'{written}' stands here as a name.")
OF_ONESELF = mark("The author seems to use the word of themselves.")
OF_THING = mark("It speaks of '{words}'.")
OF_USE = mark("The text tells of its use: '{word}'.")
QUOTED = mark("It stands in quotation marks, as somebody else's words.")
QUOTES_PARENT = mark("It quotes the comment that it answers.")
REPORTED = mark("It is told of others: '{word}'.")
SPOKEN_AGAINST = mark("It is spoken against.")
SPEAKS_AGAINST = mark("The author speaks against it.")
WORD_IN_ARTICLE = mark("The article uses this word itself.")

TOPICS = (
    mark("sport"),
    mark("games"),
    mark("software"),
    mark("cooking"),
    mark("fiction"),
    mark("pests"),
)
WAYS_OF_WRITING = (mark("inside a longer word"), mark("with its letters stretched"))
OF_OUR_OWN = frozenset({"what", "group", "how", "topic", "language"})
"""The values that are words of ours, and not of the text."""

OF_THE_TEXT = frozenset({"passage", "written", "term", "phrase", "word", "words", "keyword"})
"""The values that are words of the text: where that is not shown, they are not either."""

WITHIN = frozenset({"sentence", "why"})
"""The values that can be another of these sentences."""


def parts_of(explanation: str) -> tuple[str, Mapping[str, str]] | None:
    """The sentence that an explanation was made of, with what was filled in; None for one that
    none of these makes."""
    for sentence, pattern in _patterns():
        if found := pattern.fullmatch(explanation):
            return sentence, found.groupdict()
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each sentence with the expression that reads it, the more special ones first."""
    own = [value for name, value in globals().items() if name.isupper() and isinstance(value, str)]
    return tuple((one, _pattern(one)) for one in sorted(own, key=lambda one: -_said(one)))


def _said(sentence: str) -> int:
    """How many characters of a sentence are its own."""
    return sum(len(text) for text, *_rest in Formatter().parse(sentence))


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(
        "".join(
            re.escape(text) + (f"(?P<{name}>.*?)" if name else "")
            for text, name, *_rest in Formatter().parse(sentence)
        ),
        re.DOTALL,
    )
