"""How a thing is said: demanded, wished for, announced, praised, denied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.moderation.wordlists import words

CLASSES: Mapping[str, frozenset[str]] = {
    "be": words("be is are was were being been get gets getting got am 's 're it's they're"),
    "should": words("should must gotta oughta shoulda shud needa hafta"),
    "will": words(
        """
        will gonna gunna shall 'll i'll we'll they'll he'll she'll you'll y'all'll ill imma im'a
        finna would'll ima
        """
    ),
    "we": words(
        "we we'll we're we've someone somebody anybody patriots citizens everyone people i"
    ),
    "first": words("i i'll i'm im i'd we we'll we're we'd imma ima my our us me"),
    "not": words(
        """
        not never don't doesn't didn't won't wouldn't shouldn't can't couldn't isn't aren't wasn't
        weren't cannot nobody no none nor neither without ain't mustn't needn't nothing hardly
        against stop unless stopped prevent
        """
    ),
    "glad": words(
        """
        glad happy great good nice love loved loving enjoy enjoyed delighted thrilled pleased proud
        wonderful beautiful awesome amazing fun hilarious satisfying fantastic excellent thank
        thanks hooray bravo congratulations congrats applaud cheers hero heroes heroic legend
        legends celebrate celebrating lovely brilliant perfect glorious blessed props kudos salute
        """
    ),
    "wish": words(
        """
        hope hopefully hoping hopes wish wishing wished pray praying prays prayed
        hopin wishin prayin
        """
    ),
    "opener": words(
        """
        but so then now well ok okay yes yeah yep honestly seriously instead therefore ffs omg lol
        hey guys folks right
        """
    ),
    # Known words, so that they are not taken for the noun that an adjective belongs to.
    "function": words(
        """
        the a an this that these those and or but if when while because as so than then is are was
        were be been being am do does did have has had will would can could should must may might
        in on at for to from with by of off out up down over under into onto about against between
        before after until since during without within through across around near back away here
        there now today tonight tomorrow soon already again always never ever too also just only
        even still please first next last not no all both each every more most some any many much
        i you he she it we they me him her us them my your his its our their who what where why how
        slowly publicly immediately completely forever anyway instead alive dead right like
        """
    ),
}

PHRASES: Mapping[str, Sequence[str]] = {
    "should": (
        "{should}",
        "ought|need|needs|have|has|got to|2",
        "better|d'better",
        "deserve|deserves to",
        "should've|shoulda|should have",
    ),
    "should-be": (
        "should|must|gotta|oughta|shoulda ...1 be|get|have",
        "should|must all|just|simply|really|definitely|be|get ...1 be|get",
        "ought|need|needs|have|has|got|deserve|deserves|want|wants to ...1 be|get",
        "need|needs|deserve|deserves being|getting",
        "should've|shoulda been|be|gotten",
        "should have been|gotten",
        "should|must be|get",
    ),
    "will": ("{will}", "going|gonna to|2?", "about to"),
    # Telling people to be gone.
    "leave": (
        "^ just|please|you|ya|and|now|fucking*2 go|fuck|crawl|get|run|piss off|right|the|fuck*3",
        "{pause} just|please? go|fuck|crawl|get|run|piss off|right|the|fuck*3",
        "{should}|can|and|or|just|don't|better|them|{protected} all? go|fuck|crawl|get|run|piss "
        "off|right|the|fuck*3",
    ),
    "are": ("are|is|r|be|remain|being|were|was",),
    # "Should burn the game", "hang out": another verb than the one that kills.
    "not-else": (
        "!the|a|an|it|this|himself|herself|themselves|out|on|around|up|in|with|their|his|her|"
        "more|less|fewer|"
        "calories|coal|fossil|for|fat|down|off|bridges|rubber|some|your|my|our|at",
    ),
    "wish": (
        "{wish}",
        "can't|cant|cannot wait",
        "looking forward to",
        "would|i'd|i'll|we'd love|like|be|pay",
        "i|we want|wanna|need",
        "let|lets|let's hope|pray",
        "would be nice|great|lovely|good|wonderful if",
        "nothing would|could make me|us happier|prouder than",
        "dream of",
        "about|high time",
        "someone|somebody please|pls|plz",
        "if only",
        "i'd|id|gladly love|like|happily|gladly|personally|pay",
    ),
}
