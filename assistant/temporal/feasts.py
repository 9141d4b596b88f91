"""Holidays by name: fixed dates, n-th weekdays and days counted from Easter.

The `holidays` library answers "is this date a public holiday of that country" from some hundred modules, and takes longer to load
than everything else here; what people name in a calendar is this table, of which only Easter needs computing (dateutil).
"""

import dataclasses
from datetime import date, timedelta
from typing import Final, Literal

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter


@dataclasses.dataclass(frozen=True)
class FeastRule:
    """`fixed`: month and day; `nth`: month, weekday and n (from the end where negative); `easter`: days after Easter; `any`: each of some others."""

    names: str
    kind: Literal["fixed", "nth", "easter", "orthodox", "any"]
    numbers: tuple[int, ...]
    #: Days after the day that `kind` gives (Black Friday is the day after Thanksgiving).
    after: int = 0
    #: Those others, by name.
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


#: The bank holidays of England that are Mondays, in order.
HOLIDAY_MONDAYS: Final = ("easter monday", "early may bank holiday", "spring bank holiday", "summer bank holiday")
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
    "victoria day": FeastRule("victoria day", "nth", (5, 4, 3), after=3),
    "canadian thanksgiving": FeastRule("canadian thanksgiving", "nth", (10, 0, 2)),
    "german unity day": FeastRule("german unity day|day of german unity", "fixed", (10, 3)),
    "advent": FeastRule(
        "first advent|1 st advent|advent sunday|first sunday of advent|first sunday in advent|1 st sunday of advent", "nth", (11, 3, -1), after=3
    ),
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
    "ascension": FeastRule("ascension|ascension day|ascension thursday", "easter", (39,)),
    "pentecost": FeastRule("pentecost|whit sunday|white sunday|whitsunday|whitsun|whitsuntide", "easter", (49,)),
    "whit monday": FeastRule("whit monday|pentecost monday", "easter", (50,)),
    "trinity sunday": FeastRule("trinity sunday", "easter", (56,)),
    "corpus christi": FeastRule("corpus christi|feast of corpus christi", "easter", (60,)),
    "orthodox easter": FeastRule("orthodox easter|orthodox easter sunday|greek easter", "orthodox", (0,)),
}  # fmt: skip


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th weekday of a month, counted from its end where `n` is negative; may fall out of the month."""
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-n - 1))


def feast_days(name: str, year: int) -> list[date]:
    """The day of a feast of `FEASTS` in a year, or each of its days in order."""
    return sorted(feast_day(other, year) for other in FEASTS[name].others or (name,))


def feast_day(name: str, year: int) -> date:
    """The day of a feast of `FEASTS` in a year from 1900 on (Easter is computed to 4099), the first where it has several."""
    feast = FEASTS[name]
    match feast.kind:
        case "fixed":
            day = date(year, *feast.numbers)
        case "nth":
            day = nth_weekday(year, *feast.numbers)
        case "easter":
            day = easter(year, EASTER_WESTERN) + timedelta(days=feast.numbers[0])
        case "orthodox":
            day = easter(year, EASTER_ORTHODOX) + timedelta(days=feast.numbers[0])
        case "any":
            day = feast_days(name, year)[0]
    return day + timedelta(days=feast.after)
