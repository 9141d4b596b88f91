"""The words of a follow-up that decide, whatever is said beside them: "oh no, that is Good Friday. Leave it where it was", "im at the match with him scrap that", "undo that,
Helen can make it". The words that drop or take back count; the reason beside them is no order (policy 24)."""

import re
from collections.abc import Iterator

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.marks.conditions import IF
from assistant.temporal.reading import find_times
from models.rows import Event, Task

#: "I'm", "shes", "that's": with these a clause of its own begins, apostrophe or none.
SHORTENED = r"(?:(?:i['’]?(?:m|ve)|i['’](?:d|ll)|(?:he|she|it|that|there)['’]?s|(?:they|we|you)['’](?:re|ve|ll)|theyre|theyve|weve|youre)\b)"
#: "he cant", "I have not".
DENIED = r"(?:(?:i|he|she|it|they|we|you)\s+(?:ca|could|do|does|did|is|are|was|were|wo|has|have|had|would)(?:n['’]?t|n?not|\s+not)\b)"
BECAUSE = r"(?:(?:because|cause|cos|coz|cuz|as|since)\s+)"
#: A clause that tells something, behind whatever words lead it: its subject, and what of it is told.
TELLS = cues.led(
    rf"{BECAUSE}?(?:{SHORTENED}|(?:i|he|she|it|they|we|that|there)\s+\w|(?:\S+\s+){{0,4}}?\S+?\s*(?:{cues.TOLD}|\w+ed\b))"
)
#: "they might |", "I have to ask Ben to |", "I can't |": a clause that goes on, and tells nothing without what comes behind it.
GOES_BEHIND = re.compile(
    r"(?:\b(?:i|he|she|they|we|to|can|could|will|would|shall|should|may|might|must|cannot|not|never|always|probably|possibly|maybe|perhaps|just|even|let|lets)"
    r"|['’](?:ll|d)|\b(?:ca|could|do|does|did|wo|should|would|must|need)n?['’]?t)\s*$",
    re.I,
)
#: "if it rains": no reason, but what an order hangs on.
HANGS = cues.led(rf"(?:{IF}|when(?:ever)?\b|once\b|until\b|as soon as\b)")
#: "who am I kidding", "what was I thinking", "whats the point": asked of oneself, which tells why not.
OF_ONESELF = cues.led(
    r"(?:who(?:m)? (?:am|was) i (?:kidding|fooling|trying to kid)|what (?:am|was) i (?:thinking|doing|on about|saying|like)|what(?:['’]?s| is) the (?:point|use)|why (?:do|did|am|would|should) i (?:even )?bother(?:ing)?"
    r"|why bother)(?: (?:with|of) (?:it|that|this)| (?:anyway|even|really))*\W*"
)
#: The same where no comma stands before it.
BEGINS_TO_TELL = re.compile(rf"(?:{BECAUSE}\S|{SHORTENED}|{DENIED})", re.I)
#: "its on friday", "but have it start at 7": what is meant instead, and no reason.
IT_IS_THEN, GOES_ON = cues.led(r"it(?:['’]?s| is| was)\b"), re.compile(r"\W*(?:but|and|or|just|only|then|so)\b", re.I)
#: "I want it at 4 instead".
WISHES = re.compile(r"\b(?:want|need|prefer|rather|like|should|must|meant?|let['’]?s|make|instead)\b", re.I)
#: Behind it the last sentence begins.
LAST = re.compile(r"[.!]+\s+(?=[^.!?]+[.!]*\s*$)")
DIGIT = re.compile(r"\d")
ASKED = re.compile(r"\b(?:when|where|who|what)\b", re.I)
#: "no", "stop", "I didn't": too little to stand against what is said beside it.
WEAK = cues.led(
    rf"(?:(?:no+|nope|nah|stop|cancel|not (?:now|yet)|{cues.WAIT}|(?:i|we) \w+?n['’]?t(?: yet)?)\b\W*)*", cues.OPENING
)
#: "oh wait no i havent signed that yet", "that didn't go through": it was ticked off too early.
NOT_DONE = cues.led(
    r"(?:(?:i|we)(?: (?:have|had|did)(?:n['’]?t| not)| never|['’]?ve not)(?: (?:actually|even|quite|really))? (?!mean\b)\w+(?: (?:it|that|them|this)(?: one)?)?"
    r"|(?:it|that|they|those)(?: one)?(?:['’]s not| (?:is|are|was|were|has|have|did)(?:n['’]?t| not))(?: been)? \w+(?: through)?)(?:\W+(?:yet|after all|actually|at all))*\W*",
    cues.WAIT,
)
#: "no, leave it as it was", of what was just carried out.
AS_IT_WAS = cues.led(
    rf"(?:leave|keep|have) (?:it|that|this|them|those|everything) (?:just )?(?:as|how|where|when|the way|like) (?:it|that|they|things) (?:was|were)(?: before)?{cues.END}",
    cues.WAIT,
)
#: "no i still need that one", "it's still on", "hmm no leave it in": it is not to go.
STILL_WANTED = cues.led(
    r"(?:(?:i|we)(?:['’]d)?(?: (?:still|do|actually|really))* (?:(?:want|need)|have to|(?:want|need) to) (?:(?:do|keep|go to|make|attend|have) )?(?:it|that|this|them|those)(?: one)?"
    r"|(?:it|that|they)(?: one)?(?:['’]?s| is|['’]?re| are) (?:still )?(?:on|happening|needed|going ahead)"
    r"|(?:keep|leave) (?:it|that|them)(?: one)?(?: (?:in|on|there))?)(?:\W+(?:still|after all|though|then|please))*\W*",
    cues.WAIT,
)
#: "undo the last two", "undo just the 13th".
SEVERAL = re.compile(
    r"\b(?:two|three|four|five|[2-9]|both|(?<!after )all|everything|(?:just|only) (?!(?:that|this|it|the last)\b)\w+|except|but)\b",
    re.I,
)
#: "only half of them": how much of a step, and not which of its things.
PART = re.compile(r"(?:just|only) (?:half|part|some|most|one|a)", re.I)
#: "wait let me ask Sam first. No": a sentence of its own, in which a bare no is no weak word.
PLAIN_NO = cues.led(r"(?:no+|nope|nah)\W*", "ok(?:ay)?|so|then")
#: In more words nobody takes back what was said just now.
MOST_WORDS = 60
SIGN = re.compile(r"\s*[.;!,–—-]+\s+|\s+")


def parts(text: str) -> Iterator[tuple[str, str, bool]]:
    """(what may decide, what is said beside it, whether that comes first), wherever the sentence can be cut in two."""
    for cut in SIGN.finditer(text):
        before, after = text[: cut.start()], text[cut.end() :]
        if cut[0].strip() or not GOES_BEHIND.search(before):
            yield after, before, True
        if cut[0].strip() or BEGINS_TO_TELL.match(after):
            yield before, after, False


def decides(text: str) -> bool:
    """It drops, takes back or undoes what was talked of, in words of its own."""
    if cues.UNDO.fullmatch(text) or cues.CANCEL_THAT.fullmatch(text):
        return True
    return bool(cues.NO.fullmatch(text)) and not WEAK.fullmatch(text)


def is_reason(text: str, comes_first: bool) -> bool:
    """It tells why, and is neither an order nor a question; what comes behind is no other time, either."""
    if comes_first and OF_ONESELF.fullmatch(text):
        return True
    if "?" in text or cues.says_order(ASKED.sub(" ", text)) or HANGS.match(text) or not TELLS.match(text):
        return False
    if comes_first:
        return True
    timed = find_times(text) or DIGIT.search(text)
    return not (GOES_ON.match(text) or (timed and (IT_IS_THEN.match(text) or WISHES.search(text))))


def is_taken_back(text: str, conversation: Conversation) -> bool:
    """What the plan on the table, else what was just carried out, ticks off or takes away is open, or there, still: "I haven't signed that yet",
    "I still need it"; whatever it does, "no, leave it as it was"."""
    plan = conversation.plan or conversation.just_done
    if AS_IT_WAS.fullmatch(text):
        return plan is not None
    operations = {c.operation for c in (conversation.planned or conversation.done)}
    if plan is None or not operations or not operations <= {"delete", "complete"}:
        return False
    if len(plan.effects) > 1 and cues.ONE.search(text):
        return False
    return bool(STILL_WANTED.fullmatch(text) or ("delete" not in operations and NOT_DONE.fullmatch(text)))


def counts_steps(text: str, conversation: Conversation) -> bool:
    """ "undo the last two", "undo just the 13th": more, or less, than the last step; "only half of them" is all of a step of one thing."""
    done, said = conversation.carried_out, SEVERAL.search(text)
    row = done.effects[0].row if done is not None and len(done.effects) == 1 else None
    whole = isinstance(row, Event | Task) and not row.is_series
    return said is not None and not (whole and PART.fullmatch(said[0]))


def words_that_decide(text: str, conversation: Conversation) -> str:
    """The words that decide alone, where something is on the table, or was talked of; other sentences as they are."""
    open_ = conversation.plan or conversation.question or conversation.commands or conversation.done
    if not open_ or decides(text) or len(text.split()) > MOST_WORDS:
        return text
    cuts = parts(text.strip(" .!"))
    if (last := LAST.search(text)) and not cues.says_order(before := text[: last.start()]):
        does, waits = text[last.end() :], conversation.plan or conversation.question
        if PLAIN_NO.fullmatch(does) or (waits and decides(does) and not find_times(before)):
            return does
    return next((does for does, why, first in cuts if decides(does) and is_reason(why, first)), text)
