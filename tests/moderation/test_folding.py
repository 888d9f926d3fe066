"""Folding: what readers see is what is judged, and every finding points at what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.folding import Folded, fold


def readings(text: str, *, is_name: bool = False) -> list[str]:
    """Every reading of ``text`` as a line of words."""
    return [view.line.strip() for view in fold(text, is_name=is_name).views]


@pytest.mark.parametrize(
    ("trick", "written"),
    [
        ("full-width letters", "ｂｌｏｒｐ"),
        ("circled letters", "ⓑⓛⓞⓡⓟ"),
        ("squared letters", "🄱🄻🄾🅁🄿"),
        ("negative squared emoji", "🅱🅻🅾🆁🅿"),
        ("negative circled letters", "🅑🅛🅞🅡🅟"),
        ("mathematical script", "𝓫𝓵𝓸𝓻𝓹"),
        ("small capitals", "ʙʟᴏʀᴘ"),
        ("regional indicators", "🇧🇱🇴🇷🇵"),
        ("stroke letters", "błørp"),
        ("Cyrillic look-alikes among Latin letters", "blоrр"),
        ("Greek look-alikes among Latin letters", "blοrρ"),
        ("diacritics", "bĺórp̃"),
        ("stacked marks", "b̷̢l̶̡o̸̧r̴p̵"),
        ("zero-width spaces", "b\u200bl\u200bo\u200br\u200bp"),
        ("soft hyphens", "b\u00adl\u00ado\u00adrp"),
        ("word joiners and bidi marks", "b\u2060l\u200eo\u202ar\u202cp"),
        ("tag characters", "b\U000e0061l\U000e0062orp"),
        ("variation selectors", "b\ufe0fl\ufe0forp"),
        ("markdown inside the word", "bl**or**p"),
        ("a spoiler inside the word", "bl||or||p"),
        ("strikethrough inside the word", "b~~lo~~rp"),
        ("code marks inside the word", "bl`or`p"),
        ("a masked link inside the word", "[blo](https://example.org/a)rp"),
        ("a backslash", "bl\\orp"),
        ("capitals", "BLORP"),
    ],
)
def test_a_trick_is_read_as_the_word_it_shows(trick: str, written: str) -> None:
    assert "blorp" in readings(f"you {written} there")[0].split(), trick


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("b1orp", "blorp"),
        ("bl0rp", "blorp"),
        ("b|orp", "blorp"),
        ("$tone", "stone"),
        ("he@p", "heap"),
        ("l33t", "leet"),
        ("t3st3r5", "testers"),
    ],
)
def test_figures_and_signs_inside_a_word_are_read_as_letters(written: str, word: str) -> None:
    assert any(word in line.split() for line in readings(f"a {written} here"))


@pytest.mark.parametrize(
    "text",
    [
        "the 2nd of May at 5pm for $20 or 30k",
        "F-35, S-400 and SU-57",
        "B52s over a10 and m25, su57 too",
        "what!! no!! really!?",
    ],
)
def test_figures_that_are_figures_stay_figures(text: str) -> None:
    assert len(readings(text)) == 1


@pytest.mark.parametrize(
    "written",
    ["b l o r p", "b.l.o.r.p", "b-l-o-r-p", "b_l_o_r_p", "b . l . o . r . p", "b/l/o/r/p"],
)
def test_single_letters_with_gaps_are_read_together(written: str) -> None:
    assert any("blorp" in line.split() for line in readings(f"you {written}, go"))


def test_figures_among_single_letters_are_read_as_letters() -> None:
    assert any("blorp" in line for line in readings("b l 0 r p"))


def test_a_right_to_left_override_is_read_as_it_shows() -> None:
    assert any("blorp" in line.split() for line in readings("a \u202eprolb\u202c here"))


def test_a_custom_emoji_is_read_by_its_name_and_mentions_are_not_read() -> None:
    line = readings("<:blorp:123456789012345678> <@123456789012345678> <#99> hello")[0]
    assert line == "blorp hello"


def test_two_regional_indicators_are_a_flag_and_no_word() -> None:
    assert "us" not in readings("the 🇺🇸 team")[0].split()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Größe und Straße", "grosse und strasse"),
        ("İstanbul'da ılık", "istanbul'da ilik"),
        ("ŁÓDŹ", "lodz"),
        ("don’t", "don't"),
        ("“yes” — no…", '" yes " - no ...'),
    ],
)
def test_letters_of_latin_alphabets_are_read_plainly(text: str, line: str) -> None:
    assert readings(text)[0] == line


@pytest.mark.parametrize(
    "text",
    [
        "Сорок пассажиров ждали поезд",
        "В соседнем доме нет воды",
        "Η θάλασσα είναι ήρεμη",
        "こんにちは世界",
        "नमस्ते दुनिया",
        "مرحبا بالعالم",
        "안녕하세요 여러분",
    ],
)
def test_another_script_in_its_own_language_gains_no_latin_letters(text: str) -> None:
    assert not any("a" <= letter <= "z" for line in readings(text) for letter in line)


def test_a_word_of_look_alikes_is_latin_only_without_its_own_language_around() -> None:
    assert readings("соре")[0] == "cope"
    assert readings("соре в лесу")[0] == "соре в лесу"


def test_vowel_signs_of_other_scripts_stay() -> None:
    assert readings("हिन्दी")[0] == "हिन्दी"


def test_a_name_is_also_read_by_its_parts() -> None:
    assert "kill all wugs 99" in readings("KillAllWugs99", is_name=True)
    assert "kill all wugs" in readings("Kill_All_Wugs", is_name=True)
    assert not any("kill" in line.split() for line in readings("KillAllWugs99"))


def test_a_line_end_does_not_part_a_sentence_but_an_empty_line_does() -> None:
    assert readings("one\ntwo")[0] == "one two"
    assert len(fold("one\n\ntwo").plain.tokens) == 3


def span_of(folded: Folded, word: str) -> str:
    """What was written where some reading has ``word``."""
    for view in folded.views:
        if word in view.tokens:
            place = view.tokens.index(word)
            return view.span(place, place).of(folded.original)
    raise AssertionError(f"no reading has {word!r}")


@pytest.mark.parametrize(
    ("text", "word", "written"),
    [
        ("so b1orp it", "blorp", "b1orp"),
        ("a b.l.o.r.p!", "blorp", "b.l.o.r.p"),
        ("Ein ｂｌｏｒｐ, ja", "blorp", "ｂｌｏｒｐ"),
        ("😀 bl**or**p", "blorp", "bl**or**p"),
        ("Straße blorp", "blorp", "blorp"),
        ("a \u202eprolb\u202c b", "blorp", "prolb"),
        ("x b\u200bl\u200borp y", "blorp", "b\u200bl\u200borp"),
    ],
)
def test_a_word_points_at_what_its_author_wrote(text: str, word: str, written: str) -> None:
    assert span_of(fold(text), word) == written


_tricky = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("abc1!|@$*_~`<>[]()#\\ .-\n\"'’🇺🇸🅱\u200b\u202e\u202c\u0301кІ"),
    ),
    max_size=60,
)


@given(_tricky, st.booleans())
def test_any_text_is_folded_and_every_token_lies_in_it(text: str, is_name: bool) -> None:
    for view in fold(text, is_name=is_name).views:
        for place in range(len(view.tokens)):
            span = view.span(place, place)
            assert 0 <= span.start < span.end <= len(text)


@given(_tricky)
def test_folding_the_same_text_gives_the_same(text: str) -> None:
    assert [view.line for view in fold(text).views] == [view.line for view in fold(text).views]


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", max_size=40))
def test_plain_words_are_read_as_they_are(text: str) -> None:
    assert fold(text).plain.tokens == text.split()
