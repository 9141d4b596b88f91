"""How new things are called (policy 19), and whom a first name means."""

import re

from assistant import wording
from assistant.commands import Command, with_values
from assistant.marks.openings import SAID, SPOKEN
from assistant.nouns import looks_plural, singular
from assistant.resolution.coming_and_going import BEING, KIN, MOVING, is_one_name, moves
from assistant.resolution.context import Context
from assistant.resolution.matching import begins, content, holds, only, words_of
from models.rows import Event, Task

#: An amount alone, one in a title, and the one that it is no more: "300", "2 litres", "not 200".
AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s*([^\W\d_]+))?")
NUMBER = re.compile(r"(?<![\w.,:/-])(\d+(?:[.,]\d+)?)(?![\d:/-])(?:\s*([^\W\d_]+))?")
NO_MORE = re.compile(r"\b(?:not|instead of|rather than|from)\s+(\d+(?:[.,]\d+)?)", re.I)
RENAMING = re.compile(r"\b(?:re)?(?:name|title|call)(?:d|s)?\b", re.I)
#: What is done with somebody: "pick up Ruby", "drive Finn".
DOING = re.compile(
    r"\W*((?!add|schedule|book|put|set|create|plan|have|arrange|organi[sz]e|make|get|new|meet|see|with|invite|call|i\b|a\b|an\b|the\b|my\b)"
    r"[a-z]+(?: up| off| out)?) (?=[A-Z])"
)
#: Words before a name that say only that there is something.
LEAD_IN = re.compile(
    r"(?:\W*\b(?:please|can|could|you|add|schedule|book|put|set|up|create|make|plan|enter|note|mark|want|need|let's|just|also|and|then|"
    r"new(?! (?:york|jersey|orleans|haven|mexico|hampshire|zealand|delhi)\b)|some(?:thing|one)|"
    r"i|we|i['’]?m|we['’]?re|i['’]?ve|we['’]?ve|i['’]?ll|am|are|is|be|have|has|got|there(?:['’]s)?|it|in|to|for|on|at|from|by|my|our|the|a|an|"
    r"calendar|agenda|diary|todo|task)\b(?!['’]\w))*[^\w(]*",
    re.I,
)
TRAILING = re.compile(
    r"(?:\s*[,:;-]|\s+(?:is|are|due))*(?:\s+(?:on|at|from|for|in|by))?(?:\s*[,:;-]|\s+the)*\s*$", re.I
)
COMING_OR_AWAY = re.compile(rf"{MOVING}|{BEING}", re.I)
#: A name that breaks off in the middle of somebody's.
BY_LAST = re.compile(r"\b(?:by|from|of) [A-Z]\w+$")
#: "presenting", of what somebody does.
DONE_BY = re.compile(rf"(?!meeting\b)\w+ing\b|{MOVING}", re.I)
#: "Ruby's at Emma's", "Finn's friend is staying": of somebody who is not met.
TOLD_OF = re.compile(r"[\w-]+(?:\s+[\w-]+){0,2}?(?:['’](?:s|ll|re)|\s+(?:is|are|will|has|have|put))\s+\w", re.I)
TOGETHER = r"(?:\s*(?:,|and|&)\s*|\s+)"
#: "with Ana Ben | and Cleo" are three.
ANOTHER = re.compile(r"(?:and|&)\s+[A-Z]")
MAYBE = "maybe|perhaps|possibly"
OWNERS = "the|my|our|your|his|her|their"
KIND_WORDS = ("meeting", "appointment", "event", "call", "reminder", "session")
#: "birthday Tess": hers, and no meeting.
OF_SOMEBODY = re.compile(r"(?:birthday|b-?day|anniversary)", re.I)
#: To what one comes: "lunch for Ana" is with her, "haircut for Theo" is his, and he is asked to nothing.
GATHERING = re.compile(
    rf"\b(?:{'|'.join((*wording.MEETING_NAMES, *wording.NOT_MEETINGS))}|farewell|goodbye|shower|celebration|do|send-?off|picnic|barbecue|bbq"
    r"|reception|get[- ]together|catch-?up|meal|meet-?up|reunion|wake|evening|night)s?(?:\s+for)?$",
    re.I,
)
#: What one has, or goes to, by oneself: "piano exam", "blood test".
BY_ONESELF = re.compile(
    r"\b(?:exams?|tests?|jabs?|vaccinations?|vaccines?|injections?|bloods|hair ?cut|check-?ups?|scans?|x-?rays?|dentist|doctor|gp|orthodontist|optician"
    r"|physio|surgery|operation|recital|graduation|confirmation|communion|feis|audition)(?:\s+(?:appointment|appt))?$",
    re.I,
)
#: A title of what is with somebody.
COMPANY = re.compile(r"\b(?:with|w/)", re.I)
#: What leads to whom an event is with.
JOINING = re.compile(r"\s+(?:for|by|with)$", re.I)
#: "a quick | call with |", "| meet |", before whom and what it is about.
SORT = r"(?:(?:quick|short|long|brief|phone|video|zoom)\s+)*"
NO_SORT = r"(?!(?:add|schedule|book|put|set|up|down|in|create|plan|arrange|it|that|something|time|slot|minutes?|mins?|hours?)\b)"
ABOUT = r"\s+(?:about|regarding|concerning|re:?|to (?:discuss|talk about|go over))\s+(?=\S)"
WITH = re.compile(r"\bw(?:/\s*|\s+)(?=\w)", re.I)
TOPIC_END = re.compile(r"[,;:.!?]|$")
#: "Finn's football".
WHOSE = re.compile(r"['’]s\b")
END_OF_TOPIC = re.compile(r"(?:\s+(?:on|at|from|for|in|by|this|my|our|the|his|her))*\s*$", re.I)


def capital(name: str) -> str:
    """The person's words, first letter made capital (policy 19)."""
    name = name.strip()
    return name[:1].upper() + name[1:]


def with_amount(name: str, row: Event | Task, text: str) -> str:
    """ "Tulips 300" for the new name "300" of "Tulips 200", "Milk 2 litres" of "Milk": an amount is that of the item, and no name of its own; other
    names as they are."""
    said = AMOUNT.fullmatch(name.strip()) if isinstance(row, Task) and not RENAMING.search(text) else None
    if said is None:
        return name
    numbers, gone = list(NUMBER.finditer(row.summary)), NO_MORE.search(text)
    named = [n for n in numbers if gone is not None and n[1] == gone[1]]
    if not numbers:
        return f"{row.summary} {name}"
    if len(named or numbers) != 1:
        return name
    old = (named or numbers)[0]
    unit, last = old[2], old.end() == len(row.summary)
    counted = bool(said[2] and unit) and (last or singular(said[2].casefold()) == singular(unit.casefold()))
    return f"{row.summary[: old.start()]}{name}{row.summary[old.end() if counted or not unit else old.end(1) :]}"


def known_name(name: str, context: Context) -> str:
    """An attendee as typed, or the name of somebody known who is called so or has that first name, where there is just one."""
    said = words_of(name)
    people = context.index("event").people(said[0]) if said else ()
    full = {p for p in people if (len(words_of(p)) > 1 if len(said) == 1 else begins(p, said))}
    lead, _, own = name.strip().rpartition(" ")
    if not full and lead.islower() and own.istitle() and not any(map(KIN.fullmatch, lead.split())):  # "supervisor Kari"
        full = set(context.index("event").people(own))
    if looks_plural(name):  # "the Holts" are not Nina Holt
        full = {p for p in full if name.casefold().split()[-1] in p.casefold().split()}
    return only(full) or name.strip()


def each_of_both(people: list[str], command: Command, context: Context) -> list[str]:
    """ "both Danas": the two who are called so."""
    met = list[str]()
    for name in whole_names(people, command, context):
        both = re.search(rf"\bboth (?:the |my |our )?{re.escape(name)}\b", command.text, re.I)
        known = context.index("event").people(words_of(name)[0]) if both and looks_plural(name) else frozenset()
        met += sorted(known) if len(known) == 2 else side_by_side(name, context)
    return met


def whole_names(people: list[str], command: Command, context: Context) -> list[str]:
    """ "Sofia | Nunes", who is known as that, "with David | Kim", not both known, "my boss | Sarah": one person; "Rachel and David", both known: two."""
    known, met = context.index("event").people, list[str]()
    for at, name in enumerate(people):
        whole = f"{met[-1]} {name}" if met and f"{met[-1]} {name}" in command.text else ""
        alone = whole.istitle() and f"with {whole}" in command.text and not (known(met[-1]) and known(name))
        alone = alone or bool(whole and met[-1].islower() and name.istitle() and not known(met[-1]))
        after = command.text.partition(whole)[2].lstrip(" ,") if alone else ""
        parts = re.split(r"\s*(?:,|&|\band\b)\s*", name)
        if whole and (
            known(whole) or (alone and not ANOTHER.match(after) and not after.startswith(tuple(people[at + 1 :])))
        ):
            met[-1] = whole
        elif len(parts) > 1 and not known(name) and all(part and known(part) for part in parts):
            met += parts
        else:
            met.append(name)
    return met


def side_by_side(name: str, context: Context) -> list[str]:
    """ "Rohan Kavya": two who are known by their first names, one perhaps from titles alone, where nobody is known who is called so."""
    words, people = words_of(name), context.index("event").people
    known = [len(people(word)) == 1 for word in words]
    titled = (any(word in words_of(title) for title in context.index("event").titles((word,))) for word in words)
    two = len(words) == 2 and not is_one_name(*words) and any(known) and all(map(any, zip(known, titled, strict=True)))
    return name.split() if two and not people(words[0]) & people(words[1]) and len(name.split()) == 2 else [name]


def with_people_of_place(command: Command, context: Context) -> Command:
    """ "Room 4, Wei": of a place in several parts one that is somebody who is known, and no known place, is met."""
    values, index = command.values, context.index("event")
    parts = (values.location or "").split(", ")
    alone = [part for part in parts if len(parts) > 1 and len(part.split()) == 1]
    met = [part for part in alone if len(index.people(" ".join(words_of(part)[:1]))) == 1]
    if not met or values.attendees:
        return command
    return with_values(command, location=", ".join(p for p in parts if p not in met) or None, attendees=tuple(met))


def with_activity(command: Command, context: Context) -> Command:
    """ "| camogie | AGM |", where Camogie training is, or a calendar is called so, and nobody, "| county coaches | webinar |": that is no one, but
    how the name begins."""
    values, index = command.values, context.index("event")
    first, name = next(iter(values.attendees), ""), next(iter(values.names), "")
    if not (first and name) or not re.search(rf"(?<!\w){re.escape(first)} {re.escape(name)}", command.text):
        return command
    said = words_of(first)
    known = any(begins(title, said) for title in index.titles(said) if not WHOSE.search(title))
    several = (looks_plural(first) and first.split()[-1].islower()) or (
        not GATHERING.search(name) and (first.islower() or first.isupper())
    )
    several = several and not any(map(KIN.fullmatch, first.split()))
    if any(map(index.people, said)) or not (
        known or several or any(words_of(c.name) == said for c in context.queries.calendars())
    ):
        return command
    return with_values(command, names=(f"{first} {name}", *values.names[1:]), attendees=values.attendees[1:])


def with_whose(command: Command, context: Context) -> Command:
    """ "piano exam | tadhg |", "dentist | Ruby |": somebody right behind what one has by oneself, or who stands in titles and comes to nothing, is
    whose it is: the event is called so, and invites nobody."""
    values, index = command.values, context.index("event")
    name, who = " ".join(values.names), " ".join(values.attendees)
    if len(values.names) != 1 or len(values.attendees) != 1 or GATHERING.search(name):
        return command
    words = words_of(who)
    beside = re.search(rf"(?<!\w){re.escape(name)}\s+{re.escape(who)}(?!\w)", command.text)
    if not (beside and words) or any(map(index.people, words)):
        return command
    titles = (title for word in words for title in index.titles((word,)) if word in words_of(title))
    if not BY_ONESELF.search(name) and all(COMPANY.search(title) for title in titles):
        return command
    return with_values(command, names=(f"{name} {spelled(who, command)}",), attendees=())


def with_topic(command: Command) -> Command:
    """ "a quick | call | with Tom about the | move |", "call w/ Tom re: the | move |": an event that is called by all of it, and no second one of what it is about."""
    values, text = command.values, WITH.sub("with ", command.text)
    if command.object != "event" or not values.names or not values.attendees:
        return command
    people = tuple(re.split(ABOUT, person, flags=re.I)[0] for person in values.attendees)
    sort, when = ("|".join(map(re.escape, words)) or "(?!)" for words in (values.names, values.when))
    whom = r"(?:(?:the|my|our)\s+)?" + TOGETHER.join(map(re.escape, people))
    led = rf"\b({SORT}(?:(?:{sort}|{NO_SORT}[a-z'-]+)\s+with|meet(?:ing)?(?:\s+with)?)\s+{whom})(?:,?\s+(?:on\s+)?(?:{when}))?"
    found = re.search(f"{led}({ABOUT})", text, re.I)
    if found is None:
        return command
    beside = (*values.when, values.recurrence, values.duration, values.location, values.alarm, values.list_name)
    pieces = (piece for said in beside if said for piece in ([said] if said in text else said.split()[-1:]))
    begun = [at for piece in pieces if (at := text.find(piece, found.start(2))) >= 0]
    end = TOPIC_END.search(text, found.end(), min(begun, default=len(text)))
    whole = found[1] + found[2] + END_OF_TOPIC.sub("", text[found.end() : end.start() if end else len(text)])
    if not all(name in whole for name in values.names) or min(begun, default=len(text)) < found.end():
        return command
    for person in people:
        whole = whole.replace(person, spelled(person, command))
    note = None if (values.description or "") in whole else values.description
    return with_values(command, names=(whole,), attendees=people, description=note)


def own_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of an event without a bare kind word beside them ("a [meeting] ... about the [stairwell]")."""
    said = tuple(n for n in names if n.casefold() not in KIND_WORDS)
    return said if len(names) > 1 and said else names


def one_of_many(name: str) -> str:
    """ "three meetings with Jo" are each a meeting."""
    return singular(name) if singular(name.casefold()) in KIND_WORDS else name


#: A verb that is said once for all that is fetched: "buy | milk, eggs".
FETCHING = re.compile(
    r"(buy|order|pick up|grab|fetch|pack|bring|get(?! (?:to|ready|up|rid|back|in|on|off|out)\b))\s+(?=\S)", re.I
)
#: What begins so is to be done itself.
TO_DO = re.compile(
    rf"(?:{FETCHING.pattern}|(?:ask|book|bake|call|cancel|check|clean|collect|cook|do|drop|email|feed|file|find|finish|fix|get|give|go|help|iron|make|meet|"
    r"message|mow|move|order|paint|pay|phone|pick|plan|post|print|put|read|remind|renew|reply|return|ring|see|sell|send|sign|sort|start|submit|switch|take|talk|"
    r"tell|text|tidy|try|update|use|visit|walk|wash|water|work|wrap|write)\b(?=\s+\S))",
    re.I,
)
#: What stands before a task that is jotted down.
TASK_LABEL = re.compile(
    r"^\W*(?:(?:please|add|create|make|note|new|an?|the|my|another)\s+)*(?:tasks?|to-?dos?|to do)\b\W*", re.I
)
#: The day of what was said before, put to an hour.
DATED = re.compile(r"^\d{4}-\d\d-\d\d (?:at )?")


def title_of(command: Command, people: list[str]) -> str:
    """The name of an event to which none was given: its kind word, else who or where."""
    kind = re.search(rf"\b({'|'.join(KIND_WORDS)}|appt|date)\b", command.text, re.I)
    if kind:
        return kind[1].capitalize().replace("Appt", "Appointment")
    who = TOGETHER.join(map(re.escape, people))
    if people and (does := moves(who, command)):
        said = re.search(who, command.text, re.I) if len(people) > 1 else None
        return f"{said[0] if said else spelled(people[0], command)} {does}"
    if re.match(r"\W*block\b", command.text, re.I):
        return "Blocked"
    if people and (doing := DOING.match(command.text)) and command.text[doing.end() :].startswith(people[0]):
        return f"{doing[1].capitalize()} {spelled(people[0], command)}"
    words = said_before_times(command)
    if people and not (TOLD_OF.match(words) and words.casefold().startswith(people[0].casefold())):
        return "Meeting"
    return words or command.values.location or "Event"


def said_before_times(command: Command) -> str:
    """The words before the first time, or behind it ("half hour | jog | at noon"), without those that only say that there is something
    ("I'm off | next Friday"); "" where none is left."""
    values = command.values
    whens = (DATED.sub("", when) for when in values.when)
    times = [said for said in (*whens, values.recurrence, values.duration) if said and said in command.text]
    at, rest = 0, ""
    for said in sorted(times, key=command.text.find):
        begin = command.text.find(said)
        rest = rest or TRAILING.sub("", LEAD_IN.sub("", command.text[at:begin].strip(), count=1)).strip()
        at = max(at, begin + len(said))
    return rest


def named_with(name: str, people: list[str], command: Command) -> str:
    """An event met with someone is named so: "Lunch with Kim"; quoted text is taken whole (policy 19)."""
    missing = [p for p in people if not holds(content(p), words_of(name))]
    whose = re.escape(missing[0]) if missing else ""
    so_called = rf"[\"“'‘]{re.escape(name)}[\"”'’]|\bnames?(?:['’]?s|\s+is)\s+{whose}"
    if not missing or re.search(so_called, command.text, re.I):
        return name
    if OF_SOMEBODY.fullmatch(name) and len(missing) == 1 and not re.search(r"\bwith\b", command.text, re.I):
        return f"{spelled(missing[0], command)}'s {name[:1].lower()}{name[1:]}"
    name = JOINING.sub("", name)  # "vet for | Biscuit": said again below
    all_of_them = TOGETHER.join(map(re.escape, people))
    doing = re.search(rf"\b({all_of_them})\s+(?:(?:is|are)\s+)?{re.escape(name)}", command.text)
    if doing and DONE_BY.match(name):
        does = moves(all_of_them, command) or ""
        return f"{doing[1]} {does if does.startswith(name) else name}"
    away = COMING_OR_AWAY.match(name) or COMING_OR_AWAY.match(f"on {name}")
    told = moves(all_of_them, command) if away and len(people) == 1 else None
    if told and re.search(rf"\b{re.escape(name)}\b", told):  # "my sister is coming to | stay", "Tess is | away"
        return f"{spelled(people[0], command)} {told}"
    if BY_LAST.search(name) and f"{name} {missing[0]}" in command.text:  # "a talk by Lucia | Ferrari"
        return f"{name} {missing[0]}"
    if re.fullmatch(r"seeing\s*|visit(?:ing)?\s*", name, re.I):
        return f"{name} {' and '.join(missing)}"
    said = re.search(rf"\b(for|by)\s+(?:the |my |our )?{re.escape(missing[0])}\b", command.text, re.I)
    doubts = [unsure_of(p, command) for p in missing]
    missing = [with_article(spelled(p, command), p, command) for p in missing]
    missing = [f"{doubt[1].lower()} {p}" if doubt else p for p, doubt in zip(missing, doubts, strict=True)]
    link = "or" if re.search(rf"\bor (?:the |my |our )?{re.escape(people[-1])}\b", command.text, re.I) else "and"
    company = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} {link} {missing[-1]}"
    return f"{name} {said[1].lower() if said else 'with'} {company}"


def unsure_of(person: str, command: Command) -> re.Match[str] | None:
    """ "tea with Pam and | possibly | Susan": what doubts whether one of several comes (1), and not whether anything is."""
    doubted = rf"(?:\band|&|,|\bor)\s+({MAYBE})\s+(?:with\s+)?(?:(?:{OWNERS})\s+)?{re.escape(person)}(?!\w)"
    return re.search(doubted, command.text, re.I) if len(command.values.attendees) > 1 else None


def length_told(command: Command) -> str:
    """ "it will take maybe | an hour and a half |": how long it is, with what only doubts that; "" where it is not said."""
    doubt = rf"(?:\b(?:{MAYBE}|(?:might|may)\s+(?:take|last|be|need))\s+(?:\w+\s+){{0,2}}?)?"
    found = re.search(doubt + (re.escape(command.values.duration or "") or "(?!)"), command.text, re.I)
    return found[0] if found else ""


def only_for(name: str, people: list[str], command: Command) -> tuple[str, ...]:
    """Those for whom something is that they aren't asked to: "haircut for | Theo |", "cake for | Mum and Dad |"."""
    whom = rf"(?:(?:{OWNERS})\s+)?(?:{'|'.join(map(re.escape, people)) or '(?!)'})(?!\w)"
    found = re.search(rf"\bfor\s+{whom}(?:\s*(?:,|and|&)+\s*{whom})*", command.text, re.I)
    if found is None or GATHERING.search(name):
        return ()
    asked = rf"\b(?:with|invit(?:e|es|ed|ing))\s+(?:(?:{OWNERS})\s+)?"
    return tuple(
        p for p in people if p in found[0] and not re.search(rf"{asked}{re.escape(p)}(?!\w)", command.text, re.I)
    )


def with_article(spelled_name: str, person: str, command: Command) -> str:
    """ "the team", "my boss": the little word that stands before somebody who is no name."""
    found = re.search(rf"\b({OWNERS})\s+{re.escape(person)}", command.text)
    return f"{found[1]} {spelled_name}" if found and (person.islower() or found[1] == "the") else spelled_name


def spelled(person: str, command: Command) -> str:
    """A name typed in lower case with its capital, unless it is a word for somebody ("my boss")."""
    if not person.islower() or len(person.split()) > 2:
        return person
    owned = re.search(rf"\b(?:{OWNERS})\s+{re.escape(person)}", command.text)
    return person if owned else " ".join(word.capitalize() for word in person.split())


#: "ask | Tom | to | sign it".
LET_DO = r"\b(?:get|ask|tell|help|make|let|chase|nag) {} (?:to |about )?{}"


def named_for(name: str, people: tuple[str, ...], text: str = "") -> str:
    """A task that is for somebody else, or with them, keeps the name; "get Tom to sign it" is called so."""
    missing = [p for p in people if not holds(content(p), words_of(name))]
    led = LET_DO.format(re.escape(missing[0]), re.escape(name)) if len(missing) == 1 else ""
    if led and (whole := re.search(led, text, re.I)):
        return whole[0]
    if missing and name.endswith((" with", " for")):
        return f"{name} {' and '.join(missing)}"
    return f"{name} ({', '.join(missing)})" if missing else name


def with_shared_verb(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """ "buy milk, eggs and coffee": each of them is to be bought; names of which any is to be done otherwise are as they were."""
    first, *others = names or ("",)
    found = FETCHING.match(first)
    row = r"\s*(?:,|and|&|, and)\s*".join(map(re.escape, names))
    if found is None or not others or any(map(TO_DO.match, others)) or not re.search(row, text):
        return names
    return (first, *(f"{found[1]} {name}" for name in others))


def task_title(command: Command) -> str:
    """The name of a reminder to which none was given (policy 16)."""
    if wording.WAKE.search(command.text):
        return "Wake up"
    if wording.ALARM.search(command.text):
        return "Alarm"
    if wording.REMIND.search(command.text):
        return "Reminder"
    return said_before_times(command) or (said_alone(command.text) if command.values.is_empty else "")


def said_alone(text: str) -> str:
    """ "task: | second coat for the fence", of which nothing was marked: all its words; "" where they are said to the program, or too few."""
    name = TASK_LABEL.sub("", text).strip(" .!")
    words = [word for word in words_of(name) if len(word) > 2 and word not in SAID]
    return "" if len(words) < 2 or "?" in name or SPOKEN.search(name) else name
