"""A word that is spoken about, or that somebody uses of themselves."""

from __future__ import annotations

import re

from bot.domain.verdict import Counter
from bot.moderation.context import Context
from bot.moderation.passage import Passage

# The words right before the term, as one line.
_MENTIONED = re.compile(
    r"\b(?:the|this|that|a|term|terms|words?|slurs?|phrase|n word) (?:word|term|slur|insult|phrase|label)s?"
    r"(?: (?:like|such as|is|of|for|be|as))?(?: [,(:\"]+)? $"
    r"|\b(?:words|slurs|insults|terms|names|things|phrases|labels) (?:like|such as)(?: [,(:\"]+)?"
    r"(?: \w+ (?:,|and|or))? $"
    r"|\b(?:called|calling|call|calls|labell?ed|labell?ing|named|dubbed|branded|shout(?:ed|ing)?|"
    r"yell(?:ed|ing)?|scream(?:ed|ing)?|spray(?:ed)?|scrawled|chant(?:ed|ing)?)"
    r" (?:me|him|her|them|us|my \w+|his \w+|her \w+|their \w+|our \w+|people|someone|somebody|"
    r"anyone|everyone|kids|others|each other|one another|the \w+|a \w+)"
    r"(?: (?:a|an|the|as|some|racist|fucking|dirty|stupid|filthy|ugly|little|names|like|are|is))*"
    r"(?: [,(:\"]+)? $"
    r"|\b(?:say|says|saying|said|using|use|uses|used|write|writes|wrote|writing|typed|typing|"
    r"hear|heard|hearing|dropped|drop|dropping|shouted|shouting|yelled|yelling|screamed|chanting|"
    r"chanted|scrawled|sprayed)(?: (?:the|a|an|word|out|at (?:me|him|her|them|us)))*(?: [,(:\"]+)? $"
)
_MENTIONED_AFTER = re.compile(
    r"^ (?:[\"),]+ )?(?:is|was|are|as) (?:not )?(?:a|an|also|still|always|never|considered|such)? ?(?:a |an |the )?"
    r"(?:racist |homophobic |offensive |derogatory |hateful |ugly |vile |nasty |horrible |hurtful |unacceptable ?|racial |antisemitic |sexist |ableist |disgusting )?"
    r"(?:slur|word|insult|term|epithet|offensive|racist|hurtful|unacceptable|derogatory|homophobic)\b"
    r"|^ (?:\"+ )?(?:word|slur|epithet|insult)s?\b"
)
_REFUSED = re.compile(
    r"\b(?:don't|dont|do not|never|stop|shouldn't|should not|not ok to|not okay to|wrong to|can't|cannot|"
    r"no one should|nobody should|please don't|quit) (?:ever )?(?:call|calling|say|saying|use|using|"
    r"write|writing|shout|shouting)\b[^.!?]*$"
)
_ONESELF = re.compile(
    r"\b(?:i'm|im|i am|i was|as|we're|we are|i've been|i have been) (?:a|an|the|one|just|not|also|so|both|"
    r"proud|big|little|old|fat|happy|out|gay|black|queer|loud|lifelong|married|disabled|self|professed| )*$"
    r"|\b(?:we|us|fellow|my fellow|my) $"
)


def of_the_word(passage: Passage, _context: Context) -> Counter | None:
    """The text speaks about the word, or reports that somebody was called by it."""
    before = f"{' '.join(passage.before(8))} "
    after = f" {' '.join(passage.after(6))}"
    if _MENTIONED.search(before) or _MENTIONED_AFTER.search(after):
        return Counter("mentioned", "The text speaks about the word or reports its use.")
    if _REFUSED.search(f"{' '.join(passage.before(14))} "):
        return Counter("mentioned", "The text asks people not to use the word.")
    return None


def of_oneself(passage: Passage) -> Counter | None:
    """The author uses the word of themselves or of their own group."""
    if _ONESELF.search(f"{' '.join(passage.before(5))} "):
        return Counter("about-oneself", "The author seems to use the word of themselves.")
    return None
