"""Fields in which people speak of killing, beating and shooting and mean none of it."""

from __future__ import annotations

from bot.domain.verdict import Counter
from bot.moderation import wording
from bot.moderation.context import Context
from bot.moderation.counters import clause
from bot.moderation.grammar.vocabulary.groups import names_protected
from bot.moderation.passage import Passage
from bot.moderation.wordlists import words

_TOPICS = {
    "sport": words(
        """
        game games match matches season playoff playoffs quarterback qb touchdown goal goals goalie
        goalkeeper striker defender midfield league cup final finals semifinal tournament team teams
        coach referee ref halftime overtime innings wicket wickets batsman bowler pitcher inning
        championship nba nfl nhl mlb uefa fifa derby fixture scoreline penalty penalties offense
        defense defence kickoff serve tiebreak racket rugby football soccer basketball hockey
        cricket baseball tennis golf boxing ufc mma round knockout ko points scored score win wins
        winning
        """
    ),
    "games": words(
        """
        boss bosses level levels quest quests raid raids loot mob mobs npc npcs respawn spawn xp
        gamer gaming gameplay minecraft fortnite warcraft wow cod halo zelda pokemon skyrim dps
        healer pvp pve noob noobs lobby ranked zombies zombie orcs goblins dragon dragons aliens
        player players multiplayer console controller playthrough dungeon mage
        """
    ),
    "software": words(
        """
        process processes thread threads server servers daemon kernel linux python javascript code
        script scripts bug bugs container docker app apps browser task tasks child children parent
        zombie orphan signal sigkill terminal api database query cpu ram
        """
    ),
    "cooking": words(
        """
        recipe cook cooking oven grill fry sauce dish flavor flavour kitchen chef garlic onion
        onions butter cream eggs dough bake roast
        """
    ),
    "fiction": words(
        """
        movie movies film films novel book series episode season character characters plot scene
        villain villains actor actress netflix tv show fiction author comic manga anime sequel
        thriller batman voldemort sauron hamlet shakespeare play theatre theater
        """
    ),
    "pests": words(
        """
        pest pests weeds mosquitoes mosquito wasps ants termites bedbugs traps trap exterminator
        garden lawn crops pesticide barn hunter deer hogs coyotes ducks geese
        """
    ),
}


def of(passage: Passage, _context: Context) -> Counter | None:
    """The sentence, or much of the text, speaks of such a field."""
    own = set(passage.words)
    sentence = {*clause.before(passage, 20), *clause.after(passage, 20)} - own
    whole = set(passage.view.tokens) - own
    for topic, its_words in _TOPICS.items():
        near, far = len(its_words & sentence), len(its_words & whole)
        if near >= 2 or far >= 3 or (near == 1 and far >= 2):
            kind = "joking" if names_protected(own) else "figurative"
            return Counter(kind, wording.ABOUT_TOPIC.format(topic=topic))
    return None
