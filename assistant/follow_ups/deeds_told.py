"""What is told as done of what was just spoken of, in the words of its task: “calling him is done” and “paid her” of the one task about whom that
was, “got it” once the reminder to get it has rung, “got everything but the oil” of the list that was talked of, or that is for shopping."""

import itertools
import re
from datetime import datetime, timedelta
from typing import Final

from assistant import wording
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.follow_ups.lists import last_list
from assistant.resolution.matching import content, only, stem, words_of
from assistant.resolution.name_index import NameIndex
from assistant.resolution.task_selection import SHOPPING_LIST
from assistant.resolution.tasks_there import FETCHING
from assistant.resolution.verbs_done import bases
from assistant.timespan import instant, start_of
from models.queries import Queries
from models.rows import Task

#: "tick off | calling | him", "the task about | calling | her back is done".
TOLD: Final = re.compile(
    r"(?P<order>\W*(?:(?:please|ok(?:ay)?|so|and|also)\W+)*(?:tick|check|cross|mark)\b.*?\s)?(?:.*?\b(?:about|for|of|to)\s+)?"
    r"(?P<verb>[^\W\d_]{3,})\s+(?:him|her|them)(?:\s+back)?(?P<done>\s+(?:is|was|['’]s)?\s*(?:all\s+)?(?:done|sorted|finished))?"
    r"(?:\s+(?:off|as|done|already|now|finally|today|earlier|just|too|btw|this (?:morning|afternoon|evening)|last night|yesterday))*[\s.!]*",
    re.I,
)
GOT: Final = cues.led(
    rf"(?:(?:i|we)(?:['’]?ve)?\s+)?(?:just\s+)?(?:got|bought|picked up|collected|ordered)\s+(?:it|them|that|one){cues.END}"
)
#: "got | everything", "we picked up the lot | bar the oil".
GOT_ALL: Final = cues.led(
    r"(?:(?:i|we)(?:['’]?ve|\s+have)?\s+)?(?:just\s+)?(?P<verb>got|bought|picked up|packed)\s+(?:(?:almost|nearly)\s+)?"
    r"(?:everything|it all|all of (?:it|them|that)|the (?:whole )?lot|them all|all the (?:shopping|groceries|food))"
    rf"(?:\s+(?:on|from) (?:it|there|(?:the|my|our|that) (?:list|shops?|store|supermarket)))?(?:,?\s+(?:{wording.EXCEPT_WORDS}|but|bar)\s+(?:for\s+)?(?P<but>\S.*?))?{cues.END}"
)
#: For so long a reminder is what "got it" speaks of.
AFTER_IT: Final = timedelta(hours=12)
#: Among so many things that were talked of somebody is looked for.
MOST: Final = 20


def with_deed(text: str, conversation: Conversation, tasks: NameIndex, queries: Queries, now: datetime) -> str:
    """The order that ticks off the task that is meant; the sentence as it is where it is about something else."""
    if conversation.plan is None and (all_got := GOT_ALL.fullmatch(text)):
        name = list_got(all_got["verb"], conversation, queries)
        but = f" except {all_got['but']}" if all_got["but"] else ""
        return f"tick off everything on the {re.sub(r' list$', '', name, flags=re.I)} list{but}" if name else text
    if conversation.plan is None and GOT.fullmatch(text):
        title = to_be_got(conversation, queries, now)
    else:
        title = about_them(text, conversation, tasks, queries)
    return f"tick off “{title}”" if title else text


def to_be_got(conversation: Conversation, queries: Queries, now: datetime) -> str | None:
    """The task last talked of, of which a reminder has rung, where that was to get something: else "got it" says that it is understood."""
    uids = dict.fromkeys(named.partition("\n")[0] for named in itertools.islice(conversation.focus, 2))
    rows = [row for uid in uids for row in queries.family(uid) if isinstance(row, Task) and row.is_open]
    start = start_of(rows[0]) if len(rows) == 1 else None
    if start is None:
        return None
    said = {w for text in (rows[0].summary, *(c.text for c in conversation.done)) for w in words_of(text)}
    leads = [alarm.trigger for alarm in rows[0].alarms if isinstance(alarm.trigger, timedelta)]
    rung = any(timedelta(0) <= now - (instant(start, queries.zone) + lead) < AFTER_IT for lead in leads)
    return rows[0].summary if rung and said & FETCHING else None


def list_got(verb: str, conversation: Conversation, queries: Queries) -> str | None:
    """The list last talked of, else the one for shopping, on which something is open; what is packed was never only bought."""
    homes = {task.calendar_id for task in queries.tasks() if task.is_open}
    lists = [calendar.name for calendar in queries.calendars() if calendar.id in homes]
    last = (*conversation.done, *conversation.commands)[-1:]
    spoken = last[0].object in ("task", "list") if last else False
    if spoken and (named := conversation.list_name or last_list(last)) is not None:
        return next((name for name in lists if words_of(name) == words_of(named)), None)
    return only([name for name in lists if SHOPPING_LIST.search(name)]) if verb.lower() != "packed" else None


def about_them(text: str, conversation: Conversation, tasks: NameIndex, queries: Queries) -> str | None:
    """The one open task that begins with the verb of what was done, and is about somebody or something that was last talked of."""
    told = TOLD.fullmatch(text)
    verb = told["verb"].casefold() if told else ""
    if told is None or not (told["order"] or told["done"] or bases(verb)):
        return None
    uids = dict.fromkeys(named.partition("\n")[0] for named in itertools.islice(conversation.focus, MOST))
    spoken = [row for uid in uids for row in queries.family(uid)[:1]]
    named = {w for row in spoken for said in (row.summary, *(a.name for a in row.attendees)) for w in content(said)}
    firsts = {verb, stem(verb), *bases(verb)}
    ids = {id_ for word in named for id_ in tasks.holding((word,))}
    rows = [row for row in queries.rows(sorted(ids)) if isinstance(row, Task) and row.is_open]
    titles = {row.summary for row in rows if {*words_of(row.summary)[:1]} & firsts}
    return titles.pop() if len(titles) == 1 else None
