"""Why a plan is to be otherwise: "the plumber comes at 2 so make it 12" speaks of what is planned, whatever its reason names (policy 24)."""

import re

from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.temporal.carried import ANY_TIME
from assistant.temporal.reading import find_times, read_time

#: What is told and is no order: "that's too close to the blood test", "I'm seeing Noor then", "the plumber comes at 2".
TOLD = r"(?:['’](?:s|m|re|ve|ll|d)|\b(?:is|are|was|will|has|have|got|comes?|starts?|begins?|ends?|finish(?:es)?|gets?|leaves?|arrives?|clash(?:es)?|overlaps?|works?|needs?|opens?|closes?|can(?:['’]?t|not)?|won['’]t|(?:do|does|is|are)n['’]t|forgot))\b"
#: A reason, and what follows from it; without a "so" it speaks of what is planned by its first word.
SO = re.compile(
    r"(?:(?P<why>\S.*?),?\s+so|(?P<oh>\W*(?:oh|ah|wait|hm+|oops|no|that|it|there|i|we)\b.*?)\s*[,;.!–—])\s*(?:then\s+)?"
    r"(?:make (?:it|that)|do|let['’]?s (?:say|do|make it))\s+(?P<when>\S.*)",
    re.I,
)


def so_said(text: str, conversation: Conversation) -> str:
    """What a sentence says of the plan on the table, without its reason; the sentence where it gives none."""
    found = SO.fullmatch(text.strip()) if conversation.plan is not None else None
    why = (found["why"] or found["oh"]) if found else ""
    if found is None or not re.search(TOLD, why, re.I) or cues.OWN_VERB.match(why.lstrip()):
        return text
    when = found["when"].strip(" .!?")
    times = [(0, len(when))] if read_time(when, ANY_TIME) else find_times(when)
    return f"make it {when}" if times and times[0][0] == 0 else text
