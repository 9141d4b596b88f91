"""Whether somebody is off, at work or about, where the calendar has it under their name: "Megan off", "Ben shift"."""

import dataclasses
import re

from assistant import wording
from assistant.commands import Command, Number, with_selector, without_words
from assistant.plan import Answer
from assistant.resolution.coming_and_going import NOBODY
from assistant.resolution.context import Context
from assistant.resolution.matching import content, is_person, words_of
from assistant.resolution.saying import said_time, say_what
from assistant.resolution.selection import occurrences_found
from assistant.resolution.windows import windows_for
from assistant.temporal.reading import find_times

#: What is said of somebody: that they are not there, do their work, or are there.
STATES = {
    "off": r"off|away|out|on (?:(?:annual|sick|parental) )?(?:leave|holidays?|vacation|pto)",
    "work": r"works?|working|at work|on (?:shift|duty|call)",
    "back": r"(?:(?:get|gets|getting|come|comes|coming) )?back",
    "coming": r"com(?:e|ing)(?: (?:in|over|round))?|there|available",
    "there": r"(?:at )?home|in|around|about|here",
}
#: Titles that say that they are not there, that they come back, and that they work.
TITLES = {
    "off": re.compile(
        r"(?<!drop )(?<!drop-)(?<!kick )(?<!kick-)(?<!send-)\boff\b|\b(?:away|leave(?! (?:for|at|from|to)\b)|holidays?|vacation|pto|ooo|out of office)\b",
        re.I,
    ),
    "back": re.compile(
        r"\b(?:(?:fl(?:y|ies)|flight|drives?|comes?|gets?|train) (?:back|home)|returns?|lands?|arrives?|back (?:from|home|in|at)|back$)\b",
        re.I,
    ),
    "work": re.compile(r"\b(?:shifts?|on[- ]call|on duty|duty)\b|\bwork(?:s|ing)?$", re.I),
}
#: Which of them answer with No.
LETTING_DOWN = {"off": ("work",), "coming": ("off",)}
OFF = re.compile(rf"\b(?:{STATES['off']})\b", re.I)
#: What may stand behind that beside a time: "off work on Friday".
REST = re.compile(
    r"(?:\W|\b(?:on|in|at|for|from|the|of|work|leave|holidays?|vacation|again|yet|now|then|during)\b)*", re.I
)


def state_asked(command: Command) -> tuple[str, str] | None:
    """Who is asked about and what, in "when is Megan back", "is Ben home on the 20th", "does Ben work then"; None of all else."""
    selector = command.selector
    people = selector.attendees or selector.names
    at_home = all(place.casefold() == "home" for place in selector.places)
    other = not at_home or selector.list_name or selector.kind or selector.past
    if command.operation != "read" or len(people) > 1 or other or command.asks in ("who", "where"):
        return None
    times = [command.text[begin:end] for begin, end in find_times(command.text)]
    if people:  # "is Tom in | next week"
        times = [re.sub(r"^(?:in|about|around|coming)\s+", "", said, flags=re.I) for said in times]
    text = without_words(command.text, *times, *selector.whens)
    who = re.escape(people[0]) if people else r"(?<=\bis )[^\W\d_]+"
    for state, words in STATES.items():
        said = rf"\b({who})(?:['’]s)?\s+(?:(?:still|also|be)\s+)*(?:{words})\b(.*)"
        had = rf"\b(?:do|will) (?:i|we) have {wording.THE}({who})\b(.*)"
        found = re.search(said, text, re.I) or (re.search(had, text, re.I) if people and state == "coming" else None)
        named = selector.names and TITLES["off"].search(people[0])
        if found and not named and REST.fullmatch(found[2]) and not NOBODY.fullmatch(found[1]):
            return found[1], state
    return None


def titles_of(person: str, context: Context, *sorts: str) -> tuple[str, ...]:
    """What is called by somebody, or has them for a guest, and says one of these of them, if any is given."""
    index = context.index("event")
    rows = (index.rows[id_] for id_ in index.candidates(person))
    theirs = (r for r in rows if is_person(person, r.attendees) or set(content(person)) <= set(words_of(r.summary)))
    said = (row.summary for row in theirs if not sorts or any(TITLES[sort].search(row.summary) for sort in sorts))
    return tuple(dict.fromkeys(said))


def as_whereabouts(command: Command, context: Context) -> Command:
    """ "when is Megan back", "does Ben work on the 20th", where Megan off, Megan flies home or Ben shift is in the calendar: about that, and nothing
    else with them; "how long is Megan away", about the next time."""
    person, state = state_asked(command) or ("", None)
    if state in (None, "there", "coming") or (state == "back" and command.asks != "when"):
        return command
    titles = titles_of(person, context, *(("back", "off") if state == "back" else (state,)))
    asks = "exists" if command.asks == "free" else command.asks
    number = Number.NEXT if asks == "how_long" else Number.ONE
    about = with_selector(command, names=titles, attendees=(), number=number)
    text = (
        OFF.sub(" ", command.text) if state == "off" else command.text
    )  # no such thing is called off, or still far away
    return dataclasses.replace(about, asks=asks, text=text) if titles else command


def answer_there(command: Command, context: Context) -> Answer | None:
    """ "is Ben home on the 20th", "is Megan in on Thursday": no, where something then says that they are off or work, and "is Megan working then",
    where nothing says when she works; None where the calendar has nothing like it of them, or something else is asked."""
    person, state = state_asked(command) or ("", None)
    if state is None or command.asks not in ("exists", "free"):
        return None
    titles = titles_of(person, context, *LETTING_DOWN.get(state, ("off", "work")))
    then = dataclasses.replace(with_selector(command, names=titles, attendees=(), places=()), asks="exists")
    if not titles or windows_for(then, context) is None:
        return None
    if rows := [o.row for o in occurrences_found(then, context)]:
        return Answer(f"No: {say_what(rows, context)}", tuple(rows))
    if state == "coming" and {*titles_of(person, context)} - {*titles}:  # what they come to says whether
        return None
    none = " or ".join(f"“{title}”" for title in titles)
    return Answer(f"Yes, as far as I see: I find no {none}{said_time(command)}.")
