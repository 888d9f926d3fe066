"""People who are attacked for what they are.

The grounds are those of ICCPR article 20 and the Rabat Plan of Action (nationality, race,
religion), with gender, orientation, disability and migration as most platforms' rules add.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.moderation.wordlists import words

# People attacked for what they are: the grounds of ICCPR article 20 and the Rabat Plan of
# Action, with gender, orientation, disability and migration as most platforms' rules add.
GROUPS = words(
    """
    jew jews jewry muslims moslem moslems islamists christian christians catholics protestants hindu
    hindus sikh sikhs buddhists atheists mormons shia shias shiites sunni sunnis ahmadis ahmadiyya
    yazidis druze copts evangelicals jehovah's baha'is zoroastrians infidels unbelievers blacks
    whites asians africans arabs latinos latinas latinx hispanics browns caucasians minorities
    natives aborigines aboriginals indians roma travellers gypsies sinti kurd kurds armenian
    armenians turk turks greeks mexicans pakistanis bangladeshi bangladeshis koreans filipinos
    indonesians malays rohingya rohingyas uyghur uyghurs uighurs tibetans afghan afghans iranians
    persian persians iraqis syrians palestinians israelis egyptians saudis yemenis moroccans
    algerians tunisians libyans somalis ethiopians eritreans nigerians kenyans ghanaians zimbabweans
    zulus xhosa hutu hutus tutsi tutsis igbo igbos yoruba yorubas hausa fulani fulanis biafrans
    amhara tigrayans oromo haitians cubans colombians venezuelans hondurans salvadorans guatemalans
    brazilians peruvians russians ukrainians belarusians pole poles romanians bulgarians albanians
    kosovars serb serbs croat croats bosnian bosnians bosniaks macedonians hungarians czechs slovaks
    germans frenchmen spaniards catalans italians belgians swedes danes norwegians finns scots brits
    americans canadians australians europeans westerners chechens dagestanis caucasian tatars
    georgians azeris azerbaijanis uzbeks tajiks kazakhs slavs zionists dalits dalit brahmins
    untouchables gays lesbians homosexual homosexuals bisexuals transgenders transgendered
    transsexual transsexuals transexuals transvestites lgbtq lgbts queers transes enby disabled
    disableds autistics handicapped deaf blind elderly pensioners homeless muslim hazara hazaras
    tajik baloch pashtun pashtuns sindhis punjabis tamils tamil sinhalese kashmiris dinka nuer
    masalit shona ndebele maasai pygmies batwa karen kachin hmong yazidi mandaeans bahais assyrians
    circassians chechen ingush ossetians gagauz sami inuit maori mapuche guarani quechua aymara
    garifuna bedouin bedouins
    """
)

# Protected as well, but "fucking" and "dirty" before them say something else.
GENDERS = words(
    """
    woman women female females girl girls wives mothers mother moms men males boys lesbian
    """
)

# Whose coming and going is a matter of politics, and whose lives are not.
MIGRANTS = words(
    """
    immigrant immigrants migrant migrants refugee refugees illegals aliens newcomers expats
    settlers colonizers colonisers foreigner foreigners squatter squatters invader invaders
    seekers dreamers
    """
)

# Nouns and adjectives alike: the people, unless a thing of theirs follows.
NATIONS = words(
    """
    chinese japanese vietnamese burmese lebanese congolese sudanese portuguese thai filipino
    polish german french dutch irish english welsh british american russian ukrainian mexican
    pakistani indian israeli palestinian syrian iraqi iranian turkish greek albanian romanian
    somali nigerian ethiopian haitian cuban venezuelan moroccan algerian korean asian african
    arab latino latina hispanic canadian muslim jewish
    """
)

# What makes "people" or "men" a protected group when it stands before them.
GROUP_ADJECTIVES = words(
    """
    black white brown asian african arab arabic muslim islamic jewish hindu sikh christian catholic
    mexican latino hispanic chinese indian pakistani turkish kurdish russian ukrainian polish
    romanian syrian afghan somali nigerian palestinian israeli iranian iraqi moroccan algerian
    gay lesbian trans transgender queer homosexual immigrant migrant refugee foreign female
    disabled colored coloured dark skinned brown-skinned native indigenous nonwhite
    """
)

# National flags (folded to one), signs of religions, people by dress, couples, the rainbow.
EMOJI = words(
    """
    \U0001f3f3 \u262a \u2721 \U0001f54b \U0001f54c \U0001f54d \U0001f54e \U0001f9d5 \U0001f473
    \U0001f472 \U0001f46c \U0001f46d \U0001f46f \U0001f469 \U0001f467 \U0001f468 \U0001f9d1
    \U0001f308
    """
)

_PROTECTED = GROUPS | GENDERS | MIGRANTS | NATIONS | GROUP_ADJECTIVES


def names_protected(tokens: Iterable[str]) -> bool:
    """Whether any of these words names people for what they are."""
    return not _PROTECTED.isdisjoint(tokens)
