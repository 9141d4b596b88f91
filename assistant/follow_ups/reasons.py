"""What is told rather than ordered, as what it means for the plan: "the plumber comes at 2 so make it 12" speaks of what is planned, whatever its
reason names; "they'll go at 6" says when that ends (policy 24)."""

import re

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import find_times, read_time
from models.rows import Event

#: What is told and is no order: "that's too close to the blood test", "I'm seeing Noor then", "the plumber comes at 2".
TOLD = r"(?:['’](?:s|m|re|ve|ll|d)|\b(?:is|are|was|will|has|have|got|comes?|starts?|begins?|ends?|finish(?:es)?|gets?|leaves?|arrives?|clash(?:es)?|overlaps?|works?|needs?|opens?|closes?|can(?:['’]?t|not)?|won['’]t|(?:do|does|is|are)n['’]t|forgot))\b"
#: A reason, and what follows from it; without a "so" it speaks of what is planned by its first word.
SO = re.compile(
    r"(?:(?P<why>\S.*?),?\s+so|(?P<oh>\W*(?:oh|ah|wait|hm+|oops|no|that|it|there|i|we)\b.*?)\s*[,;.!–—])\s*(?:then\s+)?"
    r"(?:make (?:it|that)|do|let['’]?s (?:say|do|make it))\s+(?P<when>\S.*)",
    re.I,
)
THEY = r"(?:they|she|he|everyone|everybody)(?:['’](?:ll(?: be)?|re|s)| will(?: be)?| are| is)? "
#: "they'll go at 6.30", "she's leaving around 4", "she's staying till Monday", "stays until Tuesday", of a visit.
VISIT = re.compile(
    rf"\W*(?:(?:and|but|oh|so)\W+)*(?:{THEY}(?:go|goes|going|leaves?|leaving|off|(?:head(?:s|ing)?|set(?:s|ting)?) (?:home|off|back))"
    rf"(?: (?:home|off|again|back))* (?:at|by|around|about) (?P<leaves>\S.*)"
    rf"|(?:{THEY})?(?:stay|stays|staying|here) (?P<stays>(?:till|til|until|for) \S.*))",
    re.I,
)


def so_said(text: str, conversation: Conversation) -> str:
    """What a sentence says of the plan on the table, without its reason, or of the end of the visit last planned or made; the sentence where it
    gives none."""
    visit = VISIT.fullmatch(text.strip(" .!")) if isinstance(conversation.thing, Event) else None
    if visit and not conversation.answered and read_time(visit["leaves"] or visit["stays"], ANY_TIME):
        return visit["stays"] or f"it ends at {visit['leaves']}"
    found = SO.fullmatch(text.strip()) if conversation.plan is not None else None
    why = (found["why"] or found["oh"]) if found else ""
    if found is None or not re.search(TOLD, why, re.I) or cues.OWN_VERB.match(why.lstrip()):
        return text
    when = found["when"].strip(" .!?")
    times = [(0, len(when))] if read_time(when, ANY_TIME) else find_times(when)
    return f"make it {when}" if times and times[0][0] == 0 else text
