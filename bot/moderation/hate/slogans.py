"""Slogans of hate movements."""

from bot.domain.verdict import Category
from bot.locales import mark
from bot.moderation.grammar.rule import Rule

RULES = (
    Rule(
        name="hate.slogan",
        category=Category.HATE,
        score=0.9,
        severity=3,
        explanation=mark("Uses a slogan of a hate movement"),
        patterns=(
            "heil hitler",
            "sieg heil",
            "hitler|adolf was|is right|correct",
            "hitler|adolf had the right|it idea|ideas|right",
            "hitler|adolf did nothing|nothin wrong",
            "hitler should've|shoulda|should have? finished|won|killed",
            "^ 1488 $",
            "14 88",
            "white|aryan power|supremacy forever|now|rules",
            "^ white|aryan power",
            "blood and soil",
            "rahowa",
            "gtkrwn",
            "race war now",
            "total {group} death",
            "protocols of the elders is|are|true|real|proves|right",
        ),
    ),
    Rule(
        name="hate.holocaust-denial",
        category=Category.HATE,
        score=0.85,
        severity=3,
        negatable=False,
        explanation=mark("Denies or mocks the Holocaust"),
        patterns=(
            "holocaust|shoah is|was ...2 hoax|lie|myth|fake|fairytale|fiction|exaggerated|scam",
            "holocaust|shoah never|didn't|didnt|did not? happened|happen|exist",
            "6|six million ...3 lie|hoax|myth|never|bullshit|wasn't|enough|more",
            "so|alleged|called*2 holocaust|shoah ...2 hoax|lie|myth|fake",
        ),
    ),
    Rule(
        name="hate.slogan",
        category=Category.HATE,
        score=0.9,
        severity=3,
        negatable=False,
        explanation=mark("Uses a slogan of a hate movement"),
        patterns=("{protected}|you|they will not replace us", "you|they won't|wont replace us"),
    ),
)
