"""What people are called to be run down: insults, animals, crimes, filth."""

from __future__ import annotations

from bot.moderation.wordlists import words

INSULTS = words(
    """
    scum scumbag scumbags traitor traitors bastard bastards parasite parasites savage savages
    barbarian barbarians thug thugs goon goons filth degenerate degenerates pervert perverts freak
    freaks monster monsters devil devils demon demons subhuman subhumans subhumanity idiot idiots
    moron morons fool fools imbecile imbeciles crook crooks liar liars coward cowards loser losers
    clown clowns asshole assholes arsehole arseholes fucker fuckers motherfucker motherfuckers mofo
    mofos prick pricks dickhead dickheads wanker wankers hag hags shits shitbag shitbags shithead
    shitheads lowlife lowlifes lowlives creep creeps invaders enemy enemies turncoat turncoats
    quisling quislings collaborator collaborators tyrant tyrants dictator dictators oppressor
    oppressors heathen heathens apostates infidel infidels bugger buggers sonofabitch sob sobs pos
    """
)

# Animals are meant unless it is said of whom.
ANIMALS = words(
    """
    animal animals beast beasts rat rats pig pigs dog dogs swine cockroach cockroaches roach roaches
    leech leeches snake snakes maggot maggots monkey monkeys ape apes creature creatures insect
    insects lice pest pests vermin witch witches goat goats hyena hyenas
    """
)

# Before a group they are an attack by themselves.
VILE = words(
    """
    filthy dirty stinking smelly disgusting vile fucking fuckin fking goddamn goddamned bloody
    stinky subhuman parasitic degenerate inbred greasy slimy thieving murderous savage barbaric
    primitive backward uncivilized uncivilised
    """
)

# What no human being is.
BEASTLY = words(
    """
    vermin cockroach cockroaches rats parasite parasites subhuman subhumans scum filth trash garbage
    disease diseases cancer cancers plague plagues virus pest pests savage savages monkey monkeys
    apes ape dogs pigs insects maggots leeches locusts cattle demons devils demonic barbarians
    barbaric degenerates degenerate abomination abominations swine snakes animals beasts orcs
    infestation tumor tumour pestilence inferior primates cavemen subspecies
    """
)

CRIMES = words(
    """
    criminals rapists thieves terrorists pedophiles paedophiles pedos murderers killers molesters
    thugs gangsters invaders robbers jihadists traitors liars crooks scammers drug-dealers
    freeloaders leeches predators perverts
    """
)

LOWLY = words(
    """
    disgusting filthy dirty inbred stupid evil greedy lazy diseased violent dumb worthless useless
    uncivilized uncivilised primitive backward vile smelly stinking immoral perverted perverts sick
    idiots morons freaks repulsive subhuman treacherous deceitful dishonest cowards ugly low-iq
    deviants monsters unclean impure satanic
    """
)
