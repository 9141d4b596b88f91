"""The words of time: tables from what is said to what is meant, one a head of the grammar. A new word is a new entry here."""

from collections.abc import Mapping
from typing import Any, Final

from assistant.temporal.expressions import Clock
from assistant.temporal.feasts import FEASTS

WEEKDAYS: Final = {
    0: "monday|mon|mon .|mo .",
    1: "tuesday|tue|tue .|tues|tues .|tuesay",
    2: "wednesday|wed|wed .|weds|weds .|wensday|wednesay",
    3: "thursday|thu|thu .|thur|thur .|thurs|thurs .",
    4: "friday|fri|fri .",
    5: "saturday|sat|sat .",
    6: "sunday|sun|sun .",
}
WEEKDAY_PLURALS: Final = {
    0: "mondays|mons", 1: "tuesdays", 2: "wednesdays", 3: "thursdays", 4: "fridays|fris", 5: "saturdays|sats", 6: "sundays|suns",
}  # fmt: skip
MONTHS: Final = {
    1: "january|jan|jan .", 2: "february|feb|feb .|febuary", 3: "march|mar|mar .", 4: "april|apr|apr .", 5: "may",
    6: "june|jun|jun .", 7: "july|jul|jul .", 8: "august|aug|aug .", 9: "september|sep|sep .|sept|sept .",
    10: "october|oct|oct .", 11: "november|nov|nov .", 12: "december|dec|dec .",
}  # fmt: skip
DIGITS: Final = {
    1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
}  # fmt: skip
TEENS: Final = {
    10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen",
    18: "eighteen", 19: "nineteen",
}  # fmt: skip
TENS: Final = {
    20: "twenty", 30: "thirty", 40: "forty|fourty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
}  # fmt: skip
ORDINAL_DIGITS: Final = {
    1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth|nineth",
}  # fmt: skip
ORDINAL_TEENS: Final = {
    10: "tenth", 11: "eleventh", 12: "twelfth|twelveth", 13: "thirteenth", 14: "fourteenth", 15: "fifteenth",
    16: "sixteenth", 17: "seventeenth", 18: "eighteenth", 19: "nineteenth", 20: "twentieth", 30: "thirtieth",
}  # fmt: skip
VAGUE: Final = {
    2: "couple|couple of|a couple|a couple of|pair of|a pair of",
    3: "few|a few|some|several",
    12: "dozen|a dozen",
}
UNITS: Final = {
    "second": "second|seconds|sec|secs|sec .|secs .|s",
    "minute": "minute|minutes|min|mins|min .|mins .|minuts|m|'",
    "hour": "hour|hours|hr|hrs|hr .|hrs .|h",
    "day": "day|days|d",
    "business_day": "business day|business days|working day|working days|work day|work days|workday|workdays|weekday|weekdays|wkday|wkdays",
    "week": "week|weeks|wk|wks|w",
    "workweek": "workweek|work week|working week|business week",
    "weekend": "weekend|weekends|week - end|week - ends|week end|week ends|wkend|wknd",
    "fortnight": "fortnight|fortnights",
    "month": "month|months|mo|mos|mth|mths|mnth|mnths",
    "quarter": "quarter|quarters|qtr|qtrs|qtr .",
    "season": "season|seasons",
    "year": "year|years|yr|yrs|yr .|yrs .|y",
    "decade": "decade|decades",
    "century": "century|centuries",
}
#: Units that a calendar page shows, in the singular: of "this week", "every month", "the last day of".
PERIODS: Final = {
    unit: "|".join(w for w in words.split("|") if len(w) > 1 and not (unit == "month" and w == "mo"))
    for unit, words in UNITS.items()
}
#: Units in the plural: "the coming days", "3 next weeks".
PLURALS: Final = {
    unit: "|".join(plural)
    for unit, words in PERIODS.items()
    if unit not in ("season", "quarter", "fortnight")
    and (plural := [w for w in words.split("|") if w.endswith("s") and w[:-1] in words.split("|")])
}
DECADES: Final = {
    2020: "twenties", 2030: "thirties", 1940: "forties", 1950: "fifties", 1960: "sixties", 1970: "seventies", 1980: "eighties",
    1990: "nineties",
}  # fmt: skip
#: Minutes past or to an hour.
MINUTES: Final = {15: "quarter|a quarter", 30: "half", 1: "a minute|one minute"}
SEASONS: Final = {
    "spring": "spring|springtime",
    "summer": "summer|summertime",
    "autumn": "autumn|fall",
    "winter": "winter|wintertime",
}
HALVES: Final = {"am": "am|in the am|in am", "pm": "pm|in the pm|in pm", "": "ampm|am / pm|am or pm"}
#: One letter stands for a half of the day only beside minutes or after "at".
SHORT_HALVES: Final = {"am": "a|a .", "pm": "p|p ."}
NAMED_CLOCKS: Final = {
    Clock(
        12, named="noon"
    ): "noon|midday|mid day|mid - day|12 noon|twelve noon|noontime|high noon|noonish|noon ish|12 o ' clock noon",
    Clock(0, named="midnight"): "midnight|12 midnight|twelve midnight|midnite",
}
PART_PLURALS: Final = {
    "morning": "mornings",
    "afternoon": "afternoons",
    "evening": "evenings|eves",
    "night": "nights|nites",
}
#: Parts of the day: name → words; their hours are in `hours.PARTS`.
PARTS: Final = {
    "morning": "morning|forenoon|a morning|morn",
    "early morning": "early morning|before work|early - morning|early in the day|early in the morning|first thing|first thing in the morning|first thing in the day|1 st thing|1 st thing in the morning",
    "mid-morning": "mid morning|mid - morning|midmorning|middle of the morning",
    "mid-afternoon": "mid afternoon|mid - afternoon|midafternoon|middle of the afternoon|middle of afternoon",
    "late morning": "late - morning|late morning|late in the morning",
    "afternoon": "afternoon|an afternoon|arvo",
    "early afternoon": "early afternoon|early in the afternoon",
    "late afternoon": "late afternoon|late in the afternoon",
    "evening": "evening|an evening",
    "early evening": "early evening|early in the evening",
    "late evening": "late evening|late in the evening",
    "night": "night|nighttime|night time|overnight|nite",
    "small hours": "small hours|wee hours|wee small hours|early hours|early hours of the morning|small hours of the morning|middle of the night|dead of night|dead of the night",
    "late night": "late night|late at night|late in the night|last thing at night",
    "daytime": "daytime|day time",
    "breakfast": "breakfast|breakfast time|breakfasttime",
    "brunch": "brunch|brunch time",
    "lunch": "lunch|lunch time|lunchtime|lunch hour|lunch break",
    "tea": "teatime|tea time|tea - time",
    "dinner": "dinner|dinner time|dinnertime|supper|supper time|suppertime",
    "after school": "after school",
    "after work": "after work|after hours|after office hours",
    "after lunch": "after lunch|after lunchtime|post lunch|post - lunch",
    "after dinner": "after dinner|after supper|post dinner|post supper",
    "after breakfast": "after breakfast|post breakfast",
    "end of day": "end of day|end of the day|eod|close of business|cob|close of play|end of play|end of business|end of business day|end of the business day|end of work|end of the work day",
    "start of day": "start of day|start of the day|start of business|start of play|sod|beginning of the day",
    "working hours": "working hours|business hours|office hours|work hours",
}
ZONE_CODES: Final = {
    "Etc/UTC": "utc|gmt|z|zulu|greenwich mean time|universal time|coordinated universal time",
    "America/New_York": "est|edt|et|eastern", "America/Chicago": "cst|cdt|ct|central", "America/Denver": "mst|mdt|mt|mountain",
    "America/Los_Angeles": "pst|pdt|pt|pacific", "America/Anchorage": "akst|akdt", "Pacific/Honolulu": "hst",
    "America/Sao_Paulo": "brt", "Europe/London": "bst", "Europe/Paris": "cet|cest|central european", "Europe/Athens": "eet|eest",
    "Europe/Moscow": "msk", "Africa/Johannesburg": "sast", "Asia/Dubai": "gst", "Asia/Kolkata": "ist", "Asia/Singapore": "sgt",
    "Asia/Hong_Kong": "hkt", "Asia/Tokyo": "jst", "Asia/Seoul": "kst", "Australia/Sydney": "aest|aedt", "Australia/Perth": "awst",
    "Pacific/Auckland": "nzst|nzdt",
}  # fmt: skip
#: Places whose time is named with the word "time" after them.
ZONE_PLACES: Final = {
    "America/New_York": "new york|nyc|ny|boston|toronto|miami|washington|east coast", "America/Chicago": "chicago|houston|dallas",
    "America/Denver": "denver", "America/Los_Angeles": "los angeles|la|san francisco|california|seattle|west coast",
    "America/Anchorage": "alaska", "Pacific/Honolulu": "hawaii|honolulu", "America/Sao_Paulo": "sao paulo|rio",
    "America/Mexico_City": "mexico city", "America/Argentina/Buenos_Aires": "buenos aires",
    "Europe/London": "london|uk|british|british summer|edinburgh", "Europe/Dublin": "dublin|irish", "Europe/Lisbon": "lisbon",
    "Europe/Paris": "paris|french", "Europe/Berlin": "berlin|munich|frankfurt|german|hamburg", "Europe/Madrid": "madrid|barcelona",
    "Europe/Rome": "rome|milan", "Europe/Amsterdam": "amsterdam", "Europe/Brussels": "brussels", "Europe/Zurich": "zurich|geneva",
    "Europe/Vienna": "vienna", "Europe/Prague": "prague", "Europe/Warsaw": "warsaw", "Europe/Stockholm": "stockholm",
    "Europe/Oslo": "oslo", "Europe/Copenhagen": "copenhagen", "Europe/Athens": "athens", "Europe/Helsinki": "helsinki",
    "Europe/Istanbul": "istanbul", "Europe/Moscow": "moscow", "Africa/Cairo": "cairo", "Africa/Johannesburg": "johannesburg",
    "Africa/Lagos": "lagos", "Africa/Nairobi": "nairobi", "Asia/Dubai": "dubai", "Asia/Kolkata": "india|indian|mumbai|delhi|bangalore",
    "Asia/Singapore": "singapore", "Asia/Hong_Kong": "hong kong", "Asia/Shanghai": "beijing|shanghai|china", "Asia/Tokyo": "tokyo|japan",
    "Asia/Seoul": "seoul|korea", "Australia/Sydney": "sydney|melbourne", "Australia/Perth": "perth", "Pacific/Auckland": "auckland",
}  # fmt: skip
#: Countries, and how their time is called, with the word "time" after them: "in Spain" says where.
ZONE_LANDS: Final = {
    "Europe/London": "england|scotland|wales|britain|english", "Europe/Dublin": "ireland", "Europe/Lisbon": "portugal|portuguese", "Europe/Paris": "france",
    "Europe/Berlin": "germany", "Europe/Madrid": "spain|spanish", "Europe/Rome": "italy|italian", "Europe/Amsterdam": "holland|netherlands|dutch",
    "Europe/Brussels": "belgium|belgian", "Europe/Zurich": "switzerland|swiss", "Europe/Vienna": "austria|austrian", "Europe/Warsaw": "poland",
    "Europe/Stockholm": "sweden|swedish", "Europe/Oslo": "norway|norwegian", "Europe/Copenhagen": "denmark|danish", "Europe/Athens": "greece|greek",
    "Europe/Helsinki": "finland|finnish", "Europe/Istanbul": "turkish", "Africa/Cairo": "egypt|egyptian", "Africa/Johannesburg": "south africa|cape town",
    "Africa/Lagos": "nigeria|nigerian", "Africa/Nairobi": "kenya|kenyan", "Asia/Dubai": "abu dhabi|uae", "Asia/Bangkok": "thailand|thai|bangkok",
    "Asia/Manila": "philippines|manila", "Asia/Jakarta": "jakarta", "Asia/Jerusalem": "israel|israeli|tel aviv|jerusalem", "Asia/Karachi": "pakistan|karachi|lahore",
    "Asia/Ho_Chi_Minh": "vietnam|hanoi|saigon", "Asia/Tokyo": "japanese", "Asia/Seoul": "korean", "Asia/Shanghai": "chinese",
    "Australia/Brisbane": "brisbane|queensland", "Australia/Adelaide": "adelaide", "Pacific/Auckland": "new zealand|wellington", "America/Vancouver": "vancouver",
    "America/Toronto": "montreal|ottawa", "America/Halifax": "halifax", "America/Mexico_City": "mexico|mexican", "America/Bogota": "colombia|bogota",
    "America/Lima": "peru|lima", "America/Santiago": "chile|santiago", "America/Argentina/Buenos_Aires": "argentina|argentinian",
}  # fmt: skip
#: Large cities that no zone is called by, with the word "time" after them, as many other things are called so; none that is a word or a first name.
ZONE_CITIES: Final = {
    "Europe/London": "manchester|birmingham|liverpool|glasgow|leeds|bristol|cardiff|belfast|sheffield|newcastle", "Europe/Dublin": "galway|limerick",
    "Europe/Lisbon": "porto|faro", "Europe/Madrid": "valencia|seville|bilbao|malaga|zaragoza|palma", "Europe/Paris": "lyon|marseille|toulouse|bordeaux|lille|nantes|strasbourg",
    "Europe/Berlin": "cologne|stuttgart|dusseldorf|düsseldorf|leipzig|dresden|nuremberg|hanover|bremen", "Europe/Rome": "naples|turin|bologna|venice|palermo|genoa",
    "Europe/Amsterdam": "rotterdam|the hague|utrecht|eindhoven", "Europe/Brussels": "antwerp|ghent", "Europe/Zurich": "basel|bern|lausanne", "Europe/Vienna": "salzburg|graz|linz",
    "Europe/Warsaw": "krakow|kraków|gdansk|wroclaw|poznan", "Europe/Stockholm": "gothenburg|malmo|malmö", "Europe/Budapest": "budapest|hungary|hungarian",
    "Europe/Bucharest": "bucharest|romania|romanian", "Europe/Belgrade": "belgrade|zagreb|ljubljana", "Europe/Kyiv": "kyiv|kiev|ukraine", "Europe/Riga": "riga|latvia", "Europe/Istanbul": "ankara|izmir|turkey",
    "America/New_York": "philadelphia|atlanta|detroit|pittsburgh|cleveland|baltimore|tampa|orlando|cincinnati|raleigh|buffalo",
    "America/Chicago": "san antonio|minneapolis|milwaukee|st louis|kansas city|new orleans|memphis|nashville|omaha", "America/Denver": "salt lake city|albuquerque|boulder",
    "America/Phoenix": "phoenix|tucson|arizona", "America/Los_Angeles": "san diego|san jose|sacramento|las vegas|oakland|portland", "America/Edmonton": "calgary|edmonton|alberta",
    "America/Winnipeg": "winnipeg", "America/Toronto": "quebec|ontario", "America/Mexico_City": "guadalajara|monterrey|puebla", "America/Sao_Paulo": "brasilia|salvador|belo horizonte",
    "America/Bogota": "medellin|cali", "America/Caracas": "caracas", "America/Montevideo": "montevideo", "Africa/Casablanca": "casablanca|rabat|marrakesh|morocco", "Africa/Accra": "accra|ghana",
    "Africa/Johannesburg": "durban|pretoria", "Africa/Lagos": "abuja", "Africa/Addis_Ababa": "addis ababa", "Africa/Kampala": "kampala", "Asia/Riyadh": "riyadh|jeddah", "Asia/Qatar": "doha|qatar",
    "Asia/Beirut": "beirut", "Asia/Amman": "amman", "Asia/Kolkata": "chennai|hyderabad|kolkata|calcutta|pune|bengaluru", "Asia/Dhaka": "dhaka", "Asia/Colombo": "colombo", "Asia/Shanghai": "shenzhen|guangzhou|chengdu",
    "Asia/Taipei": "taipei|taiwan", "Asia/Tokyo": "osaka|kyoto|nagoya", "Asia/Seoul": "busan", "Asia/Kuala_Lumpur": "kuala lumpur|malaysia", "Australia/Sydney": "canberra", "Australia/Hobart": "hobart|tasmania",
    "Pacific/Auckland": "christchurch",
}  # fmt: skip
#: Offsets from UTC in minutes that no whole-hour zone has.
ZONE_OFFSETS: Final = {
    -210: "America/St_Johns", 210: "Asia/Tehran", 270: "Asia/Kabul", 330: "Asia/Kolkata", 345: "Asia/Kathmandu",
    390: "Asia/Yangon", 570: "Australia/Darwin",
}  # fmt: skip

#: Which of several: "last May", "next Christmas", "this summer".
WHICH: Final = {
    "this": "this",
    "next": "next|coming|the coming|this coming|upcoming|following",
    "last": "last|past|this past|previous",
}
#: On which side of now, of another day.
AHEAD: Final = {1: "next|coming|following|upcoming", -1: "last|past|previous"}
SIDES: Final = {1: "after|following", -1: "before|prior to|preceding|leading up to"}
#: The part before or after now.
SOONER: Final = {"earlier": "earlier", "later": "later"}
#: Parts of a period: "the end of", "the latter half of".
EDGES: Final = {
    "begin": "beginning|start|begin|early part|first part|top",
    "middle": "middle|mid",
    "end": "end|very end|close|last part|later part|latter part|tail end",
}
HALVES_OF: Final = {"first half": "first|1 st", "second half": "second|2 nd|last|other|latter|back"}
#: Both ends of a page of the calendar.
PAGE_ENDS: Final = {
    ("end", "week"): "eow", ("end", "month"): "eom|month end|month - end|month 's end", ("end", "quarter"): "eoq",
    ("end", "year"): "eoy|year end|year - end|year 's end", ("begin", "month"): "bom", ("begin", "year"): "boy",
}  # fmt: skip
#: Parts of the day in short, beside a day: "Friday aft".
SHORT_PARTS: Final = {"morning": "am|in the am|in am", "afternoon": "pm|in the pm|in pm|aft|aft .", "evening": "eve"}
#: Beside a day and a part of it: "late Friday afternoon".
HOW_LATE: Final = {"early": "early", "late": "late|later"}

#: Days from today.
DAY_WORDS: Final = {
    0: "today|todays|the current day|this day|2 day|tday|current day",
    1: "tomorrow|tomorrows|tmrw|tmr|tmw|2 moro|2 morrow|2 mrw|tomorow|tommorow|tommorrow|tomo|"
    "tmrrw|tomrw|tmrow|tmoz|2 morro|2 moz|the? next day|the? following day",
    2: "overmorrow|the? day after tomorrow|the? day after tmrw|the? day after tmr",
    -1: "yesterday|yesterdays|yday|yest|the? previous day|the? last day|the? past day",
    -2: "the? day before yesterday",
}
#: Which such day of the week.
WHICH_DAYS: Final = {
    "this": "this",
    "next": "next|following|the following",
    "coming": "coming|this coming|the coming|upcoming|this upcoming|this next|the next",
    "last": "last|past|this past|the last|this last|the past",
    "previous": "previous",
}
PLUS_MINUS: Final = {1: "+", -1: "-"}
#: What follows a weekday, a unit: "Friday after next", "the week before last".
WEEKDAYS_THEN: Final = {
    ("next",): "next",
    ("last",): "just gone|just past",
    ("last", 2): "before last",
    ("after_next",): "after next",
}
UNITS_THEN: Final = {2: "after next", 1: "after this one?", -2: "before last"}
#: Which day's part: "last night".
PART_DAYS: Final = {0: "this|today", 1: "next|the following", -1: "last|yesterday|previous"}
#: Words that make a deadline or a beginning of a time.
BOUNDS: Final = {
    "by": "by|on or before|no later than|not later than|not after|due|due by|due on|at the latest by|latest by|latest|at or before",
    "before": "before|prior to|earlier than|ahead of|sooner than|sometime before|sometimes before|any time before|anytime before|"
    "some time before|just before|shortly before|right before|a little before|a bit before",
    "until": "until|till|' till|through|thru|up to|up until|up till|up to and including|until and including|ending|ending on|ending at",
    "after": "after|later than|sometime after|sometimes after|any time after|anytime after|some time after|just after|shortly after|"
    "right after|soon after|straight after|a little after|a bit after",
    "from": "from|as from|on or after|not before|not until|not till|starting|starting from|starting on|starting at|starting in|as of|"
    "from and after|beginning on|beginning in|no earlier than|commencing|effective",
}
#: Words that say nothing of their own: head of the grammar → words.
FILLERS: Final = {
    "and": "and|&",
    "between": "and|&|to|-",
    "to": "to|-|- -|until|till|thru|through|~|up to|to about|to around",
    "about": "around|about|sometime around|some time around|approximately|roughly|approx|approx .|circa|near|exactly|precisely|~|close to|just|"
    "bang on|as early as|the stroke of|say|say about|say around|let 's say",
    "ish": "- ish|ish|sharp|on the dot|exactly|approximately|or so|or thereabouts|-ish|precisely|on the nose|local time|my time|our time",
    "lead": "on|for|in|during|of|at|over|around|about|approximately|sometime|some time|anytime|any time|sometimes|on or about|on or around",
    "hedge": "or so|- ish|ish|approximately|sometime|or thereabouts|'s|'|itself",
    "joint": ",|at|on|of|in|the|on the|at the|of the|in the|, on|, at|, the|from|starting|starting at|starting from|starting on|beginning|"
    "beginning at|@|for|, from|- from|'s|-|, in|;",
    "pause": ",|.|;|-|- -|:",
    "correction": "no|sorry|i mean|make that|make it|actually|rather|no wait|wait|wait no|or rather|scratch that|oops|no actually|no sorry|er|uh|"
    "correction|no make that|no make it|no i mean",
    "end": ",|.|please|!|'s|'|;|, please|sometime|inclusive|included",
    "leading": "before|before hand|beforehand|ahead|ahead of|ahead of time|early|earlier|in advance|in advance of|prior|prior to|sooner|lead time|notice|out",
    "event": "it|event|meeting|appointment|start|start time|it starts|it begins|that|due date|due time|task|deadline|call|time",
    "betweens": "between|in between|from between|anytime between|any time between|somewhere between|anywhere between|sometime between|"
    "between the hours of|btw|btwn|betw|b / w|b / t",
    "excepts": "except|except on|except for|bar|barring|but|but not|but not on|excluding|excl|excl .|other than|save|not on|apart from|without|"
    "skipping|minus",
}


def with_short_days(names: str) -> str:
    """Names of a feast, those that end with a weekday with its short forms too: "easter monday|easter mon"."""
    days = {day: shorts for day, *shorts in (forms.split("|") for forms in WEEKDAYS.values())}
    parts = [name.rpartition(" ") for name in names.split("|")]  # "easter sun" may well be one
    return "|".join(
        [
            names,
            *(
                f"{head} {short}"
                for head, _, day in parts
                if head
                for short in days.get(day, ())
                if short not in ("sat", "sun")
            ),
        ]
    )


LEXICONS: Final[Mapping[str, Mapping[Any, str]]] = {
    "weekday": WEEKDAYS,
    "weekdays": WEEKDAY_PLURALS,
    "month": MONTHS,
    "digit": DIGITS,
    "teen": TEENS,
    "ten": TENS,
    "smallword": {**DIGITS, **TEENS, **TENS},
    "ordinaldigit": ORDINAL_DIGITS,
    "ordinal": {**ORDINAL_DIGITS, **ORDINAL_TEENS},
    "vague": VAGUE,
    "unit": UNITS,
    "period": PERIODS,
    "plural": PLURALS,
    "minutes": MINUTES,
    "season": SEASONS,
    "decadename": DECADES,
    "half": HALVES,
    "shorthalf": SHORT_HALVES,
    "namedclock": NAMED_CLOCKS,
    "part": PARTS,
    "parts": {**PART_PLURALS, "lunch": "lunchtimes|lunch times|lunch hours"},
    "which": WHICH,
    "ahead": AHEAD,
    "side": SIDES,
    "sooner": SOONER,
    "edge": EDGES,
    "halfof": HALVES_OF,
    "pageend": PAGE_ENDS,
    "shortpart": SHORT_PARTS,
    "howlate": HOW_LATE,
    "plusminus": PLUS_MINUS,
    "dayword": DAY_WORDS,
    "whichday": WHICH_DAYS,
    "weekdaythen": WEEKDAYS_THEN,
    "unitthen": UNITS_THEN,
    "partday": PART_DAYS,
    "bound": BOUNDS,
    **{head: {True: words} for head, words in FILLERS.items()},
    "zonecode": ZONE_CODES,
    "zoneplace": ZONE_PLACES,
    "zoneland": {
        z: "|".join(filter(None, (ZONE_LANDS.get(z), ZONE_CITIES.get(z)))) for z in {**ZONE_LANDS, **ZONE_CITIES}
    },
    "feast": {name: with_short_days(feast.names) for name, feast in FEASTS.items() if feast.names},
}
