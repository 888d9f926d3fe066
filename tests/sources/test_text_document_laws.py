"""What holds for every text: no crash, nothing lost, and marks win over every inference."""

from __future__ import annotations

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.article import ArticleDocument, CommentBorder
from bot.domain.errors import DocumentUnreadable
from bot.sources.describe import describe
from bot.sources.reading.lines import split_lines
from bot.sources.text_document import read_document

_NAMES = st.from_regex(
    r"[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8}){0,2}|[a-z]{3,8}_[0-9]{2}|[A-Z][a-z]{2,8} of [A-Z][a-z]{2}",
    fullmatch=True,
).filter(lambda name: name.lower() not in {"edit", "update", "note", "quote", "link", "source"})
_VOCABULARY = """the a mayor said I you we lol harbour on Monday 3 2026 “no” Bob! why? ago Reply
www.x.example Comments photo via AP By and never … Kommentar ben bence jaja :) @tom Share 4 is"""
_WORDS = st.sampled_from(_VOCABULARY.split())
_PROSE = st.lists(_WORDS, min_size=1, max_size=30).map(" ".join)
_ANY_LINE = st.one_of(
    _PROSE,
    st.text(max_size=60),
    _NAMES,
    _NAMES.map(lambda name: f"{name}:"),
    st.sampled_from(
        ["--- comments ---", "4 Comments", "Reply", "3 hours ago", "***", "By Jane Doe", "# Title"]
    ),
)
_DOCUMENTS = st.lists(
    st.tuples(_ANY_LINE, st.sampled_from(["\n", "\n\n", "\n\n\n", "\r\n"])), max_size=25
).map(lambda parts: "".join(line + end for line, end in parts))
_RULES = ":：-–—=*_~#•·+§⸻"
_MARKERS = ("--- comments ---", "=== Reader Comments (4) ===", "—— Kommentare", "## Yorumlar")
_COMMENT_LINE = (
    st.text(
        alphabet=st.characters(exclude_categories=["C", "Z"], exclude_characters=_RULES),
        min_size=1,
        max_size=40,
    )
    | _PROSE
).map(lambda line: " ".join(line.replace(":", "").split()) or "x")


def _read(text: str) -> ArticleDocument | None:
    try:
        return read_document(text)
    except DocumentUnreadable:
        return None


def _tokens(text: str) -> Counter[str]:
    return Counter(token.strip("\ufeff\u200b\u200c\u200d\u2060\u00ad") for token in text.split())


@given(st.one_of(_DOCUMENTS, st.text(), st.binary().map(lambda raw: raw.decode("latin-1"))))
@settings(max_examples=300, deadline=None)
@example("\ufeff")
@example("Title\n\n--- comments ---\n")
@example("a\u2028b\x0bc")
def test_reading_succeeds_or_says_why_not(text: str) -> None:
    document = _read(text)
    if document is not None:
        assert document.title
        assert document.paragraphs
        assert 0.0 <= document.reading.confidence <= 1.0
        assert all(describe(document))


@given(_DOCUMENTS)
@settings(max_examples=300, deadline=None)
@example("Title: A\nText is here.\n\nBob: yes\n\nAnn: no")
@example("the\nthe\n<<COMMENT\n0\n")
@example("Title\n\nText is here.\n\n--- comments ---\n\nBob:\n\nAnn:\nyes\n\nEdit: no")
def test_every_line_ends_up_somewhere(text: str) -> None:
    document = _read(text)
    if document is None:
        return
    kept = Counter[str]()
    for part in (
        document.title,
        *document.paragraphs,
        *(caption.text for caption in document.captions),
        *(heading.text for heading in document.subheadings),
        *(comment.text for comment in document.comments),
        *(comment.author or "" for comment in document.comments),
        *(line.text for line in document.reading.set_aside),
    ):
        kept += _tokens(part)
    for line in split_lines(text):
        missing = {token for token in _tokens(line.text) - kept if token.strip("#")}
        assert not missing, line


@given(
    st.lists(_PROSE, min_size=1, max_size=4),
    st.lists(
        st.tuples(
            _NAMES,
            st.lists(st.lists(_COMMENT_LINE, min_size=1, max_size=3), min_size=1, max_size=3),
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(_MARKERS),
)
@settings(max_examples=200, deadline=None)
def test_marks_win_over_every_inference(
    body: list[str], comments: list[tuple[str, list[list[str]]]], marker: str
) -> None:
    texts = [(name, "\n\n".join("\n".join(p) for p in paragraphs)) for name, paragraphs in comments]
    article = "\n\n".join(["A title", "A first paragraph of the article, which ends here.", *body])
    below = "\n\n".join(f"{name}:\n{text}" for name, text in texts)
    document = read_document(f"{article}\n\n{marker}\n\n{below}\n")
    assert document.reading.border is CommentBorder.EXPLICIT
    assert document.reading.confidence == 1.0
    assert [comment.author for comment in document.comments] == [name for name, _ in texts]
    assert [comment.text.split() for comment in document.comments] == [
        text.split() for _, text in texts
    ]


@given(st.lists(_PROSE, min_size=1, max_size=8))
@settings(deadline=None)
def test_marker_at_the_end_says_that_there_are_no_comments(body: list[str]) -> None:
    article = "\n\n".join(["A title", "A first paragraph of the article, which ends here.", *body])
    document = read_document(f"{article}\n\n--- comments ---\n")
    assert document.comments == ()
    assert document.reading.border is CommentBorder.EXPLICIT
    assert document.reading.comments_line is None
