"""Which list a follow-up means: the one last named ("and butter", "how many are on it")."""

import dataclasses
import re

from assistant.commands import Command, Selector, Values, with_selector, with_values
from assistant.follow_ups import cues
from assistant.follow_ups.cues import says_only
from assistant.resolution.naming import TO_DO
from assistant.temporal.carried import with_said
from assistant.temporal.reading import find_times
from assistant.wording import CARDINALS, UNTIL_WHEN

MORE_ITEMS = re.compile(r"^\W*(?:and|also|plus|add|put|then|oh,? and)\b", re.I)
#: "two more: hat and gloves".
MORE = re.compile(rf"\b({'|'.join(CARDINALS)}) (?:more|others?)(?: things| items)?\b", re.I)
#: "and remind me to call mum by 5": of no list.
REMINDS = re.compile(r"\b(?:remind|reminder|alarm|alert)\b", re.I)
ADDS = cues.led(r"(?:plus\W+)?(?:add|put)\b")
#: "add butter to it", of a list that was read or made.
TO_IT = cues.led(r"(?:add|put|stick|pop)\s+(?P<things>[\w'’&, -]+?)\s+(?:to|on|onto|in)\s+(?:it|there|that list)\W*")
#: "add task | water plants |": what is called so is of no list that is not said.
A_TASK = cues.led(r"(?:add|put|make|create)\s+(?:(?:an?|another|the|new)\s+)*(?:tasks?|to-?dos?|reminders?)\b")
#: "and the shed door".
ANOTHER = re.compile(
    rf"{cues.ALSO.pattern} (?!(?:at|in|on|to|for|with|by|from|about|{UNTIL_WHEN}|before|after|every|daily|weekly|cc|then|again|not|make|put|it|that|this|them|one|ones|more"
    r"|urgent\w*|important|high|low|medium|done|the (?:rest|others?|same|next|last|first|ones?)\b)\b)(?P<thing>(?:(?!with\b)[^\s?,]+ ?){1,4}?)(?: too| as well)?[\s.!]*",
    re.I,
)
#: What is done, with its particle: "pick up", "clean".
DOING = re.compile(r"\w+(?: (?:up|out|off|in|down|back)\b)?", re.I)
PARTICLE = re.compile(r"(?<=\w) (?:up|out|off|in|down|back|over)$", re.I)
#: "holiday", "call it camping".
NAMED = re.compile(
    rf"{cues.CALLED.pattern}(?:the\s+)?(?P<name>\w[\w'’&-]*(?: [\w'’&-]+){{0,3}}?)(?: list)?(?: please)?[\s.!]*", re.I
)
#: "show the list", "how many are on it", "what's left", "how many are left".
THE_LIST = re.compile(
    r"\b(?:the|this|that) list\b|\b(?:on|in|off|from) (?:it|there)\b|^\W*(?:and |so )?(?:what|how many)(?:['’]?s| is| are)?(?: still)? (?:left|remaining|missing|done|to go)\W*$",
    re.I,
)

#: "and move the banner there", "put it back onto that list".
MOVED_THERE = re.compile(
    r"\b(?:move|shift|transfer|drag|bring|take)\b.+\b(?:there|(?:in|on|to|into|onto) (?:it|that|(?:that|the new|the) (?:one|list)))\W*$",
    re.I,
)


def last_list(commands: tuple[Command, ...]) -> str | None:
    """The list that the commands name."""
    lists = [c for c in reversed(commands) if c.object in ("task", "list")]
    called = (c.values.names for c in lists if (c.operation, c.object) == ("update", "list") and c.values.names)
    renamed = next(called, (None,))[0]
    names = (renamed or c.values.list_name or c.selector.list_name for c in lists)
    return next((name for name in names if name), None)


def further_item(command: Command, last: Command, text: str, list_name: str | None) -> Command | None:
    """ "and basil" after tomatoes were put on a list, "add basil to it" after it was made: nobody is invited to a tomato."""
    if (other := another_task(command, last, text)) is not None:
        return other
    told = TO_IT.fullmatch(text) if last.object in ("task", "list") and last.operation in ("read", "create") else None
    if told and list_name and command.operation == "update" and command.values.has_only("description"):
        return Command(
            "create", "task", values=Values(names=cues.enumerated(told["things"]), list_name=list_name), text=text
        )
    names = command.values.attendees
    listed = last.operation == "create" and last.object in ("task", "list") and list_name
    bare = Values(attendees=names) == command.values and command.selector.is_empty and command.operation == "update"
    if not names and "?" not in text and cues.ALSO.match(text):  # "and jam", whatever it was taken for
        names = command.names
        bare = not command.makes("task") and says_only(names, text, cues.ALSO)
    if command.values.has_only("names", "list_name") and command.makes("task"):
        own = command.values.list_name is None or command.values.list_name.casefold() in text.casefold()
        names, bare = ((), False) if own or not ADDS.match(text) else (command.values.names, True)  # "add jam"
    if not (listed and bare and names and MORE_ITEMS.match(text)):
        return None
    rest = MORE_ITEMS.sub("", text).strip(" .!")
    if command.values.attendees and TO_DO.match(rest):  # "and email Tom"
        return Command("create", "task", values=Values(names=(rest,)), text=text)
    return Command("create", "task", values=Values(names=names, list_name=list_name), text=text)


def another_task(command: Command, last: Command, text: str) -> Command | None:
    """ "and the shed door" after "clean the gutters on Sunday", "and dad at 5" after "remind me to call mum": the same is to be done to it
    then, and it is neither where that is done nor who comes."""
    values, selector, whens, words = command.values, command.selector, command.whens, text.rstrip(" .!")
    timed = len(whens) == 1 and words.endswith(whens[0])
    said = ANOTHER.fullmatch(cues.TIME_LED.sub("", words.removesuffix(whens[0])) if timed else text)
    task = last.makes("task") and len(last.values.names) == 1
    if said is None or not task or last.values.list_name or cues.says_order(text):
        return None
    before = last.values.names[0]
    verb = TO_DO.match(before) and not TO_DO.match(said["thing"])
    new = command.makes("task") and values.has_only("names", "when")
    new = new and bool(verb or not whens)  # "and call dad at 5" is whole in itself
    there = values.location or values.attendees
    thing = command.operation in ("create", "update") and there and values.has_only("location", "attendees", "when")
    asked = command.operation == "read" and not (selector.list_name or selector.priority)
    told = new or ((thing or asked) and not selector.referent)
    if not told or (whens and not timed) or find_times(said["thing"]):
        return None
    does = DOING.match(before) if verb else None
    behind = PARTICLE.search(before) if does and len(does[0].split()) == 1 else None  # "pick Leo | up"
    name = (
        f"{does[0]} {said['thing']}{behind[0] if behind else ''}"
        if does
        else re.sub(r"^(?:the|my|our)\s+", "", said["thing"], flags=re.I)
    )
    named, when = last.text.replace(before, name, 1), with_said(whens, last.values.when)
    other = with_values(last, names=(name,), attendees=(), location=None, when=when or last.values.when)
    return dataclasses.replace(other, text=named)


def items_alone(commands: tuple[Command, ...], text: str, earlier: tuple[Command, ...]) -> Command | None:
    """ "tent, sleeping bags, torch" right after a list was made, "cheese and ham" or "candles too" after jam was put on one: these go there too,
    whatever they were taken for. What is a thing to do goes on a list that was just made."""
    last = earlier[-1] if earlier and earlier[-1].operation == "create" else None
    name = (new_list(last) or last.values.list_name) if last is not None else None
    made = name is not None and any(new_list(command) == name for command in earlier)
    if name is None or len(commands) != 1 or "?" in text or cues.ALSO.match(text):
        return None
    command, (selector, values) = commands[0], (commands[0].selector, commands[0].values)
    names = values.names if command.makes("task") else ()
    if made and command.operation == "read" and command.asks == "what":  # "seeds"
        names = selector.names or ((selector.list_name,) if selector.list_name else ())
    taken = values.has_only("names", "list_name") and not (selector.whens or selector.attendees or selector.places)
    words = cues.AS_WELL.sub("", text).strip(" .!,")
    if not (names and taken) or not says_only((*names, values.list_name or ""), words):
        return None
    parts = cues.enumerated(words) if values.list_name or len(names) == 1 else names
    several = len(parts) > 1 or words != text.strip(" .!,")
    if not made and (not several or any(map(TO_DO.match, parts))):
        return None
    return Command("create", "task", values=Values(names=parts, list_name=name), text=text)


def with_last_list(
    commands: tuple[Command, ...], text: str, name: str | None, last: Command | None
) -> tuple[Command, ...]:
    """ "and butter", "show the list": the list last named (`name`), where none is; `last` is what was last said or done. What is called a task goes
    there only while that is of the list."""
    made: list[Command] = []
    if A_TASK.match(text) and (last is None or last_list((last,)) is None):
        name = None
    for c in commands:
        if made:  # "take the milk off the shopping list and add oat milk"
            name = new_list(made[-1]) if made[-1].object == "list" else last_list((made[-1],)) or name
            text = c.text
        if name is not None and (moved := moved_there(c, text, name)):
            made.append(moved)
            continue
        if name is None:
            made.append(c)
            continue
        more = MORE_ITEMS if not made else ADDS
        follows = more.match(text) or (made and new_list(made[-1]))  # "a list called Garden with tulips"
        item = c.makes("task") and not c.values.list_name and follows and not REMINDS.search(c.text)
        if not made and last is not None and last_list((last,)) is None:  # something else was asked since
            item = item and not any(map(TO_DO.match, c.values.names))
        listed = last is not None and {last.object, c.object} <= {"task", "list"} and c.operation != "create"
        the_list = listed and THE_LIST.search(text) and not c.selector.list_name
        goes_on = last is not None and last.makes("task") and last.values.list_name and cues.ALSO.match(text)
        dated = goes_on and not REMINDS.search(text) and not any(map(TO_DO.match, c.values.names))
        if item and not c.values.recurrence and (dated or not c.values.when):
            c = with_values(c, list_name=name, names=each_of(c.values.names, text))
        elif the_list:
            c = with_selector(c, list_name=name)
        made.append(c)
    return tuple(made)


def moved_there(command: Command, text: str, name: str) -> Command | None:
    """ "and move the banner there": what is there already goes onto that list, whatever it was taken for."""
    values, selector = command.values, command.selector
    if command.object != "task" or not MOVED_THERE.search(text):
        return None
    if command.operation == "update" and values == Values():
        return with_values(command, list_name=name)
    if not (command.makes("task") and values.has_only("names") and selector.is_empty):
        return None
    return dataclasses.replace(
        command, operation="update", selector=Selector(names=values.names), values=Values(list_name=name)
    )


def each_of(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """ "two more: hat and gloves", which were taken for one thing: as many as are said."""
    said = MORE.search(text)
    parts = tuple(part for name in names for part in cues.enumerated(name))
    return parts if said and len(parts) == CARDINALS.get(said[1].lower()) else names


def list_named(text: str, last: Command) -> Command | None:
    """ "holiday", "call it camping", where it was asked what a new list shall be called."""
    named = NAMED.fullmatch(text)
    if not last.makes("list") or new_list(last) is not None or named is None:
        return None
    return with_values(last, list_name=named["name"])


def new_list(command: Command) -> str | None:
    """The name of the list that a command makes."""
    names = (command.values.list_name, *command.values.names) if command.makes("list") else ()
    return next(filter(None, names), None)
