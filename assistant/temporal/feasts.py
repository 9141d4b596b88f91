"""Holidays by name: fixed dates, n-th weekdays and days counted from Easter, each as it is where the person is.

The `holidays` library answers "is this date a public holiday of that country" from some hundred modules, and takes longer to load
than everything else here; what people name in a calendar is this table, of which only Easter needs computing (dateutil).
"""

import dataclasses
import re
from collections.abc import Mapping
from datetime import date, timedelta, tzinfo
from typing import Final, Literal

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from assistant.temporal.countries import place_of
from assistant.temporal.expressions import Repetition
from assistant.temporal.moon import moon_days


@dataclasses.dataclass(frozen=True)
class FeastRule:
    """`fixed`: month and day; `nth`: month, weekday and n (from the end where negative); `easter`: days after Easter; `moon`: days after one that
    follows the moon, and how many days it lasts; `any`: each of some others; `run`: all days from one of them to the next that is the other."""

    names: str
    kind: Literal["fixed", "nth", "easter", "orthodox", "moon", "any", "run"]
    numbers: tuple[int, ...]
    #: Days after the day that `kind` gives (Black Friday is the day after Thanksgiving).
    after: int = 0
    #: Those others, by name; the one of `moon`.
    others: tuple[str, ...] = ()


def saint(*names: str) -> str:
    """The day of a saint in every spelling of both of its words: "St. Patrick's Day", "saint nicholas' day"."""
    titles, endings = ("saint", "st", "st ."), (" 's", "s", " '", "")
    return "|".join(f"{title} {name}{ending} day" for name in names for title in titles for ending in endings)


def bank_holiday(*names: str) -> str:
    """A bank holiday in every spelling: "August bank holiday", "august bank hol monday"."""
    return "|".join(
        f"{name} bank {word}{day}" for name in names for word in ("holiday", "hol") for day in ("", " monday")
    )


def advent(*ordinals: str) -> str:
    """A Sunday of Advent: "second advent", "3rd Sunday in Advent"."""
    return "|".join(
        f"{n} {day}" for n in ordinals for day in ("advent", "advent sunday", "sunday of advent", "sunday in advent")
    )


def free_days(*names: str) -> str:
    """ "Christmas break", "xmas hols"."""
    return "|".join(f"{name} {word}" for name in names for word in ("break", "holiday", "holidays", "hol", "hols"))


def moon(names: str, first: str, after: int = 0, days: int = 1) -> FeastRule:
    """What begins some days after a day that is known by the moon."""
    return FeastRule(names, "moon", (after, days), others=(first,))


def eid(*names: str) -> str:
    """ "Eid al-Adha", "eid ul adha"."""
    links = (
        f"{before}{link}{behind}" for link in ("al", "ul", "el") for before in ("", "- ") for behind in (" ", " - ")
    )
    return "|".join(f"eid {link}{name}" for link in links for name in names)


#: The bank holidays of England that are Mondays, in order, and those of Ireland.
HOLIDAY_MONDAYS: Final = ("easter monday", "early may bank holiday", "spring bank holiday", "summer bank holiday")
IRISH_MONDAYS: Final = (
    "february bank holiday", "easter monday", "early may bank holiday", "june bank holiday", "summer bank holiday", "october bank holiday"
)  # fmt: skip
FEASTS: Final = {
    "new year": FeastRule("new year|new year 's|new years|new year day|new year 's day|new years day", "fixed", (1, 1)),
    "new year's eve": FeastRule("new year 's eve|new years eve|new year eve|nye|silvester|hogmanay", "fixed", (12, 31)),
    "epiphany": FeastRule("epiphany|three kings day|three kings ' day", "fixed", (1, 6)),
    "martin luther king day": FeastRule(
        "martin luther king day|martin luther king 's day|martin luther king jr day|martin luther king jr . day|mlk day|civil rights day",
        "nth", (1, 0, 3),
    ),
    "groundhog day": FeastRule("groundhog day|groundhogs day|ground hog day", "fixed", (2, 2)),
    "valentine's day": FeastRule("valentine 's day|valentines day|valentine day|valentine 's|valentines|" + saint("valentine"), "fixed", (2, 14)),
    "presidents day": FeastRule("presidents day|president 's day|presidents ' day|washington 's birthday", "nth", (2, 0, 3)),
    "women's day": FeastRule("women 's day|womens day|international women 's day", "fixed", (3, 8)),
    "pi day": FeastRule("pi day", "fixed", (3, 14)),
    "st patrick's day": FeastRule(
        saint("patrick", "paddy") + "|saint patrick|st patrick|st paddy 's|st . paddy 's|paddy 's day|paddys day", "fixed", (3, 17),
    ),
    "april fools": FeastRule("april fools|april fool 's|april fools day|april fool 's day|april fools ' day|all fools day", "fixed", (4, 1)),
    "earth day": FeastRule("earth day", "fixed", (4, 22)),
    "star wars day": FeastRule("star wars day", "fixed", (5, 4)),
    "labour day": FeastRule("may day|international workers ' day|workers day|worker 's day", "fixed", (5, 1)),
    "cinco de mayo": FeastRule("cinco de mayo", "fixed", (5, 5)),
    "mother's day": FeastRule("mother 's day|mothers day|mothers ' day|mother day", "nth", (5, 6, 2)),
    "memorial day": FeastRule("memorial day|decoration day", "nth", (5, 0, -1)),
    "flag day": FeastRule("flag day", "fixed", (6, 14)),
    "juneteenth": FeastRule("juneteenth", "fixed", (6, 19)),
    "father's day": FeastRule("father 's day|fathers day|fathers ' day|father day", "nth", (6, 6, 3)),
    "independence day": FeastRule("independence day|us independence day", "fixed", (7, 4)),
    "bastille day": FeastRule("bastille day", "fixed", (7, 14)),
    "canada day": FeastRule("canada day", "fixed", (7, 1)),
    "labor day": FeastRule("labor day|labour day", "nth", (9, 0, 1)),
    "columbus day": FeastRule("columbus day|indigenous peoples ' day|indigenous peoples day", "nth", (10, 0, 2)),
    "grandparents day": FeastRule("grandparents day|grandparent 's day|national grandparents day", "nth", (9, 0, 1), after=6),
    "boss day": FeastRule("boss 's day|boss day|bosses day|national boss day", "fixed", (10, 16)),
    "burns night": FeastRule("burns night", "fixed", (1, 25)),
    "australia day": FeastRule("australia day", "fixed", (1, 26)),
    "saint david's day": FeastRule(saint("david"), "fixed", (3, 1)),
    "saint george's day": FeastRule(saint("george"), "fixed", (4, 23)),
    "anzac day": FeastRule("anzac day", "fixed", (4, 25)),
    "king's day": FeastRule("king 's day|kings day", "fixed", (4, 27)),
    "saint andrew's day": FeastRule(saint("andrew"), "fixed", (11, 30)),
    "election day": FeastRule("election day", "nth", (11, 0, 1), after=1),
    "tax day": FeastRule("tax day", "fixed", (4, 15)),
    "twelfth night": FeastRule("twelfth night", "fixed", (1, 5)),
    "early may bank holiday": FeastRule(bank_holiday("early may", "may day", "first may"), "nth", (5, 0, 1)),
    "spring bank holiday": FeastRule(bank_holiday("spring", "late may", "second may", "whitsun", "whit"), "nth", (5, 0, -1)),
    "summer bank holiday": FeastRule(bank_holiday("summer", "late summer", "august"), "nth", (8, 0, -1)),
    "may bank holiday": FeastRule(bank_holiday("may"), "any", (), others=("early may bank holiday", "spring bank holiday")),
    "bank holiday monday": FeastRule("bank holiday monday|bank hol monday", "any", (), others=HOLIDAY_MONDAYS),
    "bank holiday": FeastRule(
        "bank holiday|bank hol", "any", (), others=("new year", "good friday", *HOLIDAY_MONDAYS, "christmas", "boxing day")
    ),
    "long weekend": FeastRule("", "any", (), others=("easter monday", "whit monday")),
    "february bank holiday": FeastRule(bank_holiday("february", "feb", "saint brigid 's", "st brigid 's"), "nth", (2, 0, 1)),
    "june bank holiday": FeastRule(bank_holiday("june"), "nth", (6, 0, 1)),
    "october bank holiday": FeastRule(bank_holiday("october", "oct"), "nth", (10, 0, -1)),
    "king's birthday": FeastRule("king 's birthday|kings birthday|queen 's birthday|queens birthday", "nth", (6, 0, 2)),
    "victoria day": FeastRule("victoria day", "nth", (5, 4, 3), after=3),
    "canadian thanksgiving": FeastRule("canadian thanksgiving", "nth", (10, 0, 2)),
    "german unity day": FeastRule("german unity day|day of german unity", "fixed", (10, 3)),
    "advent": FeastRule("advent sunday|" + advent("first", "1 st"), "nth", (11, 3, -1), after=3),
    "second advent": FeastRule(advent("second", "2 nd"), "nth", (11, 3, -1), after=10),
    "third advent": FeastRule(advent("third", "3 rd"), "nth", (11, 3, -1), after=17),
    "fourth advent": FeastRule(advent("fourth", "4 th"), "nth", (11, 3, -1), after=24),
    "mothering sunday": FeastRule("mothering sunday", "easter", (-21,)),
    "giving tuesday": FeastRule("giving tuesday", "nth", (11, 3, 4), after=5),
    "halloween": FeastRule("halloween|halloween day|hallowe ' en|all hallows eve|all hallow 's eve|all hallows ' eve", "fixed", (10, 31)),
    "all saints": FeastRule("all saints|all saints day|all saints ' day|all hallows day", "fixed", (11, 1)),
    "all souls": FeastRule("all souls|all souls day|all souls ' day|day of the dead", "fixed", (11, 2)),
    "guy fawkes": FeastRule("guy fawkes|guy fawkes day|guy fawkes night|bonfire night", "fixed", (11, 5)),
    "veterans day": FeastRule("veterans day|veteran 's day|veterans ' day|armistice day|remembrance day", "fixed", (11, 11)),
    "remembrance sunday": FeastRule("remembrance sunday", "nth", (11, 6, 2)),
    "singles day": FeastRule("singles day|single 's day", "fixed", (11, 11)),
    "thanksgiving": FeastRule("thanksgiving|thanksgiving day|thanks giving|turkey day|thanks giving day", "nth", (11, 3, 4)),
    "black friday": FeastRule("black friday", "nth", (11, 3, 4), after=1),
    "cyber monday": FeastRule("cyber monday", "nth", (11, 3, 4), after=4),
    "saint nicholas": FeastRule("st nicholas|saint nicholas|" + saint("nicholas", "nicolas"), "fixed", (12, 6)),
    "christmas eve": FeastRule("christmas eve|xmas eve|x - mas eve", "fixed", (12, 24)),
    "christmas": FeastRule("christmas|christmas day|xmas|xmas day|x - mas|x - mas day", "fixed", (12, 25)),
    "boxing day": FeastRule("boxing day|stephen 's day|second christmas day|2 nd christmas day|second day of christmas|" + saint("stephen"), "fixed", (12, 26)),
    "candlemas": FeastRule("candlemas|candlemas day", "fixed", (2, 2)),
    "saint brigid's day": FeastRule(saint("brigid"), "fixed", (2, 1)),
    "super bowl sunday": FeastRule("super bowl sunday|superbowl sunday", "nth", (2, 6, 2)),
    "civic holiday": FeastRule("civic holiday", "nth", (8, 0, 1)),
    "melbourne cup": FeastRule("melbourne cup|melbourne cup day|cup day", "nth", (11, 1, 1)),
    "heritage day": FeastRule("heritage day", "fixed", (9, 24)),
    "day of reconciliation": FeastRule("day of reconciliation|reconciliation day", "fixed", (12, 16)),
    "waitangi day": FeastRule("waitangi day", "fixed", (2, 6)),
    "spring equinox": FeastRule("spring equinox|vernal equinox", "fixed", (3, 20)),
    "walpurgis night": FeastRule("walpurgis night", "fixed", (4, 30)),
    "europe day": FeastRule("europe day", "fixed", (5, 9)),
    "summer solstice": FeastRule("summer solstice", "fixed", (6, 21)),
    "saint john's day": FeastRule("midsummer day|midsummer 's day|midsummers day|" + saint("john", "jean baptiste", "john the baptist"), "fixed", (6, 24)),
    "assumption": FeastRule("assumption day|feast of the assumption", "fixed", (8, 15)),
    "autumn equinox": FeastRule("autumn equinox|autumnal equinox|fall equinox", "fixed", (9, 23)),
    "michaelmas": FeastRule("michaelmas|michaelmas day|" + saint("michael"), "fixed", (9, 29)),
    "reformation day": FeastRule("reformation day", "fixed", (10, 31)),
    "martinmas": FeastRule("martinmas|" + saint("martin"), "fixed", (11, 11)),
    "immaculate conception": FeastRule("immaculate conception|feast of the immaculate conception", "fixed", (12, 8)),
    "saint lucy's day": FeastRule("santa lucia day|" + saint("lucy", "lucia"), "fixed", (12, 13)),
    "winter solstice": FeastRule("winter solstice", "fixed", (12, 21)),
    "rose monday": FeastRule("rose monday|carnival monday|shrove monday", "easter", (-48,)),
    "shrove tuesday": FeastRule("shrove tuesday|pancake day|pancake tuesday|mardi gras|fat tuesday", "easter", (-47,)),
    "ash wednesday": FeastRule("ash wednesday", "easter", (-46,)),
    "palm sunday": FeastRule("palm sunday", "easter", (-7,)),
    "maundy thursday": FeastRule("maundy thursday|holy thursday|covenant thursday", "easter", (-3,)),
    "good friday": FeastRule("good friday|holy friday|great friday", "easter", (-2,)),
    "holy saturday": FeastRule("holy saturday|easter saturday|easter eve", "easter", (-1,)),
    "easter": FeastRule("easter|easter sunday|easter day", "easter", (0,)),
    "easter monday": FeastRule("easter monday|easter monday bank holiday|" + bank_holiday("easter"), "easter", (1,)),
    "easter tuesday": FeastRule("easter tuesday", "easter", (2,)),
    "ascension": FeastRule("ascension|ascension day|ascension thursday", "easter", (39,)),
    "pentecost": FeastRule("pentecost|whit sunday|white sunday|whitsunday|whitsun|whitsuntide", "easter", (49,)),
    "whit monday": FeastRule("whit monday|pentecost monday", "easter", (50,)),
    "trinity sunday": FeastRule("trinity sunday", "easter", (56,)),
    "corpus christi": FeastRule("corpus christi|feast of corpus christi", "easter", (60,)),
    "easter weekend": FeastRule("easter weekend|easter week - end|easter wkend", "run", (), others=("holy saturday", "easter")),
    "lent": FeastRule("lent", "run", (), others=("ash wednesday", "holy saturday")),
    "advent time": FeastRule("advent|advent time|advent season", "run", (), others=("advent", "christmas eve")),
    "easter break": FeastRule("easter long weekend|" + free_days("easter"), "run", (), others=("good friday", "easter monday")),
    "christmas days": FeastRule("", "run", (), others=("christmas eve", "boxing day")),
    "christmas break": FeastRule(
        f"{free_days('christmas', 'xmas')}|christmas period|xmas period|festive period", "run", (), others=("christmas eve", "new year")
    ),
    "turn of the year": FeastRule("turn of the year", "run", (), others=("new year's eve", "new year")),
    "orthodox easter": FeastRule("orthodox easter|orthodox easter sunday|greek easter", "orthodox", (0,)),
    "kwanzaa": FeastRule("kwanzaa", "run", (), others=("boxing day", "new year")),
    "republic day": FeastRule("republic day", "fixed", (1, 26)),
    "gandhi jayanti": FeastRule("gandhi jayanti", "fixed", (10, 2)),
    "purim": moon("purim", "passover", -30),
    "passover eve": moon("erev passover|erev pesach", "passover", -1),
    "passover": moon("passover|pesach", "passover", days=8),
    "lag baomer": moon("lag baomer|lag b ' omer|lag ba ' omer", "passover", 33),
    "shavuot": moon("shavuot|shavuos", "passover", 50, 2),
    "rosh hashanah eve": moon("erev rosh hashanah|erev rosh hashana", "passover", 162),
    "rosh hashanah": moon("rosh hashanah|rosh hashana|rosh ha shanah|jewish new year", "passover", 163, 2),
    "yom kippur eve": moon("erev yom kippur|kol nidre|kol nidrei", "passover", 171),
    "yom kippur": moon("yom kippur|day of atonement", "passover", 172),
    "sukkot": moon("sukkot|succot|sukkos|feast of tabernacles", "passover", 177, 7),
    "simchat torah": moon("simchat torah|simchas torah", "passover", 185),
    "hanukkah": moon("hanukkah|hanukah|hannukah|hannukkah|chanukah|chanukkah", "hanukkah", days=8),
    "lunar new year": moon(
        "|".join(f"{kind} new year{end}" for kind in ("lunar", "chinese") for end in ("", " day", " 's day", " 's", "s")) + "|tet|seollal",
        "lunar new year",
    ),
    "lantern festival": moon("lantern festival", "lunar new year", 14),
    "dragon boat festival": moon("dragon boat festival|dragon boat day", "dragon boat festival"),
    "mid-autumn festival": moon("mid - autumn festival|mid autumn festival|moon festival|mooncake festival|chuseok", "mid-autumn festival"),
    "first of ramadan": moon("", "ramadan"),
    "last of ramadan": moon("", "eid al-fitr", -1),
    "ramadan": FeastRule("ramadan|ramadhan|ramazan", "run", (), others=("first of ramadan", "last of ramadan")),
    "eid al-fitr": moon(eid("fitr") + "|hari raya", "eid al-fitr"),
    "eid al-adha": moon(eid("adha", "azha") + "|bakrid|bakra eid|hari raya haji", "eid al-adha"),
    "eid": FeastRule("eid|eid day", "any", (), others=("eid al-fitr", "eid al-adha")),
    "islamic new year": moon("islamic new year|hijri new year", "islamic new year"),
    "ashura": moon("ashura|day of ashura", "islamic new year", 9),
    "mawlid": moon("mawlid|mawlid al - nabi|eid milad|eid - e - milad", "mawlid"),
    "diwali": moon("diwali|diwali day|deepavali|deepawali|divali", "diwali"),
    "holi": moon("holi", "holi"),
    "dussehra": moon("dussehra|dussera|dasara|vijayadashami", "dussehra"),
    "navratri": moon("navratri|navaratri", "navratri", days=9),
    "raksha bandhan": moon("raksha bandhan|rakshabandhan|rakhi", "raksha bandhan"),
    "janmashtami": moon("janmashtami|krishna janmashtami", "janmashtami"),
    "ganesh chaturthi": moon("ganesh chaturthi|ganesha chaturthi|vinayaka chaturthi", "ganesh chaturthi"),
    "maha shivaratri": moon("maha shivaratri|maha shivratri|mahashivratri|shivaratri|shivratri", "maha shivaratri"),
    "onam": moon("onam|thiruvonam", "onam"),
    "karwa chauth": moon("karwa chauth|karva chauth", "karwa chauth"),
    "vesak": moon("vesak|wesak|buddha purnima|buddha day|buddha 's birthday", "vesak"),
}  # fmt: skip

#: The names of feasts that follow the moon, longer ones first, as a pattern.
MOON_NAMES: Final = "|".join(
    re.escape(name).replace(r"\ ", r"\s*")
    for name in sorted(
        (n for f in FEASTS.values() if f.kind == "moon" for n in f.names.split("|") if n), key=len, reverse=True
    )
)

#: What is "over Easter": more than its day.
OVER: Final = {"easter": "easter break", "christmas": "christmas days", "new year": "turn of the year"}


def _rule(kind: Literal["fixed", "nth"], *numbers: int) -> FeastRule:
    return FeastRule("", kind, numbers)


def _as(*others: str) -> FeastRule:
    """The day of another feast, or each of several."""
    return FeastRule("", "any", (), others=others)


def _run(first: str, last: str) -> FeastRule:
    return FeastRule("", "run", (), others=(first, last))


#: Feasts that have another day elsewhere: the day → the countries, or zones within one; * is everywhere but in the other rows. What has no row
#: is as in `FEASTS`. From Wikipedia's tables of Mother's Day, Father's Day, Labour Day and of national days, gov.uk/bank-holidays,
#: citizensinformation.ie and employment.govt.nz.
ELSEWHERE: Final[Mapping[str, Mapping[FeastRule, str]]] = {
    "mother's day": {
        _as("mothering sunday"): "GB IE IM JE GG NG", _rule("nth", 5, 6, 1): "ES PT HU LT RO AO CV MZ", _rule("nth", 5, 6, -1): "FR SE DO HT MA DZ TN SN CI",
        _rule("nth", 2, 6, 2): "NO", _rule("nth", 6, 6, 2): "LU", _rule("nth", 10, 6, 3): "AR", _rule("nth", 11, 6, -1): "RU",
        _rule("fixed", 3, 8): "AL BG ME MK", _rule("fixed", 3, 21): "AE BH EG IQ JO KW LB LY OM PS QA SA SD SY YE", _rule("fixed", 5, 8): "KR",
        _rule("fixed", 5, 10): "MX GT SV", _rule("fixed", 5, 26): "PL", _rule("fixed", 5, 27): "BO", _rule("fixed", 5, 30): "NI",
        _rule("fixed", 8, 12): "TH", _rule("fixed", 8, 15): "CR", _rule("fixed", 12, 8): "PA", _rule("fixed", 12, 22): "ID",
    },
    "father's day": {
        _as("ascension"): "DE", _rule("nth", 6, 6, 1): "CH LT", _rule("nth", 6, 6, 2): "AT BE", _rule("nth", 8, 6, 2): "BR", _rule("nth", 9, 6, 1): "AU NZ FJ PG",
        _rule("nth", 10, 6, 1): "LU", _rule("nth", 11, 6, 2): "SE NO FI IS EE", _rule("nth", 5, 6, 2): "RO", _rule("nth", 10, 6, 3): "RU",
        _rule("fixed", 3, 19): "ES IT PT HR LI BO HN AO MZ", _rule("fixed", 5, 8): "KR", _rule("fixed", 6, 5): "DK", _rule("fixed", 6, 23): "PL",
        _rule("fixed", 8, 8): "TW", _rule("fixed", 12, 5): "TH", _rule("fixed", 12, 26): "BG",
    },
    "labor day": {
        FEASTS["labor day"]: "US CA PR GU VI AS MP PW BM", _rule("nth", 10, 0, 4): "NZ", _rule("nth", 10, 0, 1): "AU",
        _rule("nth", 3, 0, 2): "Australia/Melbourne Australia/Hobart", _rule("nth", 5, 0, 1): "Australia/Brisbane Australia/Lindeman Australia/Darwin",
        _rule("nth", 3, 0, 1): "Australia/Perth", _as("labour day"): "*",
    },
    "easter weekend": {FEASTS["easter weekend"]: "US", _run("good friday", "easter monday"): "*"},
    "thanksgiving": {_as("canadian thanksgiving"): "CA"},
    "independence day": {
        _rule("fixed", 1, 1): "SD", _rule("fixed", 2, 4): "LK", _rule("fixed", 2, 16): "LT", _rule("fixed", 2, 24): "EE", _rule("fixed", 3, 6): "GH",
        _rule("fixed", 3, 21): "NA", _rule("fixed", 3, 25): "GR", _rule("fixed", 3, 26): "BD", _rule("fixed", 4, 18): "ZW", _rule("fixed", 6, 12): "PH",
        _rule("fixed", 7, 9): "AR", _rule("fixed", 7, 20): "CO", _rule("fixed", 7, 28): "PE", _rule("fixed", 8, 6): "JM", _rule("fixed", 8, 14): "PK",
        _rule("fixed", 8, 15): "IN", _rule("fixed", 8, 17): "ID", _rule("fixed", 8, 24): "UA", _rule("fixed", 8, 31): "MY TT", _rule("fixed", 9, 7): "BR",
        _rule("fixed", 9, 15): "CR GT HN NI SV", _rule("fixed", 9, 16): "MX", _rule("fixed", 9, 18): "CL", _rule("fixed", 10, 1): "NG CY",
        _rule("fixed", 11, 11): "PL", _rule("fixed", 11, 18): "LV", _rule("fixed", 12, 6): "FI", _rule("fixed", 12, 12): "KE",
    },
    "women's day": {_rule("fixed", 8, 9): "ZA"},
    "republic day": {_rule("fixed", 6, 2): "IT", _rule("fixed", 10, 29): "TR", _rule("fixed", 3, 23): "PK", _rule("fixed", 10, 5): "PT"},
    "passover": {moon("", "passover", days=7): "IL"},
    "shavuot": {moon("", "passover", 50): "IL"},
    "simchat torah": {moon("", "passover", 184): "IL"},
    "grandparents day": {_rule("nth", 10, 6, 1): "GB", _rule("nth", 10, 6, -1): "AU", _rule("fixed", 10, 2): "IT"},
    "king's birthday": {
        _rule("nth", 6, 5, 2): "GB", _rule("nth", 6, 0, 1): "NZ", _rule("nth", 10, 0, 1): "Australia/Brisbane Australia/Lindeman", _rule("nth", 9, 0, -1): "Australia/Perth",
        _as("king's day"): "NL",
    },
    "summer bank holiday": {_rule("nth", 8, 0, 1): "IE"},
    "may bank holiday": {_as("early may bank holiday"): "IE"},
    "bank holiday monday": {_as(*IRISH_MONDAYS): "IE"},
    "long weekend": {
        _as(*HOLIDAY_MONDAYS): "GB GG IM JE", _as(*IRISH_MONDAYS): "IE",
        _as("martin luther king day", "presidents day", "memorial day", "labor day", "columbus day"): "US",
        _as("presidents day", "good friday", "victoria day", "civic holiday", "labor day", "thanksgiving"): "CA",
        _as("good friday", "easter monday", "king's birthday", "labor day"): "AU NZ",
    },
    "bank holiday": {_as("new year", "st patrick's day", *IRISH_MONDAYS, "christmas", "boxing day"): "IE"},
}  # fmt: skip
RULES: Final = {
    (name, place): rule
    for name, rules in ELSEWHERE.items()
    for rule, places in rules.items()
    for place in places.split()
}
#: Where Easter is that of the Julian calendar.
ORTHODOX: Final = frozenset(["BG", "BY", "CY", "ET", "GE", "GR", "MD", "ME", "MK", "RO", "RS", "RU", "UA"])


def rule_in(name: str, zone: tzinfo) -> FeastRule:
    """What the day of a feast of `FEASTS` goes by where a zone is."""
    country = place_of(zone).country
    places = (str(zone), country, "*") if country else ()
    return next((RULES[name, place] for place in places if (name, place) in RULES), FEASTS[name])


def lasts_days(name: str) -> bool:
    """Whether a feast of `FEASTS` is of several days."""
    rule = FEASTS[name]
    return rule.kind == "run" or (rule.kind == "moon" and rule.numbers[1] > 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th weekday of a month, counted from its end where `n` is negative; may fall out of the month."""
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-n - 1))


def feast_days(name: str, year: int, zone: tzinfo) -> list[tuple[date, date]]:
    """The first and the last day of a feast of `FEASTS` that begins in a year from 1900 on (Easter is computed to 4099), or of each of them
    in order; none where a table of the moon does not reach."""
    feast = rule_in(name, zone)
    match feast.kind:
        case "fixed":
            day = date(year, *feast.numbers)
        case "nth":
            day = nth_weekday(year, *feast.numbers)
        case "easter" | "orthodox":
            orthodox = feast.kind == "orthodox" or place_of(zone).country in ORTHODOX
            day = easter(year, EASTER_ORTHODOX if orthodox else EASTER_WESTERN) + timedelta(days=feast.numbers[0])
        case "moon":
            after, lasts = feast.numbers
            firsts = [day + timedelta(days=after) for day in moon_days(feast.others[0], year)]
            return [(first, first + timedelta(days=lasts - 1)) for first in firsts]
        case "any":
            return sorted(day for other in feast.others for day in feast_days(other, year, zone))
        case "run":
            ends = [day for y in (year, year + 1) for day, _ in feast_days(feast.others[1], y, zone)]
            firsts = [day for day, _ in feast_days(feast.others[0], year, zone)]
            return [(first, next(day for day in ends if day >= first)) for first in firsts]
    day += timedelta(days=feast.after)
    return [(day, day)]


def by_its_days(said: Repetition, zone: tzinfo) -> Repetition:
    """A holiday as the days of a rule, where one can say it: Mother's Day as a Sunday of May, Easter by its name alone."""
    feast = rule_in(said.feast.name, zone) if said.feast else None
    while feast and feast.kind == "any" and len(feast.others) == 1:
        feast = rule_in(feast.others[0], zone)
    if feast is None or feast.after or said.byday or said.bymonthday or said.bymonth:
        return said
    if feast.kind == "fixed":
        return dataclasses.replace(said, feast=None, bymonth=feast.numbers[:1], bymonthday=feast.numbers[1:])
    if feast.kind == "nth":
        month, weekday, n = feast.numbers
        return dataclasses.replace(said, feast=None, bymonth=(month,), byday=((n, weekday),))
    return said
