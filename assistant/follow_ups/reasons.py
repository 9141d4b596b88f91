"""What is told rather than ordered, as what it means for the plan: "the plumber comes at 2 so make it 12" speaks of what is planned, whatever its
reason names; "they'll go at 6" says when that ends, "leave at 3" when a day's drive begins, "the vet I mean" what was meant (policy 24)."""

import re

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.second_thoughts import day_kept
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import find_times, read_time
from assistant.temporal.shifts import read_shift
from assistant.timespan import is_all_day, start_of
from models.rows import Event

#: What is told and is no order: "that's too close to the blood test", "I'm seeing Noor then", "the plumber comes at 2".
TOLD = r"(?:['’](?:s|m|re|ve|ll|d)|\b(?:is|are|was|will|has|have|got|comes?|starts?|begins?|ends?|finish(?:es)?|gets?|leaves?|arrives?|clash(?:es)?|overlaps?|works?|needs?|opens?|closes?|can(?:['’]?t|not)?|won['’]t|(?:do|does|is|are)n['’]t|forgot))\b"
#: A reason, and what follows from it; without a "so" it speaks of what is planned by its first word.
SO = re.compile(
    r"(?:(?P<why>\S.*?),?\s+so|(?P<oh>\W*(?:oh|ah|wait|hm+|oops|no|that|it|there|i|we)\b.*?)\s*[,;.!–—])\s*(?:then\s+)?"
    r"(?:make (?:it|that)|do|let['’]?s (?:say|do|make it))\s+(?P<when>\S.*)",
    re.I,
)
#: "no, Sunday, tomorrow's netball", "no, at 4, I've got the dentist then": another time, and why; "it's at 3" is no reason.
RATHER = re.compile(
    r"(?P<said>\W*(?:(?:no|oh|sorry|wait|actually)\W+)+(?P<when>[^,;–—]+))[,;–—]\s*(?:(?:because|cos|since|as)\s+)?"
    r"(?P<why>(?!(?:it|that|this|and|but|or|at|from|with|not|make|so)\b)[^,;–—]+)",
    re.I,
)
THEY = r"(?:they|she|he|everyone|everybody)(?:['’](?:ll(?: be)?|re|s)| will(?: be)?| are| is)? "
#: "they'll go at 6.30", "she's leaving around 4", "she's staying till Monday", "stays until Tuesday", of a visit.
VISIT = re.compile(
    rf"\W*(?:(?:and|but|oh|so)\W+)*(?:{THEY}(?:go|goes|going|leaves?|leaving|off|(?:head(?:s|ing)?|set(?:s|ting)?) (?:home|off|back))"
    rf"(?: (?:home|off|again|back))* (?:at|by|around|about) (?P<leaves>\S.*)"
    rf"|(?:{THEY})?(?:stay|stays|staying|here) (?:(?P<stays>(?:till|til|until|for) (?!another|\w+ more)\S.*)|(?:for )?(?P<more>\S.*)))",
    re.I,
)
#: "leave at 3", "we set off around 8", of a drive whose hour was not said yet.
SETS_OFF = re.compile(
    r"\W*(?:and )?(?:(?:we|i)(?:['’](?:ll|re|m)| will| are| am)? )?(?:leav(?:e|ing)|set(?:ting)? off|depart(?:ing)?|head(?:ing)? (?:out|off))"
    r" (?P<at>(?:at|around|about) \S.*)",
    re.I,
)
#: "the vet, I mean", "Mark Tran I meant": what is meant instead, as if that came first.
I_MEAN = re.compile(r"\W*(?P<meant>(?:\S+ ){0,4}?(?!(?:what|that|who|which|how|as|you|if)\b)[^\s,]+),? i meant?", re.I)


def so_said(text: str, conversation: Conversation) -> str:
    """What a sentence says of the plan on the table, without its reason, of the end of the visit last planned or made, or of the hour at which one
    sets off; what it means instead of what was said; the sentence where it gives none."""
    made, said = conversation.thing, text.strip(" .!")
    if (conversation.commands or conversation.done) and (other := I_MEAN.fullmatch(said)):
        return other["meant"] if cues.CORRECTS.match(said) else f"I mean {other['meant']}"
    about = isinstance(made, Event) and not conversation.answered
    visit = VISIT.fullmatch(said) if about else None
    if visit and visit["more"] and (more := read_shift(visit["more"], 1)) and more.end_only:
        return f"extend it by {visit['more']}"
    if visit and not visit["more"] and read_time(visit["leaves"] or visit["stays"], ANY_TIME):
        return visit["stays"] or f"it ends at {visit['leaves']}"
    sets_off = SETS_OFF.fullmatch(said) if about and made is not None and is_all_day(start_of(made)) else None
    if sets_off and (hour := read_time(sets_off["at"], ANY_TIME)) and hour.time_said and not hour.day_said:
        return f"make it {sets_off['at']}"
    rather = RATHER.fullmatch(said) if conversation.plan is not None else None
    why = rather["why"] if rather else ""
    if rather and read_time(rather["when"], ANY_TIME) and re.search(TOLD, why, re.I) and not cues.OWN_VERB.match(why):
        return rather["said"]
    found = SO.fullmatch(text.strip()) if conversation.plan is not None else None
    why = (found["why"] or found["oh"]) if found else ""
    if found is None or day_kept(text) or not re.search(TOLD, why, re.I) or cues.OWN_VERB.match(why.lstrip()):
        return text
    when = found["when"].strip(" .!?")
    times = [(0, len(when))] if read_time(when, ANY_TIME) else find_times(when)
    return f"make it {when}" if times and times[0][0] == 0 else text
