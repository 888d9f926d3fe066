"""The lexicon: what is found, in which spellings, and what is left alone."""

from __future__ import annotations

import pytest

from bot.domain.verdict import Evidence
from bot.moderation import Context, TextKind
from bot.moderation.detectors import slurs
from bot.moderation.folding import fold
from bot.moderation.lexicon import Entry, Lexicon, LexiconInvalid, read_lexicon, shipped_lexicon
from tests.moderation.builders import STAND_INS

ENTRY = """
[[entry]]
term = "blorp"
target = "ethnicity"
group = "people of Blorpia"
severity = 2
note = "A stand-in."
"""


def found(text: str, context: Context | None = None) -> list[Evidence]:
    return list(slurs.detect(fold(text), context or Context(), STAND_INS))


def kinds(text: str, context: Context | None = None) -> set[str]:
    """The kinds of counter-evidence of the only finding."""
    (evidence,) = found(text, context)
    return {counter.kind for counter in evidence.counters}


@pytest.mark.parametrize(
    "text",
    [
        "a blorp",
        "blorps!",
        "(BLORP)",
        "the blorp's house",
        "blorpos everywhere",
        "bl0rp",
        "b.l.o.r.p",
        "blooooorp",
        "bllloorrrp",
        "bl*rp",
        "bl#rps",
        "blo rp",
        "blo-rp",
        "hyperblorpy",
        "sand wug",
        "sand-wugs",
        "sand\nwug",
    ],
)
def test_a_term_is_found_in_every_spelling(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "oblorpian hills",
        "the trend is clear",
        "a strenuous walk",
        "sand, wug",
        "sandy wugs",
        "bl*p",
        "*blo*",
        "b l",
        "blorb",
        "bl, orp and so on",
    ],
)
def test_words_that_only_resemble_a_term_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_each_place_is_reported_once() -> None:
    assert len(found("bl0rp and blorp")) == 2


def test_a_mild_longer_term_does_not_hide_a_grave_one_in_it() -> None:
    mild = ENTRY.replace('"blorp"', '"blorp train"').replace("= 2", "= 1")
    both = Lexicon(read_lexicon(mild + 'ambiguous = true\ninsulting = ["you ~"]\n' + ENTRY))
    scores = [item.score for item in slurs.detect(fold("a blorp train"), Context(), both)]
    assert max(scores) > 0.7


def test_the_explanation_says_what_the_spelling_reads_as() -> None:
    (evidence,) = found("you bl0rp")
    assert evidence.explanation == "'bl0rp' reads as 'blorp', a slur against people of Blorpia."
    assert evidence.rule == "slur.ethnicity"


def test_an_ambiguous_term_counts_only_in_insulting_company() -> None:
    (harmless,) = found("the tren was late")
    (insult,) = found("you tren")
    assert harmless.score < 0.4 < insult.score
    assert {counter.kind for counter in harmless.counters} == {"other-sense"}
    assert insult.counters == ()


def test_a_harmless_phrase_is_told() -> None:
    assert kinds("you tren station") == {"other-sense"}
    assert kinds("you tren, stand back from the platform") == {"other-sense"}


def test_a_name_is_told_by_its_capitals() -> None:
    assert "name" in kinds("You Tren Miller")
    assert "name" not in kinds("YOU TREN")


@pytest.mark.parametrize(
    "text",
    [
        "he called me a blorp",
        "they get called blorps every day",
        "the word blorp is old",
        "Blorp is a slur",
        "stop saying blorp",
        "she used the term blorp twice",
    ],
)
def test_a_word_that_is_spoken_about_is_told_from_a_word_that_is_used(text: str) -> None:
    assert "mentioned" in kinds(text)


@pytest.mark.parametrize(
    "text", ["you are a blorp", "I call you a blorp", "I say you blorp", "those blorps again"]
)
def test_a_word_thrown_at_somebody_has_no_excuse(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize("text", ["I'm a proud blorp", "as a blorp I laughed", "we blorps know"])
def test_a_word_used_of_oneself_is_told(text: str) -> None:
    assert "about-oneself" in kinds(text)


def test_words_of_the_article_are_not_held_against_who_quotes_them() -> None:
    article = Context(article_text='A man shouted "no blorps in this town" and was led away.')
    assert "quotes-article" in kinds('"no blorps in this town", how can he', article)
    assert "quotes-article" not in kinds("those blorps again", article)


def test_words_of_the_answered_comment_are_not_held_against_who_quotes_them() -> None:
    parent = Context(parent_text="all blorps out")
    assert "quotes-parent" in kinds("> all blorps out\nreally?", parent)
    assert "quotes-parent" not in kinds("well, blorps out", parent)


def test_doubt_is_enough_in_a_display_name() -> None:
    gravest = read_lexicon(ENTRY.replace("= 2", "= 3") + 'ambiguous = true\ninsulting = ["you ~"]')
    (evidence,) = slurs.detect(
        fold("blorp", is_name=True), Context(kind=TextKind.DISPLAY_NAME), Lexicon(gravest)
    )
    assert evidence.score > 0.9


def test_the_cost_of_a_text_does_not_grow_with_matches_in_a_large_lexicon() -> None:
    many = Lexicon(
        Entry(term=f"zz{number}qx", target=entry.target, group="g", severity=2, note="A stand-in.")
        for entry in STAND_INS.entries[:1]
        for number in range(5_000)
    )
    matches = list(many.find(fold("one zz77qx here").plain))
    assert [match.entry.term for match in matches] == ["zz77qx"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("severity = 2", "severity = 5"), "severity is 1, 2 or 3"),
        (('group = "people of Blorpia"', ""), "'group' is missing"),
        (('target = "ethnicity"', 'target = "planet"'), "target is one of ethnicity"),
        (('note = "A stand-in."', 'note = "x"\nvariant = ["y"]'), "'variant' is not a field"),
        (('note = "A stand-in."', 'note = "x"\nvariants = "y"'), "variants is a list"),
        (('note = "A stand-in."', 'note = "x"\nharmless = ["a~b"]'), "a word of its own"),
        (('note = "A stand-in."', 'note = "x"\ninsulting = ["~ b"]'), "ambiguous = true"),
        (('note = "A stand-in."', 'note = "x"\nname = "yes"'), "name is true or false"),
        (('term = "blorp"', "term = 7"), "term is a text"),
        (('note = "A stand-in."', 'note = "x"\nlanguage = "xx"'), "language is one of en, de"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_line_and_entry(
    change: tuple[str, str], complaint: str
) -> None:
    with pytest.raises(LexiconInvalid, match=complaint) as refused:
        read_lexicon("# first line\n" + ENTRY.replace(*change))
    assert "line 3" in str(refused.value)


def test_a_word_in_two_entries_is_refused() -> None:
    with pytest.raises(LexiconInvalid, match="already a form of the entry on line 2"):
        read_lexicon(ENTRY + ENTRY.replace('term = "blorp"', 'term = "blorps"'))


def test_a_file_that_is_no_toml_is_refused_with_the_place() -> None:
    with pytest.raises(LexiconInvalid, match=r"not valid TOML.*line 2"):
        read_lexicon("[[entry]]\nterm blorp\n")


def test_what_is_not_an_entry_is_refused() -> None:
    with pytest.raises(LexiconInvalid, match="under \\[\\[entry\\]\\]"):
        read_lexicon('term = "blorp"')


def test_the_shipped_lexicon_is_sound_and_large() -> None:
    entries = shipped_lexicon().entries
    assert len(entries) >= 500
    assert all(entry.note.endswith(".") for entry in entries)
    assert all(entry.insulting for entry in entries if entry.ambiguous)


@pytest.mark.parametrize(
    "entry", [e for e in shipped_lexicon().entries if not e.ambiguous], ids=lambda entry: entry.term
)
def test_every_unambiguous_term_is_held_or_flagged_when_thrown_at_somebody(entry: Entry) -> None:
    for form in entry.forms():
        evidence = list(slurs.detect(fold(f"you {form} there"), Context()))
        assert any(item.score >= 0.4 and not item.counters for item in evidence), form


@pytest.mark.parametrize(
    "entry", [e for e in shipped_lexicon().entries if e.ambiguous], ids=lambda entry: entry.term
)
def test_every_ambiguous_term_is_left_alone_in_neutral_company(entry: Entry) -> None:
    evidence = list(slurs.detect(fold(f"there it says {entry.term} once more"), Context()))
    assert all(item.counters for item in evidence)


@pytest.mark.parametrize(
    ("language", "term", "forms"),
    [
        ("en", "blorp", ["blorps", "blorp's", "blorps'"]),
        ("de", "blorpe", ["blorpen"]),
        ("de", "blorper", ["blorpers", "blorpern", "blorperin", "blorperinnen"]),
        ("tr", "blörpe", ["blorpeler", "blorpelerin", "blorpesin", "blorpeyi", "blorpelik"]),
        ("tr", "blorpa", ["blorpalar", "blorpasın", "blorpadan"]),
        ("tr", "blorpçu", ["blorpcunun", "blorpçular", "blorpculuk"]),
        ("es", "blorpón", ["blorpones"]),
        ("fr", "blorpe", ["blorpes"]),
        ("it", "blorpio", ["blorpi"]),
        ("it", "blorpa", ["blorpe"]),
        ("pt", "blorpo", ["blorpos"]),
        ("nl", "blorp", ["blorpen", "blorpje", "blorpjes"]),
        ("pl", "blorp", ["blorpy", "blorpów", "blorpami", "blorpowi"]),
        ("ru", "блорп", ["блорпы", "блорпов", "блорпами"]),
        ("ru", "блорпа", ["блорпу", "блорп", "блорпой"]),
        ("ru", "blorp", ["blorpy", "blorpov"]),
        ("hi", "blorpa", ["blorpe", "blorpon", "blorpas"]),
    ],
)
def test_a_noun_takes_the_endings_of_its_language(
    language: str, term: str, forms: list[str]
) -> None:
    entry = ENTRY.replace('"blorp"', f'"{term}"\nlanguage = "{language}"')
    lexicon = Lexicon(read_lexicon(entry))
    for form in (term, *forms):
        assert list(lexicon.find(fold(f"die {form} dort").plain)), form


def test_a_phrase_takes_the_endings_of_its_last_word() -> None:
    entry = ENTRY.replace('"blorp"', '"pis blörp"\nlanguage = "tr"')
    lexicon = Lexicon(read_lexicon(entry))
    assert list(lexicon.find(fold("Pis blörpler!").plain))


@pytest.mark.parametrize("text", ["этот рорус ждал", "Рорус!"])
def test_a_term_of_look_alikes_is_found_in_its_own_script(text: str) -> None:
    entry = ENTRY.replace('"blorp"', '"рорус"\nlanguage = "ru"\nword_class = "fixed"')
    assert list(Lexicon(read_lexicon(entry)).find(fold(text).plain))


def test_phrases_may_be_written_with_accents() -> None:
    entry = ENTRY + 'ambiguous = true\ninsulting = ["blöde ~", "тупой ~"]'
    lexicon = Lexicon(read_lexicon(entry))
    for text in ("Blöde blorp", "blode blorp", "Тупой blorp ждал"):
        (evidence,) = slurs.detect(fold(text), Context(), lexicon)
        assert evidence.score > 0.7


def test_a_masked_word_is_found_whichever_inner_letters_show() -> None:
    for text in ("bl*rp", "b*orp", "blo*p"):
        assert found(text), text
    assert not found("b***p")
