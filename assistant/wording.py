"""Words around the slots that steer a command: kinds of things, numbers, scope, state, direction, referents. Tables only.

The student finds the spans; what a closed class of words means is said here (``contract/policies.md``, Which things).
"""

import re
from typing import Final

from assistant.commands import Number

#: Kind words → kind. "event" is every event, "task" every task (policy 9).
KINDS: Final = {
    **dict.fromkeys(("meeting", "mtg"), "meeting"),
    **dict.fromkeys(("call", "phone call"), "call"),
    "birthday": "birthday",
    **dict.fromkeys(
        ("event", "appointment", "appt", "engagement", "thing", "plan", "stuff", "commitment", "everything", "anything", "something",
         "entry", "booking", "session", "obligation", "schedule", "calendar", "agenda", "day"),
        "event",
    ),
    **dict.fromkeys(("task", "to-do", "todo", "reminder", "alarm", "item", "chore", "alert", "row", "entry on the list"), "task"),
}  # fmt: skip

#: Kind words for all of a time: beside a name they may say how long a thing is, or where it stands.
WHOLE: Final = frozenset({"schedule", "calendar", "agenda", "day"})
#: Kind words that are plural in meaning though not in form.
MASS: Final = frozenset({"everything", "anything", "stuff", "schedule", "calendar", "agenda", "day", "plans"})

#: Programs by which people call and meet; a part of patterns.
CALL_PROGRAMS: Final = r"(?:ms |microsoft )?teams|zoom|google meet|skype|webex|facetime|slack|whatsapp"
#: Names that make an event a meeting, and those that keep it from being one (policy 9).
MEETING_NAMES: Final = (
    "meeting", "mtg", "sync", "standup", "stand-up", "stand up", "1:1", "1-1", "1on1", "one-on-one", "one on one", "review", "retro",
    "retrospective", "kickoff", "kick-off", "interview", "call", "check-in", "checkin", "check in", "planning", "huddle", "all-hands",
    "all hands", "demo", "briefing",
)  # fmt: skip
NOT_MEETINGS: Final = (
    "breakfast", "brunch", "lunch", "dinner", "supper", "coffee", "tea", "drinks", "party", "gig", "birthday", "concert",
)  # fmt: skip
CALL_NAMES: Final = ("call", "phone")
BIRTHDAY_NAMES: Final = ("birthday", "bday", "b-day")

#: "who am I meeting": anything with people, not what is called a meeting; "am I on call", "does it clash with anything": no kind either.
MEETS: Final = re.compile(
    r"\b(?:am i|are we|i(?:['’]?m| am)|we(?:['’]?re| are)|was i|were we) (?:meeting|calling|visiting)\b|\bon[ -]?call\b|(?<=with )(?:any|some)thing\b",
    re.I,
)
#: Of several things in order of time, the earlier in a group; parts of patterns, as is "the one after that".
EARLIER_OR_LATER: Final = r"(?:(earlier|former|sooner)|later|latter)"
ONE_AFTER: Final = r"the (?:following one|(?:next )?one after(?: (?:that|this))?)(?! one)"
#: "cancel her stuff", "his appointments": all of one person's.
THEIR_THINGS: Final = re.compile(
    r"\b(?:her|his|their)\s+(?:stuff|things|appointments|events|meetings|plans|activities|clubs|lessons|classes|calls)\b",
    re.I,
)
#: "the next one", "the first one".
RANKED_ONE: Final = re.compile(r"\b(?:next|first|last|second|third|\d(?:st|nd|rd|th)) one\b", re.I)
#: "what day is it", "how many days does it take": a measure, no kind of thing.
MEASURED: Final = re.compile(r"\b(?:what|which|how many) days?\b", re.I)
#: "when do I finish on Friday": with the last thing of the day.
MY_ENDS: Final = re.compile(
    r"\b(?:do|will|did|am|are|does|is) (?:i|we|my (?:work(?:ing)? )?day) (?:(start(?:ing)?|begin(?:ning)?|clock (?:on|in))|finish(?:ing|ed)?|done|through|end|stop(?:ping)?|(?:knock|clock|get) off|wrap up|get done)\b",
    re.I,
)
BY_TIME: Final = re.compile(rf"\bthe {EARLIER_OR_LATER} one\b", re.I)

#: Numbers of things: word → (Number, count, ordinal).
ALL_WORDS: Final = frozenset(
    {"all", "every", "each", "any", "both", "everything", "entire", "whole", "remaining", "rest"}
)
NEXT_WORDS: Final = frozenset(
    {"next", "upcoming", "coming", "following", "succeeding", "soonest", "nearest", "earliest"}
)
BY_LENGTH: Final = {"longest": Number.LONGEST, "shortest": Number.SHORTEST}
LAST_WORDS: Final = frozenset({"last", "latest", "final", "most recent", "previous"})
CARDINALS: Final = {
    w: n for n, w in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
}
ORDINALS: Final = {
    w: n
    for n, w in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
    )
} | {f"{n}{s}": n for n, s in ((1, "st"), (2, "nd"), (3, "rd"), *((k, "th") for k in range(4, 21)))}


def pattern(*words: str) -> re.Pattern[str]:
    """Matches one of these phrases as whole words, case forgiven."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.I)


#: What there is one of on the right, and one on the left; a part of patterns.
SIDED: Final = (
    r"(?:side|side's|back|foot|hand|handed|leg|knee|hip|eye|ear|arm|elbow|wrist|ankle|shoulder|wing|breast|lung|kidney|thumb|toe|heel|thigh|calf|guard"
    r"|hearing|lens|contact|molar|headlight|(?:tail|brake)[ -]?light|indicator|mirror|front|rear|tyre|tire|wheel|shoe|boot|glove)"
)
#: Parts of patterns: a weekday, a month however it is shortened, a street, what may lead a name, a beginning, an end, and the verb of an order.
WEEKDAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
WEEKDAY_OR_SHORT: Final = rf"(?:{WEEKDAY}|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)"
MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
STREET: Final = r"(?:street|st|road|rd|avenue|ave|square|lane|park|terrace|place|drive|court|gardens?|row|hill|crescent|close|grove|quay|mews|green|walk)"
THE: Final = r"(?:(?:the|my|our)\s+)?"
SINCE_WHEN, UNTIL_WHEN = r"(?:from|starting|beginning|as of)", r"(?:until|till|til)"
POLITE: Final = r"^\W*(?:(?:please|can you|could you|let['’]?s|just)\s+)*"
SCOPE_ALL: Final = pattern(
    "series", "whole series", "entire series", "every occurrence", "all (?:the )?occurrences", "every time", "every single", "all of them",
    "every one", "always", "recurring", "repeating", "each time",
)  # fmt: skip
#: "I'm giving up | pilates |, cancel the lot": all times of the one thing that is named.
THE_LOT: Final = pattern("them all", "the (?:whole )?lot")
#: "delete yoga | entirely |": all times of what is named, where no day of it is.
WHOLLY: Final = pattern(
    "entirely", "altogether", "all together", "completely", "outright", "in its entirety", "lock, stock and barrel"
)
#: "no gym on Friday any more", "not doing gym no more": that day of each week; "two of them, no more" and "no more gym" say something else.
FROM_NOW_ON = (
    "from (?:now|here) on(?:wards?)?", "going forward", "any ?more", "permanently", "for good",
    "(?<!be )(?<!last )(?<!take )any longer(?! than)", r"(?<=[\w'’] )(?<!and )(?<!but )no more(?=[\s.!]*$)",
)  # fmt: skip
LASTING: Final = pattern(*FROM_NOW_ON, "always")
SCOPE_FUTURE: Final = pattern(
    *FROM_NOW_ON, "(?:and )?all (?:the |my |our )?(?:future|upcoming|remaining)", "and future", "and (?:all )?(?:the )?following(?! one\\b)",
    "from then on", "and (?:all|everything|every one) (?:those |the ones |that comes? )?after(?:wards?)?", "onwards?",
    "from this (?:one|week|point) on", "(?:this|that) and (?:all )?(?:the )?(?:following|future|later)", "and after",
)  # fmt: skip
#: "the rest of the | choirs |", "the remaining lessons": those to come, and none that were.
REST_OF: Final = re.compile(
    r"\b(?:(?:rest|remainder)\s+of\s+(?:(?:the|my|our|his|her|their|these|those|all)\s+)*|remaining\s+)(?:\||(?:meeting|call|event|appointment|session)s\b)",
    re.I,
)
#: "no more pilates", where no day of it is named.
NONE_AHEAD: Final = re.compile(r"\W*(?:(?:so|and|ok(?:ay)?|right|there['’]?s|sorry)\s+)*no more\s+(?!than\b)", re.I)
REST_ALONE: Final = re.compile(r"(?:the )?(?:rest|remainder)", re.I)
SCOPE_ONE: Final = pattern(
    "just this", "only this", "this one", "just that", "only that", "just once", "this time", "just the", "only the", "only",
    "just(?! (?:called|rang|phoned|texted|e-?mailed|messaged|wrote|heard|said|says|told|asked|sent|got an?)\\b)",
    "skip", "this occurrence", "that occurrence", "one time", "for once", "(?:can|could) wait",
)  # fmt: skip
DONE: Final = pattern(
    "done", "finish", "complete", "tick off", "get done", "completed", "finished", "ticked(?: off)?", "checked(?: off)?", "crossed(?: off)?",
    "already (?:bought|got|done)", "(?:get|got|buy|bought) already",
)  # fmt: skip
#: "did I book the flight" is about one to come.
DID_I_NOTE: Final = pattern(
    r"(?:did|have) (?:i|we) (?:already |ever |remember to |remembered to )?(?:book|schedule|add|put|plan|arrange|enter|save|note|set|make)(?:d|ed|ned)?"
)
#: "did I put eggs on the list": they stand there, ticked off or not.
PUT_ON_LIST: Final = re.compile(
    r"\b(?:did|have) (?:i|we) (?:already |ever )?(?:put|add(?:ed)?|write|written|noted?)\b.*\b(?:on|to|onto|down on)\b(?=.*(?:\blists?\b|\|))",
    re.I,
)
PARTICIPLE: Final = (
    r"(?!(?:need|list|plan|schedul|requir|not|includ|expect|suppos)\w*ed\b|(?:added|entered|marked|flagged|repeated)\b)"
    r"(?:\w+ed|paid|sent|bought|made|done|got|cut|written|read|built|taken|given|put|fed|found|told|sold|brought|hung|swept|thrown)"
)
#: "have I paid it", "is the bill paid".
DID_I: Final = re.compile(
    r"\b(?:did (?:i|we)(?! (?:say|tell|ask|want|mean)\b)|have (?:i|we)(?! (?:got|any)\b))\b|\bhave (?:i|we) got (?:(?:the|my|our) )?\s*\|\W*$"
    rf"|^\W*(?:is|are|was|were|has|have)\b.*\|\s*(?:(?:been|now|all|already)\s+)*{PARTICIPLE}\W*$",
    re.I,
)
#: "what did I buy today": what was done, not what "did I need"; "how many tasks have I got" is what there is.
DID_WHAT: Final = re.compile(
    rf"\bdid (?:i|we) (?!need|have|want|forget|miss|say|ask|put|add|plan|note|write)\w|\bhave (?:i|we) (?:already |(?!got\b)){PARTICIPLE}\b(?! to\b)",
    re.I,
)
#: Another person takes the place of the one who is named before.
NOW_WITH: Final = pattern("now with", r"(?:is|are|will be) with\b.*\b(?:now|instead)")
#: One comes besides the others: "now with Bo too", "Ana's bringing Bo".
TOO: Final = pattern("too", "as well", "also", "plus")
BRINGING: Final = re.compile(r"\bbring(?:s|ing)?\s+(?:along\s+)?(?:(?:her|his|their|my|our)\s+)?\|", re.I)
#: "n't" of a verb, typed without its sign, too: "havent", "didnt", "isnt".
NT: Final = r"(?:n['’]t|\b(?:have|has|had|did|do|does|is|are|was|were|wo|would|ca|could|should)nt)\b"
#: "move it to another day", "a different time": when is asked; "push it back another day" is so much later.
OTHER_TIME: Final = re.compile(
    r"\b(?:(?:to|on|at) (?:another|a different|some other|any other)|a different|some other) (?:day|date|time|slot)\b(?! (?:later|earlier|longer))",
    re.I,
)
#: "let's do lunch | another day |", "she'll do it another time".
DO_OTHER: Final = re.compile(
    r"\b(?:do|have|be)\b[^,;]*?\b(?P<other>another (?:day|date|time)\b(?! (?:later|earlier|longer)))", re.I
)
#: "what haven't I done": what is open, though it says done.
UNDONE: Final = re.compile(rf"{NT}|\bnot\b|\bto (?:be|get) (?=done|finished|completed|ticked)", re.I)
#: "is there anything I haven't done", no "haven't I done the bins".
ANY_UNDONE: Final = re.compile(rf"\bany\w*\b.*\b(?:i|we) (?:still )?\w*{NT}", re.I)
#: Who is "running late", or "45 minutes late", tells of no task.
OVERDUE: Final = pattern(
    "overdue",
    r"should(?:['’]ve| have| of| (?:i|we) (?:have|of))(?: already)?(?: been)? (?:done|finished|completed)",
    "past due",
    r"(?<!running )(?<!\d )(?<!mins )(?<!minutes )(?<!bit )late",
    "missed",
    "behind on",
    "behind with",
)
OPEN: Final = pattern(
    "open", "still", "left", "remaining", "pending", "outstanding", "undone", "unfinished", "not done", "to do"
)
REOPEN: Final = pattern(
    "re-?open", r"open (?:(?:it|that|this|them|those|the|my|our)\s*)?(?:\|\s*)?(?:back )?(?:up )?again", "un-?tick", "un-?check", "not (?:actually )?(?:done|finished|completed)", "isn't (?:actually )?(?:done|finished)",
    "undone", "un-?mark", "incomplete", "not yet done", "un-?complete", "un-?done", "mark .* as (?:open|not done|undone|incomplete)",
    "haven't (?:actually )?(?:done|finished)",
)  # fmt: skip
#: "put marmalade back on the list", where it was ticked off.
BACK_ON: Final = re.compile(r"\bput\b.*\bback on(?:\s+(?:the|my|our)\b|\W*$)", re.I)
EARLIER: Final = pattern(
    "earlier", "prepone", "forward", "up", "sooner", "ahead", "shorter", "shorten", "less", "cut", "reduce", "advance", "trim",
    r"(?:pull|bring)\b[^,;]*?\bin(?= by\b|\s*\|)",
)  # fmt: skip
LATER: Final = pattern(
    "later", "back", "push", "postpone", "delay", "longer", "extend", "lengthen", "defer", "put off", "more"
)
#: "leave it until Friday"; who is on leave until Friday puts nothing off.
LEAVE: Final = "(?<!on )(?<!sick )(?<!annual )leave"
PUT_OFF = ("push(?:ed)?", "postponed?", "delay(?:ed)?", "defer(?:red)?", r"put\b[^,;]*?\b(?:off|back)")
#: "push … forward", "put … back": here the verb says more than the particle.
PUSHED: Final = pattern(*PUT_OFF, rf"(?:wait|{LEAVE})\b[^,;]*?\b{UNTIL_WHEN}")
#: Two things change places.
SWAP: Final = re.compile(rf"{POLITE}(?:swap|switch|exchange|trade|flip)\b", re.I)
#: "every second standup": one of a series and not the next, for which there is no time.
ALTERNATING: Final = re.compile(r"\b(?:every|each) (?:other|second|third|fourth|2nd|3rd|4th)\b", re.I)
#: "pause yoga until May": the times until then are left out, the series goes on.
PAUSED: Final = re.compile(rf"{POLITE}(?:pause|suspend|skip|take a break from)\b", re.I)
#: "Maria can't come |", "the photographer isn't free |", "Tom won't make the signing |".
UNABLE: Final = (
    r"(?:(?:ca|wo|is|are|could)n['’]?t|(?:(?<=['’]s)|(?<=['’]re)|(?<=['’]m)|(?:is|are|am|can|could|will))\s+not|cannot)\s+"
    r"(?:(?:be|get)\s+)?(?:able to\s+)?(?:come|coming|here|there|in|home|back|at|to|make|do|doing|join|attend|start|begin|talk|speak|meet|see"
    r"|free|available|around|arrive)"
)
#: "the recital isn't | until 2", "Gran and Pa aren't leaving | until the 14th".
NOT_BEFORE: Final = (
    r"(?:(?:is|are)n['’]?t|(?:is|are|(?<=['’]s)|(?<=['’]re))\s+not|won['’]?t\s+be)"
    r"(?:\s+(?:coming|arriving|visiting|starting|beginning|leaving|departing|(?:going|flying|heading)(?:\s+(?:home|back|in|out|off))?))?"
    rf"(?=\s+{UNTIL_WHEN}\b)"
)
#: "put off until Friday", "can't start until 2": what is put off begins then.
POSTPONED: Final = pattern(
    *PUT_OFF, "adjourn(?:ed)?", "hold off", "reschedule", "move", "shift", LEAVE, "wait", UNABLE, NOT_BEFORE
)
UNTIL: Final = pattern(UNTIL_WHEN)
#: All but what was last talked of, or is told before.
ALL_ELSE: Final = pattern(r"(?:everything|anything|all|every\w+|the rest|whatever) else")
#: "what's left of today", "the rest of the day".
REST: Final = pattern("what(?:ever)?(?:['’]s| is)? left", "the (?:rest|remainder)", "whatever remains", "what remains")
#: "are there any calls left", "what's left of the day", "what do I still need to do", "anything else on tonight now": none that are over.
LEFT: Final = pattern(
    "left", "remain(?:s|ing)?", "the (?:rest|remainder)", "to go", "still (?:need|have|has|got|to|coming|ahead)",
    "coming up", "upcoming", r"(?:anything|else|more)\b[^.?!,;]*\b(?:now|still|yet)",
)  # fmt: skip
EVERYONE_OUT: Final = pattern("(?:remove|uninvite|disinvite|un-invite|drop|kick out|take off) (?:everyone|everybody)")
#: "uninvite everyone but | Ana |", "take | everyone | apart from | Ana | off it", "keep only | Ana |": she alone stays.
EVERYONE: Final = frozenset({"everyone", "everybody", "all", "all of them"})
EVERYONE_BUT: Final = re.compile(
    r"\b(?:everyone|everybody|all\b.*\|)\s+(?:(?:else|there|of them)\s+)?"
    r"(?:but|except|bar|other than|apart from|aside from|save)(?:\s+for)?\s*\|",
    re.I,
)
KEPT_ALONE: Final = re.compile(rf"{POLITE}(?:keep|leave)\s+(?:only|just)\s*\|", re.I)
END_ALONE: Final = pattern(
    "longer", "shorter", "extend(?:ed|ing)?", "shorten(?:ed|ing)?", "lengthen", rf"{UNTIL_WHEN}(?! then)", "stretch", "end(?:s|ing)?",
    "finish(?:es|ing)?", "stops?", "lands?", "through", "prolong", "(?:wraps|winds|wrapping|winding) up", "(?<!the )(?<!my )(?<!our )(?:wrap|wind) up", "lets out", "(?:is|are|be|['’]s) (?:done|finished)(?= (?:at|by|around|about)\\b|\\s*\\|)",
    "(?<!at )short(?![- ](?:staffed|handed|notice|of)\\b)", "trim", "(?:is|are|be|['’]s) over", "over at",
)  # fmt: skip
#: "the roster | is due on the | 10th".
IS_DUE: Final = r"(?:(?:is|are|will be)\s+)?(?:now\s+|only\s+|actually\s+)?due"
#: What travels, and what it does at its end.
TRAVEL: Final = re.compile(
    r"\b(?:(?:trains?|flights?|planes?|bus(?:es)?|ferry|boat|ship|shuttle|eurostar|tram)|(?:coach|drive|transfer|crossing) (?:to|from))\b",
    re.I,
)
ARRIVING: Final = r"(?:arrives?|lands?|gets? (?:in|there|home|to [^\W\d_]+)|touch(?:es)? down|pulls? in|docks?|(?:is|are) (?:due )?in)"
#: "rehearsal goes to | 7 |", an hour.
GOES_TO: Final = re.compile(r"\bgo(?:es)?(?: on)? to(?=\s+\|)", re.I)
#: "rename the dentist".
RENAMES: Final = re.compile(rf"{POLITE}(?:re(?:name|title|label))\b", re.I)
#: "to the same time next week": the hour stays.
SAME_TIME: Final = re.compile(r"\b(?:at )?(?:the )?same (?:time|hour)s?\b", re.I)
#: "start 15 minutes earlier but keep the end": the start alone moves.
END_KEPT: Final = re.compile(
    r"\b(?:(?:keep|leave|keeping|leaving)\b[^,;|]*\b(?:end|(?:the|same|its) finish)"
    r"|(?:same|without (?:moving|changing) the|still) (?:end|finish)\w*"
    r"|(?:end|finish)\w* (?:at the same (?:time|hour)(?! as\b)|as (?:before|planned)"
    r"|(?:time )?(?:stays|remains) (?:the same|unchanged|as it (?:is|was))))"
    r"\b(?! of\b)",
    re.I,
)
#: "but still end at | noon |", "keep the end at | 5 |", where nothing else is new: the end alone moves.
END_GIVEN: Final = re.compile(r"[^|]*\b(?:end|finish)\w*(?: time)?(?: at| by| of)?\s+\|[^|]*", re.I)
#: "add 30 minutes to the review", "take 15 minutes off the review", "cut the review by 15 minutes": its length, as far as it is a length that is said.
LENGTH_CHANGED: Final = re.compile(
    rf"{POLITE}(?:(add|tack)|(?:take|knock|shave|cut|chop)\b.*\b(?:off|from|out of)|(?:cut|reduce)\b(?!\s+short\b)[^,;]*\bby)\b",
    re.I,
)
LENGTH: Final = pattern("longer", "shorter", "extend", "shorten", "lengthen", "prolong", "stretch", "trim")
#: "past reminders", "all old events": those that are over.
GONE: Final = re.compile(
    rf"\b(?:(?<!half )(?<!quarter )past|previous|old)(?=\s*(?:$|\||(?:{'|'.join(KINDS)})s?\b))", re.I
)
PAST: Final = pattern(
    "was", "were", "did", "had", "happened", "ago", "yesterday", "last time", "have (?:i|we) (?:been|had|done|gone|seen|met|attended|spent|missed)",
)  # fmt: skip
NOW: Final = pattern("right now", "just now", "at the moment", "currently")
DEADLINES: Final = pattern("deadlines?")
MY_DAY: Final = pattern("my day", "the day")
REFERENT_IT: Final = pattern("it", "that", "this", "that one", "this one", "the same", "the one", "mine")
REFERENT_THEM: Final = pattern("them", "those", "these", THE_LOT.pattern)
#: "how many of those | before May |": of what was talked of, whatever else narrows it.
OF_THOSE: Final = pattern("of (?:those|these|them)")
REFERENT_OTHER: Final = pattern("the other(?: one)?", "other one", "another one", "not that one", "different one")
CLEAR: Final = pattern("clear", "empty", "wipe", "free up", "clean out", "clean up", "purge")
EXCEPT_WORDS: Final = r"\b(?:except|except for|but not|other than|besides|apart from|aside from|all but|excluding|without|save for|not counting|but leave|but keep|(?<!\bon )(?<!annual )(?<!sick )leave(?! for\b)|keep)"
#: "unless it's with Ana": what is spared, not what is waited for.
UNLESS_IT_IS: Final = r"unless\s+(?:it|they|those|these)(?:['’](?:s|re)|\s+(?:is|are))\s+(?:with|called|named|about)\b"
#: "everything that isn't with Ana": a relative clause that spares; "we're not having the plumber" takes him away.
NOT_SO: Final = rf"\b(?:{UNLESS_IT_IS}|(?:(?:that|which)\s+(?:is|are|do|does)(?:n['’]t| not)|(?:that|which)(?:['’]s|['’]re) not|not)\s+(?:with|called|named|about|at|in|on|involving|(?<!m not )(?<!re not )having|have|include|involve)\b)"
#: "not at 3 but at 4": the hour that it is no more.
NO_MORE: Final = re.compile(
    r"(?:(?<!\bbut )\bnot\s+(?:at|in|on)|\b(?:instead of|rather than)(?:\s+(?:at|in|on))?)\s+(?:the\s+)?$", re.I
)
#: A relative clause, and the words in one that are understood by themselves or only lead to what is marked. After the word for a kind,
#: "that" and "I" always begin one.
RELATIVE: Final = re.compile(
    rf"(?:\b(?:{'|'.join(KINDS)})s?\s+(?:\|\s+)?(?:that|which|whose|where|who)\b"
    rf"|\b(?:(?:{'|'.join(KINDS)})s|everything|anything)\s+(?:(?:i|we|you|he|she|they)\b|(?:\||\w+)\s+(?=\w+ed\b))"
    r"|\b(?:that|which|whose|where)\b(?=\s+(?:\||\w+n['’]t|i|we|you|he|she|they|is|are|was|were|ha[sd]|have|do|does|did|can|could|will|won|start|begin|end|last|take|need|go|say|conflict|overlap|clash|\w+s|(?-i:[A-Z])\w*)\b))(.*)",
    re.I,
)
HEARD: Final = frozenset(
    ["is", "are", "was", "were", "be", "been", "it", "has", "have", "had", "do", "does", "i", "we", "me", "am", "start", "starts", "begin", "begins", "end", "ends", "last", "lasts", "take", "takes", "happen", "happens", "fall", "falls", "due", "on", "in", "at", "with", "for", "from", "to", "by", "of", "the", "my", "our", "a", "an", "and", "or", "all", "not", "isn't", "aren't", "don't", "doesn't", "done", "completed", "complete", "finished", "open", "overdue", "late", "ticked", "checked", "crossed", "off", "still", "already", "planned", "scheduled", "booked", "got", "back", "called", "named", "marked", "left", "going", "as", "now", "goes", "day", "please", "except", "but", "s", "re", "ve", "m"]
)  # fmt: skip
SAYS_PM: Final = pattern(
    "evenings?", "dinner", "drinks", "a drink", "pints?", "beers?", "pub", "party", "game", "movie", "film", "concert", "gig", "tonight", "nights?",
    "supper", "theat(?:re|er)", "cinema", "(?:meals?|night|drink) out", "(?:leaving|retirement|engagement|birthday|works?|\\d+th) do", "clos(?:e|ing) shift", "an? table (?:at|for)", r"table for \w+ at",
    r"(?:book|reading|youth|film|quiz|chess|bridge|darts|card|camera|wine|supper|drama) club(?=.*\b(?:at |half )?[78](?:[.:][0-5]\d)?\s?(?:-|–|till?|until|to)\s?(?:half )?(?:8|9|10|11)\b)",
)  # fmt: skip
SAYS_AM: Final = pattern(
    "wake(?!.*\\b(?:nap|siesta))", "breakfast", "mornings?", "sunrise", "get up", "(?:early|day) shifts?", "earlies"
)
#: Words for being woken, alarms and reminders.
WAKE: Final = pattern("wake")
ALARM: Final = pattern("alarms?")
SEVERAL_ALARMS: Final = pattern("reminders", "alarms", "alerts", "notifications")
REMIND: Final = pattern(
    "remind", "reminders?", "alarms?", "alert", "wake", "ping", "nudge", "notify", "forget", "warn (?:me|us)", "warning", "heads[ -]up",
)  # fmt: skip
#: What can be taken away from a thing, by the field of its row.
TAKEN_AWAY: Final = re.compile(rf"{POLITE}(?:remove|clear|delete|drop|take off|take away|unset|erase)\b", re.I)
FIELDS: Final = ((pattern("due date", "deadline", "due time"), "due"), (pattern("priority"), "priority"),
                 (pattern("location", "place", "address"), "location"), (pattern("notes?", "description"), "description"),
                 (pattern("attendees", "guests", "invitees", "participants"), "attendees"))  # fmt: skip
FIELD_NAMES: Final = "|".join(words.pattern for words, _ in FIELDS)
#: "delete priority tasks": what has the field is meant, not the field.
HAVING_FIELD: Final = re.compile(rf"(?:{FIELD_NAMES})\s+(?:(?:\||\d+)\s+)*(?:{'|'.join(KINDS)}|ones?)s?\b", re.I)
#: "remove the due date and the priority", "clear the vet's location".
FIELD_TAKEN_AWAY: Final = re.compile(
    rf"{TAKEN_AWAY.pattern}\s+(?:(?:the|my|our)\s+)*(?:\|\s+(?:['’]s?\s+)?)?"
    rf"(?:(?:,|and|the|its|their|any|all)\s+)*(?!{HAVING_FIELD.pattern})(?:{FIELD_NAMES})"
    rf"(?:\s*(?:,|and)\s+(?:(?:the|its|their)\s+)*(?:{FIELD_NAMES}))*",
    re.I,
)
#: Words of priority and the iCalendar number of their band (policy 16, RFC 5545 3.8.1.9).
ASAP: Final = pattern(r"asap", r"a\.s\.a\.p\.?", "as soon as (?:possible|i can|we can)")
PRIORITIES: Final = ((pattern("high(?:est)?", "urgent", "important", "top", "critical", ASAP.pattern, "1"), 1),
              (pattern("low(?:est)?", "minor", "unimportant", "9"), 9), (pattern("medium", "normal", "moderate", "5"), 5))  # fmt: skip
#: "When: Tuesday at 5": a word for a field names nothing.
FIELD_WORD: Final = "(?:when|where|date|time|venue|what|subject|location|title|event)"


def priority_of(words: str | None) -> int | None:
    """The number of the priority that these words say, if they say one."""
    return next((number for said, number in PRIORITIES if words and said.search(words)), None)
