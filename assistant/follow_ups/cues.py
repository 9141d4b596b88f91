"""The words with which a conversation goes on: answers to what was asked, and what makes a sentence a follow-up. Closed classes, as data."""

import re

from assistant.commands import Command, Scope, without_words
from assistant.nouns import is_kind_word
from assistant.resolution.exclusion import ENUMERATION
from assistant.resolution.matching import content, words_of
from assistant.wording import CARDINALS, EARLIER_OR_LATER, UNTIL_WHEN

AGREES = r"(?:y|yes|yep|yeah|yup|aye|sure|ok(?:ay)?|k|do (?:it|that)|go (?:ahead|for it)|confirm(?:ed)?|please do|(?:sounds|looks) good|that['’]?s (?:right|fine)|that works|correct|apply|fine|perfect|al(?:l )?right|absolutely|definitely)"
#: Words that lead a follow-up: those that take back what was said, and those that go on from it.
WAIT = r"no+(?: thanks| thank you)?|nope|nah|oh|ah|hm+|um+|w?hoops|oops|wait|hang on|hold on|sorry|actually|i meant?|on second thoughts?|not (?:that|this) one"
OPENING = rf"{WAIT}|{AGREES}|great|and|also|but|so|then|well|now|please|just(?= (?:not|keep|leave|don))"
LEAD = rf"\W*(?:(?:{OPENING})\b\W*)*"
#: "3", "three".
COUNT = rf"(?:\d+|{'|'.join(CARDINALS)})"
END = r"(?:\W+(?:please|thanks|then|now|actually|though))*\W*"


def led(said: str, by: str = OPENING) -> re.Pattern[str]:
    """ "oh wait, | the first one": this, behind whatever words lead it."""
    return re.compile(rf"\W*(?:(?:{by})\b\W*)*(?:{said})", re.I)


#: What confirms by itself and leads no follow-up ("go on Friday" does not agree).
CONFIRMS = rf"(?:{AGREES}|go on|that['’]?(?:ll| will) do|(?:that|it)(?:['’]?s| is) (?:right|fine(?: (?:with|by) me)?|it|the one|great|good|lovely|perfect|correct|what i (?:mean|meant|want|wanted))|exactly(?: that)?|spot on|fine (?:by|with) me|why not|by all means|let['’]?s do (?:it|that)|(?:sounds|looks) (?:right|fine|great|lovely|perfect)|i['’]?m (?:sure|happy with that)|(?:i )?agreed?)"
#: What is said beside it.
NICELY = r"(?:please|thanks|thank you(?: so much| very much)?|ta|cheers|anyway|then|now|oh|ooh|ah|lovely|great|brilliant|super|wonderful|excellent|marvell?ous|good|cool|nice(?:ly)?|dear|love|mate|very much|of course|if you (?:would|could|can)|for me|with that|just do (?:it|that)|i (?:think so|do|am)|it is)"
YES = re.compile(rf"(?=.*\b{CONFIRMS}\b)\W*(?:(?:{CONFIRMS}|{NICELY})\b\W*)+", re.I)
#: "perfect, thanks", "ok great": these end a talk, and choose nothing; neither does a bare "ok".
THANKS = re.compile(
    r"(?=.*\b(?:thanks|thank you|ta|cheers|great|good|cool|lovely|brilliant|perfect|wonderful|excellent|super)\b)"
    r"\W*(?:(?:ok(?:ay)?|right|oh|ah|ooh|all right|alright|that['’]?s|thanks|thank you|so much|very much|a lot|ta|cheers|mate|love|dear|great|good|cool|nice|lovely"
    r"|brilliant|perfect|wonderful|excellent|super|then)\b\W*)+",
    re.I,
)
#: "at the same time", of what goes to another day, "same day", of what gets another hour.
SAME_TIME = led(rf"(?=.*\b(?:keep|same)\b)(?:(?:keep|at|on|the|with|same)\W+)+(?:time|hours?|(day)){END}")
#: One way to drop what is planned or asked: "leave it as it is", "nvm".
DROPS = (
    r"(?:no+(?:,? (?:thanks?|thank you|wait|hold on))?|nope|nah|never ?mind(?: (?:that|this|it|about (?:it|that|this)))?|nvm|nm"
    r"|forget (?:it|that|about (?:it|that)|(?:that )?i (?:said|asked|mentioned)(?: (?:it|that|anything))?)|don['’]?t|stop|dismiss"
    r"|(?:leave|keep|don['’]?t (?:cancel|delete|move|change|touch|do)) (?:it|(?:that|this)(?: one)?|them|everything|anything|both)(?: all)?(?: (?:in|on)(?: there)?)?"
    r"(?: alone| be| after all| as is| (?:where|how|as) (?:it|they) (?:is|was|are|were))?"
    r"|don['’]?t (?:bother|worry)(?: (?:about|with|adding|booking|putting|doing) (?:it|that|this|them)(?: (?:in|on|down))?)?"
    r"|no need(?: (?:for|of) (?:it|that|this|them)| any ?more)?"
    r"|scratch that|not (?:now|yet)|(?:better|maybe|perhaps|probably|rather|i['’]d rather) not"
    r"|(?:i|we) (?:have|did|do|wo|are|was)n['’]?t(?: yet)?|cancel|neither(?: of them)?|none(?: of (?:them|those|these))?)"
)
#: Such words, one or several of them: "oh never mind, just leave it then".
NO = led(
    rf"{DROPS}(?:\W+(?:(?:and|just|so|then|ok(?:ay)?|actually|let['’]?s)\W+)*{DROPS})*(?:\W+(?:then|thanks|thank you|please|for now|sorry|actually|lol|haha))*\W*",
    f"{WAIT}|jk|(?:just |only )?(?:kidding|joking)|lol|ok(?:ay)?|ugh|well|so|e+h|meh|bah|a+rgh|aw+|pff+t?|yeah|right|tbh|you know what",
)
#: "oops, not yet", of what was done already.
NOT_YET = led(r"(?:not (?:quite )?yet|(?:i|we) (?:have|did|was|were|are)n['’]?t(?: yet)?)\W*", WAIT)
#: Of what was ticked off.
NOT_SO = led(rf"(?:they|it|that)(?:['’]?re| are|['’]?s| is)(?: not|n['’]?t)(?: done)?(?: yet)?{END}", f"{WAIT}|,")
CANCEL_THAT = led(
    rf"(?:cancel|scrap|drop|delete|remove|skip|bin|ditch|chuck|axe) (?:that|this|it){END}", f"{WAIT}|please"
)
#: "delete it": the thing itself, where "cancel that" is what was done to it.
DELETE_IT = led(rf"(?:delete|remove) it{END}")
UNDO = led(
    rf"(?:undo(?: (?:that|it|this|the last (?:one|change|thing)))?|take (?:that|it) back|revert(?: (?:that|it))?){END}"
)
REDO = led(rf"redo(?: (?:that|it))?{END}")
NUMBERED = led(
    r"(?:just |only )?(?:the |number |option |#)?(\d|first|second|third|fourth|fifth|sixth|1st|2nd|3rd)(?: one)?(?: too| as well)?\W*"
)
EVERY = led(
    r"(?:all(?: of (?:them|it))?|both(?: of them)?|every(?:thing| (?:single )?one(?: of them)?)?|the (?:whole|entire) (?:series|thing|lot)|the (?:series|lot))\W*"
)
#: "no, the first", after another one was picked.
OTHER_CHOICE = led(rf"{EVERY.pattern}|the (?:first|second|third|1st|2nd|3rd|earlier|later)(?: one)?\W*")
#: Words that pick a scope where it was asked for.
SCOPES = (
    (led(r"(?:(?:the next|this|that)(?: one)?(?: time)?|(?:just|only) (?:this )?once)\W*", "no|actually|ok(?:ay)?|just|only"), Scope.ONE),
    (led(r"(?:(?:this|that)(?: one)? and (?:all )?(?:the )?(?:following|future|later)(?: ones)?|from (?:now|then|here|this one|that one) on(?:wards?)?|(?:all )?(?:the )?(?:future|following|later|coming) ones|for good|permanently)\W*"), Scope.FUTURE),
)  # fmt: skip
#: "the later", of two that were offered.
PICKED_BY_TIME = led(rf"(?:the )?(?:{EARLIER_OR_LATER}|last)(?: one)?\W*")
#: "the first two", "1 and 3", of several that were offered.
FEW = led(r"(?:(?:just|only) )?(?:the )?(?:(first|last) (two|three|2|3)|\d(?:\s*(?:,|and|&|, and)\s*\d)+)(?: ones)?\W*")

#: "not the 4th of May", "oh and not on Friday".
NOT = led(r"not\b", "no|but|and|oh|actually|sorry")
#: What goes before a word on what stays: "yes, but", "hang on"; "no don't do that" drops it all.
SPARING = rf"(?!.*\bno\W+don){LEAD}"
#: "leave the books till tomorrow" puts them off.
LEAVE = rf"leave(?!(?! (?:it|that|this|them)\b).*\b{UNTIL_WHEN}\b)"
APART = r"(?:except(?:ing)?(?: for)?|other than|apart from|besides|minus|without|with the exception of)"
#: "all but yoga", "cancel everything except the call", of what a plan takes.
ALL_BUT = rf"(?:(?:cancel|delete|remove|clear|drop|scrap|skip|move|push|do|tick off|take off) )?(?:all|every(?:thing| ?one)?|anything|the lot)(?: of (?:them|those|these|it))?,? (?:but(?: not)?|save|bar|{APART})"
#: Words before what stays.
SPARE = rf"(?:{ALL_BUT}|{APART}|not|keep|don['’]?t (?:touch|cancel|delete|move|change|tick))"
KEEP = re.compile(rf"{SPARING}(?:{SPARE}|{LEAVE}|but not)\b", re.I)
#: "except Friday": a time that is spared, never a new one.
EXCEPT = re.compile(rf"{SPARING}(?:but not|not on|keep|(?!leave at\b){LEAVE}|{APART}|{ALL_BUT})\b", re.I)
#: "not Thursday, Friday".
RATHER = re.compile(r"[,;–—]|\b(?:but|rather|instead)\b(?! not\b)(?=.*\w)", re.I)
#: "no wait, the vet": another thing was meant.
CORRECTS = re.compile(
    r"^(?:\W*(?:oh|hm+|ah|uh|um|er)\b)*(?:\W*(?:no(?!\W+(?:worries|problem|rush)\b)|nope|wait|sorry|w?hoops|oops|i meant?|rather|actually|not (?:that|this)(?: one|(?=\s*[,;.–—]))(?:\W+(?:just|only)\b)?|(?:(?:that|it)(?:['’]s| is| was) )?(?:the )?wrong (?:one|thing))\b)+(?!,? (?:just|only))",
    re.I,
)
#: "only the budget one": what else the plan had in mind stays as it is.
ONLY = led(r"(?:just|only)\b", WAIT)
#: "and the vet", "also add eggs": one thing more in the same plan.
ALSO = re.compile(
    r"^\W*(?:(?:oh|wait|hang on|hold on|sorry|w?hoops|oops|actually)\W+)*(?:and|also|plus|as well as)\b", re.I
)
#: "or the 11th", after "no yoga on the 6th".
NOR = re.compile(r"^\W*n?or\b", re.I)
#: "the one that is on Thursday".
SAYS_WHICH = re.compile(r"\W*(?:the|my|our|this|that|these|those)\b", re.I)
#: "and the sunscreen": a thing that is there, nobody and nothing new.
DEFINITE = re.compile(rf"{ALSO.pattern} (?:the|my|our)\b|^\W*(?:the|my|our)\b.*\b(?:too|as well)\W*$", re.I)
FRAGMENT = re.compile(
    r"^\W*(?:and|but|no|nope|just|only|what about|how about|or|actually|the|make it|for|on|at|in|with|sorry|i mean|rather|wait|oh|then|also|all|from|this|that|tomorrow|today|next)\b",
    re.I,
)
OWN_VERB = re.compile(
    r"\b(?:add|create|schedule|book|put|remind|set|delete|cancel|remove|clear|move|reschedule|push|rename|mark|tick|complete|(?:cross|check)\s+(?:[\w'’-]+\s+){0,3}off|show|list|when|where|who|what's|whats|how many|do i|am i|is there|find|wake|plan|new|drop|scrap|skip|ditch|axe|erase|wipe|postpone|delay|swap|invite|uninvite|call off|stop|end|extend|shorten)\b",
    re.I,
)
#: What stands before a time.
TIME_WORDS = re.compile(rf"\b(?:to|till?|until|by|after|before|around|about|am|pm|o['’]clock|{UNTIL_WHEN})\b", re.I)
#: "do that one at 3", "just this one".
POINTS = re.compile(r"\b(?:it|that|this|them|those|these)\b", re.I)
#: "the book club": no verb.
ARTICLED = re.compile(r"\b(?:the|my|our) \w+", re.I)
#: A question of its own, whatever plan is on the table: "tell me about Wednesday", but "what about Wednesday".
ASKS_ITSELF = led(
    r"(?:tell|give|read|see|check|look|have|has|did|does|do|can|could|will|is|are|am|was|were|which|any\w*|(?:what|how)(?!['’]?s? (?:about|if)\b))\b",
    "and|but|so|well|ok(?:ay)?|hm+|um+|oh|wait|hold on|actually",
)
#: "wait, when is the choir tour?", whatever leads it.
ASKS_WHEN = led(
    r"(?:when|where|who|how (?:long|many|much)|what time)(?:['’]?s|['’]?re|\s+(?:is|are|was|were|do|does|did|will|am))\b",
    "and|but|so|well|ok(?:ay)?|hm+|um+|oh|no|wait|hang on|hold on|actually|sorry",
)
#: "I've posted the parcel", "we paid the plumber": told, whatever was asked.
I_DID = led(r"(?:by the way\W+|btw\W+)?(?:i|we)\b")
#: What is told and is no order: "that's too close to the blood test", "I'm seeing Noor then", "the plumber comes at 2".
TOLD = r"(?:['’](?:s|m|re|ve|ll|d)|\b(?:is|are|was|will|has|have|got|comes?|starts?|begins?|ends?|finish(?:es)?|gets?|leaves?|arrives?|clash(?:es)?|overlaps?|works?|needs?|opens?|closes?|can(?:['’]?t|not)?|won['’]t|(?:does|did|is|are|was|were|has|have)n['’]?t|don['’]t|forgot))\b"
#: What it is told of: "and the bins | are done", "dinner at Rhonda's on Friday | is off", no "the dentist that | is on Friday".
SUBJECT = r"\W*(?:(?:and|also|but|so)\b\W*)*(?:(?:the|my|our)\s+)?(?:%s)(?:\s+(?!that\b|which\b|who\b)\S+?){0,4}?\s*"
#: "it finishes at 4", "have it start at 10": an hour of the thing that is talked of; "the one that ends at 3" is which.
BEGINS_OR_ENDS = re.compile(
    r"(?<!that )(?<!which )\b(?:start|begin|finish|end)(?:e?s)?(?: it| that)? (?:at|by|from|around|about|\d)", re.I
)
#: Words for the time of a plan, or for how things stand with it.
AS_PLANNED = re.compile(
    r"\b(?:then|now|that day|(?:before|after)(?:wards?|hand| (?:that|this|it|then))?|(?:next|following|previous) day)\W*$"
    r"|\b(?:that|this|it)(?: still)? (?:leaves?|gives?) (?:me|us|any|enough)\b",
    re.I,
)
#: "is that ok with training": whether that time is free.
OKAY_WITH = led(
    r"(?:(?:is|will|would) (?:that|this|it)(?: be)? (?:ok(?:ay)?|fine|all ?right|possible)|(?:does|will|would) (?:that|this|it) (?:work|fit)(?: in)?) with\b"
)
#: "the one with Theo", "the second one": which of those is meant.
THE_ONE = led(r"(?:the|my)\b.*\bones?\b", WAIT)
TOO = re.compile(r"\b(?:too|also|as well)\b", re.I)
#: "and yoga too": the same is done to it.
AS_WELL = re.compile(r"\b(?:too|as well|after all)(?:\W+(?:please|pls))?\W*$", re.I)
#: "make it dinner at 7".
MAKE_IT = led(r"(?:or )?make (?:it|that|them)\b(?: an?\b)? ?")
INSTEAD = re.compile(r"\b(?:instead|rather)\b", re.I)
#: A thing of the kind that was named before.
ONE = re.compile(r"\bones?\b", re.I)
WITH = re.compile(r"\bwith\b", re.I)
#: What leads a time, at the end of the words before it: "the physio | on | Friday".
TIME_LED = re.compile(r"(?:\s+(?:on|at|in|by))?\s*$", re.I)
#: Orders to which a name is the answer.
NAMING = re.compile(r"\W*(?:please )?(?:rename|retitle|call|name)\b", re.I)
#: What may lead a name that is said when it was asked for: "call it | admin", "it's for | coffee with Sam".
CALLED = re.compile(r"\W*(?:(?:(?:call|name) it|it['’]?s(?: called| for)?|for|an?|some)\s+)?", re.I)
#: "to 2 hours" is how long, "2 hours" how much longer.
TO = re.compile(r"\W*to\b", re.I)
WORD = re.compile(r"[^\W_]+")
#: Words around what a fragment says.
LITTLE = frozenset(
    ["and", "or", "but", "what", "how", "about", "the", "a", "an", "on", "at", "in", "for", "with", "from", "of", "my", "our", "s",
     "then", "also", "please", "ok", "okay", "no", "nope", "yes", "so", "just", "only", "one", "ones", "that", "this", "any", "is",
     "it", "i", "m", "mean", "meant", "sorry", "wait", "actually", "rather", "oh", "instead", "too", "again", "list", "are"]
)  # fmt: skip
#: What leads a sentence before its verb: "oh and | cancel the physio".
LEADS = frozenset(["and", "also", "plus", "then", "oh", "please"])
#: "Maya's | swimming", "mayas | swimming".
OWNED = re.compile(r"\S+s\s+(?P<what>\S.*)", re.I)
POSSESSIVE = re.compile(r"['’]s?$", re.I)
FRAGMENT_WORDS = 9
#: How surely a question is read, and of more than how many words, that stands by itself.
SURELY, FEW_WORDS = 0.6, 3


def is_fragment(text: str) -> bool:
    """Too short to stand alone: it takes up what was said before."""
    words = text.split()
    return len(words) <= FRAGMENT_WORDS and (bool(FRAGMENT.match(text)) or not OWN_VERB.search(text))


def is_whole(text: str, confidence: float) -> bool:
    """A question that is read surely, of so many words that it says no mere time or name, and not which one is meant."""
    return confidence >= SURELY and len(text.split()) > FEW_WORDS and not SAYS_WHICH.match(text)


def says_order(text: str, names: tuple[str, ...] = ()) -> bool:
    """It has a verb of its own, which is no first word of a thing ("the book club"), nor of these names."""
    return bool(OWN_VERB.search(ARTICLED.sub(" ", without_words(text, *names))))


def tells_of(text: str, names: tuple[str, ...]) -> bool:
    """ "the bins are done", "Joy's cancelled Monday": a clause with a verb of its own, of which one of these names is the subject."""
    subject = "|".join(re.escape(POSSESSIVE.sub("", name)) for name in names)
    return bool(names and re.match(rf"{SUBJECT % subject}{TOLD}\s+\w", text, re.I))


def adds(text: str, last: Command) -> bool:
    """It says what is meant besides, with an "and" or a "too"; of what is taken away, an "or" does as well."""
    goes = last.operation in ("delete", "complete")
    return bool(ALSO.match(text) or AS_WELL.search(text) or (goes and NOR.match(text)))


def says_too(text: str) -> bool:
    """ "and the dal", "dal too"."""
    return bool(DEFINITE.match(text) or AS_WELL.search(text))


def says_only(names: tuple[str, ...], text: str, lead: re.Pattern[str] | None = None) -> bool:
    """Behind the words that lead it, the sentence is nothing but these names: "no wait, | the vet"."""
    said = content(lead.sub("", text) if lead else text)
    return {w for name in names for w in words_of(name)}.issuperset(said)


def enumerated(words: str) -> tuple[str, ...]:
    """("the vet", "choir") of "the vet and choir"."""
    return tuple(filter(None, ENUMERATION.split(words)))


def says_nothing_else(command: Command, text: str) -> bool:
    """The sentence is a time, names and people with little words around them: "and on friday?", no question of its own."""
    selector, values = command.selector, command.values
    people = (*selector.attendees, *values.attendees)
    said = (*selector.names, *people, *selector.places, *selector.whens, *values.when, selector.list_name or "")
    known = {w for part in said for w in WORD.findall(part.lower())}
    left = set(WORD.findall(text.lower())) - known - LITTLE
    return all(is_kind_word(word, command.object) for word in left)
