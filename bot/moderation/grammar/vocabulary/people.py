"""Whom a sentence is about: groups, persons by name or pronoun, and what is no person.

The lexicon's own terms are added to ``group-word`` when the grammar is built.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.moderation.grammar.vocabulary import groups, insults
from bot.moderation.wordlists import words

# Others that are attacked as a group: for their work, office, opinion or way of life.
_ROLES = words(
    """
    politician politicians senator senators congressman congressmen congresswoman congresswomen
    congress mp mps minister ministers president presidents mayor mayors governor governors
    councillor councillors councilman lawmaker lawmakers legislators parliamentarians
    representatives government democrat democrats dem dems republican republicans gop liberal
    liberals conservative conservatives leftist leftists lefties lefty rightists righties tory
    tories labour greens communist communists commie commies marxist marxists socialist socialists
    fascist fascists nazi nazis antifa maga globalist globalists elite elites elitists royals royal
    judge judges magistrate magistrates prosecutor prosecutors lawyer lawyers attorney attorneys
    juror jurors jury journalist journalists reporter reporters editor editors media press newsroom
    columnist columnists presenter presenters anchors broadcaster broadcasters blogger bloggers cop
    cops police policeman policemen policewoman officer officers sheriff sheriffs ice feds fbi
    soldier soldiers troops military army guard guards doctor doctors nurse nurses scientist
    scientists virologist virologists pharmacist teacher teachers professor professors librarian
    librarians student students academics banker bankers ceo ceos landlord landlords billionaire
    billionaires millionaires capitalists rich executives boss bosses shareholders owners protester
    protesters protestor protestors demonstrators activist activists looters rioters marchers
    strikers unionists environmentalists climate voter voters pollworker pollworkers poll election
    officials official clerk clerks bureaucrats tenants occupiers occupier colonists vaxxer vaxxers
    antivaxxers antivaxxer unvaccinated vaccinated sheep sheeple normies priest priests bishop
    bishops pope imam imams rabbi rabbis clergy pastor pastors mullah mullahs worshippers nuns monks
    neighbor neighbors neighbour neighbours residents villagers townsfolk locals tourists hunters
    farmers truckers cyclists drivers gamers furries teenagers teens teenager youths youngsters fans
    supporters followers members leaders leader deniers believers feminist feminists mob crowd
    occupants peacekeepers peacekeeper separatists separatist rebels dissidents opposition candidate
    candidates delegates diplomats ambassador ambassadors interpreters defectors whistleblowers
    whistleblower lobbyists lobbyist vegans renters commuters influencers youtubers streamers
    moderators brokers regulators engineers caseworkers bailiffs bailiff wardens inspectors referees
    referee umpire comedians actors actress singers artists novelists cartoonists cartoonist
    oligarchs oligarch princes nobles peasants kulaks bourgeoisie workers scabs incels pedestrians
    motorists pilots sailors nomads tribe tribes clan clans tribesmen caste castes member worker
    rioter demonstrator tenant herders shepherds fishermen miners loggers ranchers midwives surgeons
    therapists psychiatrists trustees peers lords counsellors psychologist publishers booksellers
    bookseller translators translator witnesses witness victims informers informer snitches snitch
    """
)

# Who did violence, as the news speak of them.
_ATTACKERS = words(
    """
    shooter shooters killer killers gunman gunmen bomber bombers attacker attackers murderer
    murderers assassin assassins arsonist arsonists stabber sniper snipers hitler himmler breivik
    tarrant pinochet mussolini franco stalin milosevic mladic karadzic videla mcveigh kaczynski
    manson lynchers vigilante vigilantes assailant terrorist terrorists
    """
)

# Whose punishment many people demand within the law: a demand for death is looked at, not held.
_CRIMINALS = words(
    """
    criminal criminals murderer murderers killer killers rapist rapists pedo pedos paedo paedos
    pedophile pedophiles paedophile paedophiles terrorist terrorists jihadi jihadis jihadist
    jihadists isis daesh taliban hamas hezbollah shooter shooters gunman gunmen gangster gangsters
    cartel cartels dealer dealers drug traffickers trafficker molester molesters abuser abusers
    robber robbers thief thieves burglar burglars mugger muggers kidnapper kidnappers arsonist
    arsonists poachers poacher drunk driver perpetrator perpetrators attacker attackers assailant
    suspect suspects pirates inmate inmates felon felons
    """
)

_PRONOUNS = words("them 'em em him her you u ya ye yall y'all everyone everybody")
_SUBJECT_PRONOUNS = words("they he she these those who anyone anybody whoever")
_FOLK = words(
    """
    people person persons man men woman women guy guys folk folks family families kid kids child
    children babies baby population community communities race races lot bunch crowd kind sort ones
    youth boys girls citizens civilians
    """
)

# Private persons of whom people speak in exaggeration: "I'm going to kill my boss".
_RELATIVES = words(
    """
    boss husband wife brother sister mom mum mother dad father son daughter kid kids roommate
    flatmate boyfriend girlfriend ex coworker coworkers colleague colleagues teacher teachers
    landlord neighbor neighbour friend friends cousin uncle aunt manager
    ancestors parents family
    """
)

# Surnames of people in high office, who are named without a capital or a title.
_FIGURES = words(
    """
    trump biden obama clinton hillary harris pence pelosi mcconnell schumer aoc sanders bernie bush
    cheney rubio desantis fauci putin zelensky zelenskyy xi macron merkel scholz merz johnson
    starmer sunak corbyn farage trudeau poilievre netanyahu bibi erdogan orban modi bolsonaro lula
    maduro milei khamenei assad kim duterte marcos le-pen melenchon wilders meloni salvini soros
    gates musk bezos zuckerberg rothschild rothschilds schwab thunberg greta comey mueller barr
    kavanaugh
    """
)

# What is not a person, so that "shot on film" or "kill the process" finds no target.
_THINGS = words(
    """
    bill bills process processes time lights light engine economy idea ideas vibe mood joke virus
    bug bugs germs weeds weed pain switch project deal pipeline program server thread job jobs
    account motion amendment law laws filibuster photo photos video videos film films movie movies
    scene picture pictures messenger breeze shit bull hoops goal goals ball game games record
    records deer duck ducks bear bears wolf wolves coyotes hogs pigeons mosquitoes mosquito wasps
    wasp spider spiders flies fleas ticks termites cancer cells bacteria tumor tumors appetite islam
    christianity judaism hinduism communism socialism capitalism racism feminism zionism fascism
    terrorism religion religions government economy food restaurant restaurants whispers language
    cuisine weather goods products car cars market virus flu regime
    """
)

_MODIFIERS = words(
    """
    the a an this that these those all any every each of your our their his her my some such more
    other another rest whole entire last single remaining damn damned goddamn goddam fucking fuckin
    fking effing freaking frigging bloody dirty filthy stinking smelly stupid dumb ugly evil vile
    sick twisted corrupt crooked lying cheating thieving traitorous treasonous worthless useless
    disgusting rotten greedy lazy arrogant pathetic vicious violent radical extremist extreme
    illegal undocumented so-called so called goddamned bastard woke commie communist marxist liberal
    leftist lefty left right wing wingers far alt socialist fascist nazi racist sexist islamic
    islamist muslim jewish black white brown arab mexican foreign rich old young poor local big
    little government elected career corporate mainstream fake news lamestream federal supreme court
    state school public health election poll immigration border secret anti pro ugly-ass ass-kissing
    cowardly inbred godless ungrateful invading barbaric savage degenerate perverted satanic demonic
    zionist globalist and & two three few many most one ones bunch lot
    """
)

# Places that are spoken of for those who live there.
_PLACES = words(
    """
    africa america asia europe mexico china india pakistan bangladesh israel palestine gaza syria
    lebanon somalia poland turkey iran iraq afghanistan russia ukraine romania nigeria congo morocco
    algeria mecca medina tehran kabul baghdad moscow beijing jerusalem
    """
)

CLASSES: Mapping[str, frozenset[str]] = {
    "group-word": groups.GROUPS,
    "gender-word": groups.GENDERS,
    "migrant-word": groups.MIGRANTS,
    "nation-word": groups.NATIONS,
    "emoji-people": groups.EMOJI,
    "ethnic-word": groups.GROUP_ADJECTIVES | groups.NATIONS,
    "vile": insults.VILE,
    "beastly": insults.BEASTLY,
    "crime": insults.CRIMES,
    "lowly": insults.LOWLY,
    "role-word": frozenset(word for word in _ROLES if word.endswith("s")),
    # "The voter rolls", "police budgets": one of these before a noun is no person.
    "one-role-word": frozenset(
        word.removesuffix("s") for word in _ROLES if not word.endswith(("ss", "us"))
    ),
    "insult-word": insults.INSULTS,
    "animal-word": insults.ANIMALS,
    "criminal-word": _CRIMINALS,
    "pronoun-word": _PRONOUNS,
    "they": _SUBJECT_PRONOUNS,
    "attacker-word": _ATTACKERS,
    "folk-word": _FOLK,
    "relative-word": _RELATIVES,
    "figure-word": _FIGURES,
    "yourself": words("yourself urself yourselves yaself yoself"),
    "oneself": words(
        "yourself urself yourselves yaself yoself themselves himself herself ourselves"
    ),
    "place": _PLACES,
    "thing": _THINGS,
    "modifier": _MODIFIERS,
}

_QUANTIFIED = "all|each|every|most|some|any|half|one|you|them|those|these|such of?"
_ATTACKED_AS = "scum|vermin|filth|trash|bastards|rats|pigs|dogs|animals|swine"

# Whom a passage is about, as one word of the patterns. At each place the first that fits counts;
# choices that start alike stand together, which is faster.
CHUNKS: Mapping[str, Sequence[str]] = {
    # "my boss", of whom people speak in exaggeration.
    "relative": ("my|our {modifier}*2 {relative-word}|{gender-word}|{folk-word}",),
    # "his kids", who are drawn in to frighten him.
    "their-family": ("his|her|their|your {modifier}*2 {relative-word}|{gender-word}|{folk-word}",),
    # Spoken to and insulted at once, coarsely and less so.
    "you-abused": (
        "you|u|ya {modifier}*1 {vile}|worthless|pathetic|useless {modifier}*2 "
        "{insult-word}|piece|waste|sack",
        "you|u|ya piece|sack|pile|waste of shit|garbage|trash|space|oxygen|skin|crap|filth",
    ),
    "you-insulted": ("you|u|ya {modifier}*3 {insult-word}",),
    # Attacked for what they are, and reviled in the same breath.
    "reviled": (
        "you|these|those|all|the|them|of? {vile} {vile}|{modifier}*2 {group-word}|{emoji-people} "
        "!{thing}",
        "you|these|those|all|the|them|of? {vile} {vile}|{modifier}*2 {nation-word} "
        "!{thing}|{unknown}|{name}",
        f"you|these|those|all|the|them|of? {{modifier}}*2 {{ethnic-word}} "
        f"{_ATTACKED_AS}|monkeys|apes|"
        "cockroaches|savages|parasites|beasts|subhumans",
        f"{{modifier}}*4 {{group-word}} {_ATTACKED_AS}",
    ),
    # Every single one of a group.
    "whole-group": (
        "all|every|most|each of? {modifier}*3 {group-word}|{gender-word}|{migrant-word} "
        "people|men|women? !{thing}",
        "all|every|most|each of? {modifier}*3 {nation-word} !{thing}|{unknown}|{name}",
        "all|every|most|each of? {modifier}*3 {ethnic-word} {folk-word}",
    ),
    # Attacked for coming from elsewhere.
    "migrant": (
        "{modifier}*4 {migrant-word} people|families|children|scum|vermin|filth|hordes? "
        "<like-that>? "
        "!{thing}",
    ),
    # Attacked for what they are.
    "group": (
        "{modifier}*4 {ethnic-word} {folk-word}|{insult-word}|{animal-word}",
        "{modifier}*4 {group-word}|{gender-word} people|folk|folks|men|women? <like-that>? "
        "!{thing}",
        "{modifier}*4 {nation-word} <like-that>? !{thing}|{unknown}|{name}",
        "{modifier}*4 {ethnic-word}? {emoji-people} {emoji-people}*3",
        "the|a|an|this|that|these|those|some|any {modifier}*3 {unknown}|{plain} "
        "{group-word}|{migrant-word} !{thing}",
        "people|those|anyone|everyone|all who is|are {group-word}|{ethnic-word}",
        f"{_QUANTIFIED} {{modifier}}*2 "
        f"{{group-word}}|{{gender-word}}|{{nation-word}}|{{migrant-word}}",
        f"{_QUANTIFIED} {{modifier}}*2 {{ethnic-word}} "
        f"{{folk-word}}|{{insult-word}}|{{animal-word}}",
        "every last one of {modifier}*2 {group-word}|{gender-word}|{nation-word}|{migrant-word}",
    ),
    # Who did violence, as the news speak of them.
    "attacker": ("{modifier}*4 {attacker-word} <like-that>?",),
    # Criminals and terrorists, whose punishment is demanded within the law as well.
    "criminal": (
        "{modifier}*4 {criminal-word} <like-that>?",
        "all of {modifier}*2 {criminal-word}",
    ),
    # Any other people who are set apart from oneself.
    "other": (
        "{modifier}*4 {role-word}|{one-role-word} {insult-word}|{folk-word} <like-that>? !{thing}",
        "{modifier}*4 {role-word} <like-that>? !{thing}",
        "{modifier}*4 {one-role-word} <like-that>? !{thing}|{unknown}",
        "{modifier}*4 {insult-word} <like-that>? !{thing}",
        "the|a|an|this|that|these|those|some|any {modifier}*3 {unknown}|{plain} "
        "{role-word}|{insult-word} !{thing}",
        "the|a|an|this|that|these|those|some|any {modifier}*3 {unknown}|{plain} "
        "{one-role-word} !{thing}|{unknown}",
        f"{_QUANTIFIED} {{modifier}}*2 {{role-word}}|{{one-role-word}}|{{insult-word}} "
        "<like-that>?",
        "all|each|every|most|some|any|half|one|you|them|those|these|such {modifier}*2 "
        "people|folks|men|women|guys|lot",
        "every last one of {modifier}*2 {role-word}|{one-role-word}|{insult-word}",
        "people|anyone|everyone|those <like-that>",
    ),
    # Somebody by name.
    "figure": (
        "president|senator|minister|mayor|judge|justice|king|queen|mr|mrs|dr {figure-word}|{name}",
        "{figure-word} {name}|{figure-word}?",
        "{name} {name}? !{thing}",
    ),
    "animal": ("{modifier}*4 {animal-word}",),
    "pronoun": (
        "all|each|every|most|some|any|half|one of {pronoun-word}|these|those",
        "every last one of? them|you?",
        "the whole? lot of? them|you|us?",
        "{pronoun-word} all|both|two|lot?",
        "people",
    ),
}

PHRASES: Mapping[str, Sequence[str]] = {
    "like-that": ("like them|that|this|him|her|you|these|those",),
}

# Names that stand for several chunks.
UNIONS: Mapping[str, frozenset[str]] = {
    "destroy-them": words("kill-them maim-them"),
    "people-as-such": words("group whole-group reviled"),
    "protected": words("group whole-group migrant reviled"),
    "them": words(
        "group whole-group migrant reviled other you-abused you-insulted figure pronoun "
        "their-family"
    ),
    # As the subject of a sentence.
    "those-who": words(
        "group whole-group migrant reviled other you-abused you-insulted figure pronoun they"
    ),
    "offender": words("criminal attacker animal"),
    "anyone": words(
        "group whole-group migrant reviled other figure pronoun criminal attacker relative animal"
    ),
}
