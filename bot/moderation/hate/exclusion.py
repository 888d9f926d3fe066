"""Exclusion: rights, a place or life itself are denied to people for what they are."""

from bot.domain.verdict import Category
from bot.locales import mark
from bot.moderation.grammar.rule import Rule

RULES = (
    Rule(
        name="hate.exclusion",
        category=Category.HATE,
        score=0.8,
        negatable=False,
        explanation=mark("Denies people rights or a place for what they are"),
        patterns=(
            "{protected} should|must|do|does not|never be|ever? ...1 "
            "exist|vote|breed|reproduce|allowed|live|have|adopt|marry|work|teach|drive|lead|"
            "immigrate|born",
            "{protected} shouldn't|mustn't|shouldnt|can't be|ever|even*2 "
            "exist|vote|breed|reproduce|allowed|live|adopt|marry|teach|drive|lead|born|here",
            "{protected} don't|dont|doesn't|do|does not? deserve to|any|human|equal|our|the*2 "
            "live|rights|exist|respect|vote|life|breathe|sympathy|mercy|freedom|oxygen|air",
            "no {protected} deserve|deserves to|any|human ...1 live|rights|exist|respect|mercy",
            "{protected} don't|dont|doesn't|do|does not? belong ...1 "
            "here|in|on|with|among|anywhere",
            "no more|fucking? {protected} in|allowed|here|wanted|please|on",
            "keep ...1 {protected} out|away|off",
            "{protected} have|has no right|place|business|rights in|to|on|being|here|whatsoever",
            "we|i|nobody|no|one don't|dont|do not? want|need any|these|more|your*2 {protected} "
            "...1 here|in|around|near|country|town|street",
            "<leave> back to ...2 {place}",
            "<leave> back to your|ur|their ...1 "
            "country|cave|caves|trees|shithole|jungle|desert|hole|hut|"
            "swamp|gutter|village|homeland|continent",
            "<leave> back|home to|where you|u came|come|belong|go from|in|to",
            "{their-family} ...2 not welcome|wanted|here",
            "women|woman|girls|females|wives belong|belongs in|at the|a? kitchen|home|bedroom",
            "back in|to the kitchen|kitchens|closet|cotton",
            "know|knows|learn|learned|forgot|remember her|their|your place",
            "{protected} are|is "
            "ruining|destroying|invading|infesting|polluting|outbreeding|replacing|raping|"
            "contaminating|poisoning|corrupting|colonizing|parasitizing",
            "{people-as-such} control|controls|run|runs|own|owns|rule|rules the|our|all|every*2 "
            "world|media|banks|money|hollywood|government|governments|congress|press",
            "{protected} should|must ...2 be|stay|remain|go "
            "segregated|castrated|sterilized|sterilised|enslaved|slaves|caged|neutered|"
            "registered|separated",
            "separate|segregate ...2 {protected} from",
            "hide|lock {their-family} ...3 {protected}",
        ),
    ),
)
