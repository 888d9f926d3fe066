"""What is done to people: verbs by how literal they are, deaths, weapons, expulsion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.moderation.grammar.inflection import classes, verbs
from bot.moderation.wordlists import words

# With a person as their object these are meant as they are said.
_KILL = verbs(
    """
    kill murder slaughter butcher massacre exterminate annihilate assassinate lynch behead
    decapitate hang:hanged,hung shoot:shot stab+b strangle garrote gas:gassed bomb nuke
    burn:burned,burnt drown impale castrate torture maim execute eradicate liquidate slay:slain,slew
    gut+t curbstomp guillotine crucify electrocute suffocate disembowel torch firebomb genocide
    euthanize euthanise eliminate purge cleanse sterilize sterilise cull poison rape mutilate
    bayonet immolate incinerate hogtie machete dismember unalive stone kneecap napalm flay cremate
    """
)

# Gun, knife, dagger, swords, bomb, axe; fist, boxing glove, hammer, boot.
_KILL_EMOJI = words("\U0001f52b \U0001f52a \U0001f5e1 \u2694 \U0001f4a3 \U0001fa93")
_HURT_EMOJI = words("\U0001f44a \U0001f94a \U0001f528 \U0001f91c \U0001f91b \U0001f45e \U0001f97e")

# Also done to arguments, records and opposing teams.
_HURT = verbs(
    """
    beat:beaten,beat punch slap+p kick smash crush bash whip+p flog+g stomp thrash pummel
    attack hurt:hurt harm wound injure break:broken,broke destroy hunt batter clobber
    whack cage choke tase mace spear skin+n hit:hit smack maul trample
    pepperspray horsewhip cane tar+r slice cut:cut jump ambush neuter scalp spank club+b truncheon
    """
)

# Done to houses with people in them.
_RAZE = verbs("burn:burned,burnt torch firebomb bomb storm raze blow:blown shoot:shot raid ransack")

_EXPEL = verbs(
    """
    deport expel+l banish exile evict repatriate intern imprison jail ban+n segregate remove
    """
)

_EXPEL_APART = verbs(
    """
    kick throw:thrown,threw send:sent ship+p round drive:driven,drove chase push boot run+n:run,ran
    force pack herd march get+t:got,gotten lock hunt toss
    """
)

_DEATHS = words(
    """
    death execution executions hanging lynching beheading noose nooses rope ropes gallows guillotine
    guillotines bullet bullets gibbet scaffold slaughter slaughterhouse crematorium crematoria
    oven ovens woodchipper woodchippers chipper lamppost lampposts stake beating whipping
    crucifixion extermination genocide holocaust knife firing grave graves graveyard morgue bodybag
    bodybags butcher hangman executioner headsman lead coffin coffins castration
    """
)

_DIES = words(
    """
    die dies burn burns hang hangs choke chokes drown drowns bleed bleeds starve starves perish
    perishes fry fries swing swings freeze freezes
    """
)
_DYING = words(
    "dying burning rotting suffering hanging choking drowning bleeding starving swinging"
)

# Where bodies are put.
_GRAVES = words(
    """
    oven ovens chamber chambers wood woodchipper woodchippers chipper gallows guillotine furnace
    furnaces crematorium pyre stake noose grave graves ground ditch ditches coffin coffins
    """
)

_HEIGHTS = words(
    """
    roof roofs rooftop rooftops building buildings cliff cliffs bridge bridges helicopter
    helicopters chopper tower towers plane planes
    """
)

_WEAPONS = words(
    """
    weapon weapons gun guns rifle rifles pistol pistols ammo ammunition bullet bullets bomb bombs
    missile missiles rocket rockets grenade grenades knife knives machete machetes tank tanks drone
    drones artillery mortar mortars explosives explosive gas nuke nukes nuclear flamethrower
    flamethrowers bat bats baton batons molotov molotovs cocktails petrol gasoline gallows noose
    nooses rope ropes guillotine guillotines pitchfork pitchforks torches ar15 ar15s ak47 ak47s
    shotgun shotguns sniper snipers mg machinegun machineguns warheads warhead jets bulldozer
    bulldozers axe axes hammer hammers acid poison brick bricks hatchet sword swords firearms
    arms whip whips cannon cannons howitzers landmine landmines mines
    """
)

# What people are told to bring.
_ARMS = words(
    """
    gun guns rifle rifles weapon weapons rope ropes pitchfork pitchforks torches bat bats machete
    machetes knives knife petrol gasoline molotovs molotov matches bricks ar15 ar15s ammo hammers
    axes crowbars
    """
)

_BUILDINGS = words(
    """
    mosque mosques synagogue synagogues church churches temple temples gurdwara gurdwaras shelter
    shelters hostel hostels camp camps embassy embassies consulate headquarters hq precinct
    courthouse courthouses court parliament capitol newsroom newsrooms clinic clinics office offices
    hotel hotels barracks encampment encampments ghetto ghettos neighborhood neighborhoods
    neighbourhood neighbourhoods house houses home homes mansion school schools palace
    center centre centers centres tents caravans halal kebab shop shops
    """
)

CLASSES: Mapping[str, frozenset[str]] = {
    **classes("kill", _KILL._replace(base=_KILL.base | _KILL_EMOJI)),
    **classes("hurt", _HURT._replace(base=_HURT.base | _HURT_EMOJI)),
    **classes("raze", _RAZE),
    **classes("expel", _EXPEL),
    **classes("drive", _EXPEL_APART),
    "whose": words("his her their your its ur these those the this that"),
    "dies": _DIES,
    "dying": _DYING,
    "death": _DEATHS,
    "grave": _GRAVES,
    "height": _HEIGHTS,
    "weapon": _WEAPONS,
    "arms": _ARMS,
    "building": _BUILDINGS,
}


def _acts(whom: str) -> tuple[str, ...]:
    """What is done to people as it is demanded or announced: "kill them", "string them up"."""
    return tuple(act.replace("{whom}", whom) for act in _ACTS)


_ACTS = (
    "{kill} off|up|down? {whom}",
    "wipe {whom} out|off",
    "wipe out {whom}",
    "gun|mow|cut|strike|shoot|burn {whom} down",
    "gun|mow|cut|strike|shoot down {whom}",
    "string {whom} up",
    "string up {whom}",
    "blow {whom} up|away|apart|to",
    "blow up|away {whom}",
    "finish|knock|pick|rub {whom} off|out",
    "finish|knock|pick|bump off {whom}",
    "hack|chop|cut {whom} up|to|into",
    "hunt {whom} down like",
    "{hurt} the living? shit|crap|hell|fuck|daylights|snot out of {whom}",
    "throw|push|kick|toss {whom} down ...1 stairs|steps|well|shaft",
    "put|line|stand {whom} ...1 before|in front? of? ...1 wall|ditch|firing",
    "{hurt} {whom} alive",
    "{hurt}|{kill} {whom} till|until she|he|they|it|dead|blood",
    "drag {whom} through|behind|out|from ...3 "
    "street|streets|truck|car|square|house|bed|town|village",
    "send|ship {whom} back|home in ...1 coffins|coffin|boxes|box|bag|bags|pieces|bodybags",
    "smoke {whom} out",
    "drive|push|throw|sweep|chase|toss {whom} into the "
    "sea|river|ocean|desert|lake|harbour|harbor|canal|volcano",
    "make {whom} martyrs|bleed|disappear",
    "teach {whom} ...2 lesson with ...2 "
    "{weapon}|{arms}|fists|stick|crowbar|bars|bar|pipes|pipe|chains",
    "beat the gay|black|jew|muslim|queer|devil out of {whom}",
    "set|sic|release|unleash|send|loose the? {animal}|tanks|army on {whom}",
    "run over {whom}",
    "run {whom} over|down",
    "put {whom} to death",
    "put {whom} to the sword",
    "put {whom} up? against the|a? wall",
    "put|place|plant|lodge|fire a|some|two|three bullet|bullets|round|knife|axe in|into|through "
    "{whom}",
    "put|throw|push|shove|send|stick|stuff {whom} in|into|to|through|on ...2 {grave}",
    "line|stand {whom} up? against|and",
    "line up {whom} against|and",
    "throw|toss|push|drop|chuck {whom} off|from|out ...2 {height}",
    "feed {whom} to the? {animal}|sharks|lions|crocodiles|alligators|wolves|fishes",
    "set {whom} on fire|alight",
    "set fire to {whom}",
    "bury {whom} alive|six",
    "{hurt} {whom} to death",
    "{hurt} {whom} with ...2 {weapon}",
    "{hurt} {whom} in|into|on the head|face|skull|teeth|ground|coma",
    "open fire on {whom}",
    "spray {whom} with bullets|lead|ammo",
    "fill {whom} with|full lead|bullets|of",
)

_BODILY = (
    "crush|smash|bash|crack|split|cave the|their|his|her ...1 skull|skulls|head|heads|face|jaw "
    "of|in|open",
    "break|snap every|all|both|some {modifier}*1 bone|bones|leg|legs|arm|arms",
    "knock|kick|smash|punch|bash {whose} ...1 teeth|face|brains|lights|skull|head out|in",
    "throw|splash|pour acid in|on|over|at ...3",
    "shove ...2 down|up {whose} ...1 throats|throat|ass|asses|arse",
    "break|snap|slit|cut|shoot {whose} {modifier}*2 "
    "necks|neck|legs|arms|fingers|hands|jaw|jaws|skulls|skull|bones|kneecaps|knees|throats|throat",
    "blow {whose} ...1 brains|heads|head out|off",
    "chop|cut|hack {whose} ...1 heads|head|hands|dicks|balls off",
    "chop|cut|hack off {whose} ...1 heads|head|hands|dicks|balls",
    "{hurt} {whose} ...1 heads|head|skulls|skull|face|faces|teeth in|out",
    "make them|him|her|{whose} ...1 bleed",
    "go medieval on {them}",
    "put|place|plant|lodge a|some|two|three bullet|bullets|round|knife|axe "
    "in|into|through|between ...1 "
    "head|heads|skull|skulls|brain|brains|eyes|chest|chests|back|backs|heart|hearts",
)

_HURTS = (
    "take {whom} out",
    "take out {whom}",
    "put {whom} down",
    "{hurt} up|down|in? {whom}",
    "beat {whom} up",
    "rough {whom} up",
    "hunt {whom} down",
    "hunt down {whom}",
)

_EXPULSIONS = (
    "{expel} {whom}",
    "{drive} {whom} out|home|off|away|back|up",
    "{drive} out|home|off|back|up {whom}",
    "get rid of {whom}",
    "get {whom} out",
    "put|load|pack {whom} on|onto ...1 boat|boats|plane|planes|bus|buses|ship|ships",
    "rid ...3 of {whom}",
)

# What is done, as one word of the patterns. They are made of the chunks of people.
CHUNKS: Mapping[str, Sequence[str]] = {
    "raze-building": (
        "{raze} down|up? {modifier}*4 {folk-word}|{group-word}|{migrant-word}|{ethnic-word}? "
        "{building}",
        "{raze} {modifier}*4 {building} down|up?",
        "set fire to {modifier}*4 {building}",
        "set {modifier}*4 {building} alight|ablaze",
        "set {modifier}*4 {building} on fire",
    ),
    "kill-them": _acts("{them}"),
    "maim-them": _BODILY,
    "kill-criminal": _acts("{criminal}|{attacker}"),
    "kill-relative": _acts("{relative}"),
    "kill-animal": _acts("{animal}"),
    "return-them": (
        "send|ship|deport|fly {pronoun}|{migrant} all? back|home",
        "send|ship|deport|fly back|home {pronoun}|{migrant}",
    ),
    "intern-them": (
        "put|load|pack|shove|herd|lock|throw|stick {them} all? in|into|on|onto ...1 "
        "camp|camps|cages|cattle|boxcars|ghetto|ghettos|trains|train|barracks",
    ),
    "hurt-group": tuple(act.replace("{whom}", "{protected}") for act in _HURTS),
    "hurt-them": tuple(act.replace("{whom}", "{other}|{pronoun}") for act in _HURTS),
    "expel-group": tuple(act.replace("{whom}", "{people-as-such}") for act in _EXPULSIONS),
    "expel-migrant": tuple(act.replace("{whom}", "{migrant}") for act in _EXPULSIONS),
    "expel-them": tuple(act.replace("{whom}", "{them}") for act in _EXPULSIONS),
}

PHRASES: Mapping[str, Sequence[str]] = {
    # What is done, as it is said of those it is done to.
    "killed": (
        "{kill-ed}",
        "\U0001f52b|\U0001f52a|\U0001f4a3|\u26b0",
        "strung up",
        "wiped out|off",
        "put down|to|against",
        "taken out behind|back|and",
        "gunned|cut|mowed|mown|hunted|shot|burned|burnt down",
        "burned|burnt|buried|boiled|skinned|fed alive|to",
        "blown up|away|apart|to",
        "lined up against|and",
        "beaten to|up|with|bloody|senseless",
        "thrown off|from|into|to",
        "dragged through|behind|into|out ...2 street|streets|truck|car|shot|hanged|beaten",
        "stoned to",
        "put|shoved|sent|thrown in|into|to|through ...2 {grave}",
        "{hurt-ed} to death",
        "run over",
        "set on fire",
        "set alight|ablaze",
        "driven|pushed|thrown|swept|chased into ...1 sea|river|ocean|desert|lake|harbour|harbor",
    ),
    "hurt": ("{hurt-ed}",),
    "harmed": ("<killed>", "{hurt-ed}|raped"),
    "dead": (
        "die|died|dying|dead|drown|drowned|drowning|burn|burning|bombed|attacked|suffer|"
        "suffering|bleed",
        "<killed>",
        "beaten|evicted|stabbed",
    ),
    "used-against": (
        "used|deployed|turned|pointed|aimed|fired|tested|tried|unleashed ...2 "
        "against|on|at|upon|over",
    ),
    "deported": (
        "{expel-ed}",
        "kicked|thrown|driven|chased|forced|booted|run|pushed out",
        "sent|shipped|packed back|home|off",
        "rounded up",
        "put in|into|on camps|camp|boats|trains|cages",
    ),
}
