"""Words that are somebody else's: the article's, the answered comment's, a quoted person's."""

from __future__ import annotations

import re

from bot.domain.verdict import Counter
from bot.moderation import wording
from bot.moderation.context import Context
from bot.moderation.folding import View, read_plainly
from bot.moderation.passage import Passage
from bot.moderation.wordlists import words

_NEIGHBOURS = 2
_QUOTE_LINE = re.compile(r"^>.*$", re.MULTILINE)
_LEAST_WORDS = 4
"""Words of a quoted line, at least: single words out of a comment can be put together anew."""

_SPEECH = words(
    """
    say says said saying tell tells told telling call calls called calling shout shouts shouted
    shouting yell yells yelled yelling scream screams screamed screaming chant chants chanted
    chanting write writes wrote writing written post posts posted posting tweet tweets tweeted
    tweeting quote quotes quoted quoting comment commented comments reply replied hear heard read
    reads reading word words term terms phrase slur slurs language slogan slogans line lyric lyrics
    headline sign signs banner banners graffiti caption meaning means mean use uses used using
    name names named spray sprayed painted scrawled referred refers refer messages message text
    texted sent email emailed letter speech statement rhetoric context label labels labelled labeled
    tag tags tagged hashtag sticker stickers poster posters placard placards mug mugs tattoo
    """
)


def of_article(passage: Passage, context: Context) -> Counter | None:
    """The article uses the same words."""
    if not (context.article_text or context.article_title):
        return None
    article = read_plainly(f"{context.article_title}\n\n{context.article_text}")
    if _repeats(passage, article):
        return Counter("quotes-article", wording.IN_ARTICLE)
    return None


def word_of_article(passage: Passage, context: Context) -> Counter | None:
    """The article uses the same word somewhere."""
    article = read_plainly(f"{context.article_title}\n\n{context.article_text}")
    if _has_words(article, passage.words):
        return Counter("word-in-article", wording.WORD_IN_ARTICLE)
    return None


def of_parent(passage: Passage, context: Context) -> Counter | None:
    """The comment that this one answers uses the same words, and they are set off as a quote."""
    if not context.parent_text or not (_is_marked(passage) or _on_quote_line(passage)):
        return None
    if _has_words(read_plainly(context.parent_text), passage.words):
        return Counter("quotes-parent", wording.QUOTES_PARENT)
    return None


def in_quotation_marks(passage: Passage, _context: Context) -> Counter | None:
    """The passage stands in quotation marks, and the text speaks of saying."""
    if _is_marked(passage) and not _SPEECH.isdisjoint(passage.before(14) + passage.after(14)):
        return Counter("quoted", wording.QUOTED)
    return None


def without_quoted_lines(text: str, context: Context) -> str:
    """``text`` with blanks for the lines that quote what it answers, in the same places.

    Those words were judged when their author wrote them. Where nothing but the quotation
    remains, the text is as it was.
    """
    if ">" not in text or not (context.parent_text or context.article_text):
        return text
    sources = [read_plainly(source) for source in (context.parent_text, context.article_text)]

    def blank(line: re.Match[str]) -> str:
        tokens = read_plainly(line[0]).tokens
        while tokens and not tokens[-1][0].isalnum():
            tokens = tokens[:-1]
        enough = sum(token[0].isalnum() for token in tokens) >= _LEAST_WORDS
        known = enough and any(_has_words(view, tokens) for view in sources)
        return " " * len(line[0]) if known else line[0]

    rest = _QUOTE_LINE.sub(blank, text)
    return rest if rest.strip() else text


def _repeats(passage: Passage, article: View) -> bool:
    """Whether the article has the passage together with its neighbours, or a long passage."""
    if len(passage.words) > _NEIGHBOURS * 2:
        return _has_words(article, passage.words)
    left, right = passage.before(_NEIGHBOURS), passage.after(_NEIGHBOURS)
    wider = [left + passage.words + right[:1], left[-1:] + passage.words + right]
    return any(
        len(words) > len(passage.words) + 1 and _has_words(article, words) for words in wider
    ) or (_is_marked(passage) and _has_words(article, passage.words))


def _has_words(view: View, words: list[str]) -> bool:
    return f" {' '.join(words)} " in view.line


def _is_marked(passage: Passage) -> bool:
    before = "".join(passage.view.tokens[: passage.first])
    if before.count('"') % 2 == 1 and '"' in "".join(passage.view.tokens[passage.last + 1 :]):
        return True
    span, text = passage.span, passage.folded.original
    return text[max(0, span.start - 1) : span.start] in tuple("'\u2018\u201a") and any(
        mark in text[span.end : span.end + 40] for mark in "'\u2019"
    )


def _on_quote_line(passage: Passage) -> bool:
    text = passage.folded.original
    line_start = text.rfind("\n", 0, passage.span.start) + 1
    return text[line_start : line_start + 1] == ">"
