"""Loathing: the author hates or despises a group as such."""

from bot.domain.verdict import Category
from bot.locales import mark
from bot.moderation.grammar.rule import Rule

RULES = (
    Rule(
        name="hate.loathing",
        category=Category.HATE,
        score=0.8,
        explanation=mark("Declares hatred of people for what they are"),
        patterns=(
            "i|we all|really|just|fucking|do|absolutely|still|truly|hate*3 "
            "hate|despise|loathe|detest|abhor !when|that|how|it|to ...1 {protected}",
            "fuck|screw|damn|curse all|every|the|you|them|off*2 {protected} !{thing}",
            "i'm|im|am|we're|are disgusted|repulsed|sickened by ...1 {protected}",
            "{protected} make|makes me|us|my sick|puke|vomit|skin|gag|stomach",
            "{protected} disgust|disgusts|repulse|repulses me|us|everyone",
            "god|jesus|allah hates {protected}",
            "never trust|trusted|marry|hire|befriend|date a|an|any? {people-as-such}",
        ),
    ),
    Rule(
        name="hate.loathing",
        category=Category.HATE,
        score=0.8,
        negatable=False,
        explanation=mark("Declares that people are unbearable for what they are"),
        patterns=("i|we can't|cant|cannot stand|bear|stomach {protected}",),
    ),
)
