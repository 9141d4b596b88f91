"""Orders that are none yet: tied to a condition, or denied. Nothing here waits for rain, so that such words are never carried out unasked.

"cancel the picnic if it rains" is asked about; "don't move the dentist" leaves all as it is; "check if I'm free" is a question.
"""

import dataclasses
import re

from assistant import wording
from assistant.commands import Command
from assistant.plan import Choice, Question
from assistant.schema import CHANGES, EXCLUDED
from assistant.tagging import TaggedCommand, TaggedSlot, Tagging, joined, spanning

#: What begins a condition.
IF = r"\b(?:if|unless|in case|provid(?:ed|ing) that|assuming(?: that)?|as long as|on condition that|depending on)\b"
#: "when Ben calls, …" at the beginning of an order; "once a week" and "when is" are none.
ONCE = r"^\W*(?:(?:and|then|but|please|only)\W+)*(?:when|once|as soon as)\b(?!['’]s| (?:a|an|per|every|daily|weekly|monthly|yearly|is|are|was|were|do|does|did|will|can)\b)(?=[^,]*,)"
#: "unless it's with Ana" leaves out rather than waits, where what it names is marked.
UNLESS_IT_IS = re.compile(rf"{wording.UNLESS_IT_IS}\s+(?:the\s+|my\s+)?[\"“]?", re.I)
CONDITION = re.compile(rf"{IF}|{ONCE}", re.I)
#: "check if", "tell me if", "even if", "as if": a question, or no condition at all; "lunch at If Only": a name.
ASKING = re.compile(
    r"\b(?:(?:check|see|know|tell|ask(?:ed|s|ing)?|wonder(?:ing|ed|s)?|say|look|find out|figure out|not sure|remember|even|as|what)(?: me| us)?"
    r"|at|to|the|called|named|with)\s+$",
    re.I,
)
#: "if possible", "if you can": only courtesy.
COURTESY = re.compile(
    r"as soon as possible|(?:if|unless|as long as)\W+(?:possible|you (?:can|could|would|like|please|don't mind|wouldn't mind|have to)|that(?:'s| is| works)|it(?:'s| is) (?:ok|okay|possible|no trouble|not too))\b",
    re.I,
)
#: Slots whose words are no words of the sentence's own.
NAMED = frozenset(
    {"summary", "description", "location", "attendee", "new_summary", "new_description", "new_location", "recurrence"}
) | {EXCLUDED}
#: Slots that are seldom a condition's: they stay, where the order has no other of their name.
OWN = frozenset({EXCLUDED, "list", "new_list", "new_when"})
CHANGING = r"(?:cancel|delete|remove|move|change|push|reschedule|postpone|drop|shift|clear|rename|touch|skip|complete|tick|erase|scrap|mark|finish|extend|shorten|swap|invite|uninvite|pause|put)"
#: A verb that begins an order; "if they cancel", "to move" begin none.
ORDER = re.compile(
    r"(?<!\bI )(?<!\bto )(?<!\bwe )(?<!\byou )(?<!\bthey )(?<!\bcan )\b"
    rf"(?:{CHANGING}|add|book|schedule|create|set|make|remind|pull|bring)\b",
    re.I,
)
LINKING = r"\W+(?:(?:and|then|please|just|instead|rather|but|only)\W+)*"
LINKED_ORDER = re.compile(rf",{LINKING}{ORDER.pattern}", re.I)
BEGINNING = re.compile(r"\W*(?:(?:and|then|but|please|only)\W+)*", re.I)
#: Where a condition that follows its order ends.
CLOSED = re.compile(rf",|{wording.EXCEPT_WORDS}", re.I)
OTHERWISE = re.compile(r"\b(?:otherwise|or else|if not,)|[,;.]\s*else\b", re.I)
DENIED = re.compile(
    rf"\b(?:(?:don't|don’t|dont|do not|never|let's not|better not)\s+(?:ever\s+|actually\s+)?{CHANGING}\b|never ?mind\b(?=\W*\w))",
    re.I,
)
#: "cancel the vet, no, never mind": nothing of it is meant.
RETRACTED = re.compile(
    r"[,;.!–—-]\s*(?:(?:no|oh|wait|actually|but)\W+)*(?:never ?mind|forget it|don['’]?t|do not)\W*$", re.I
)
#: "never mind, I have that one already": why, and no question.
SAID_WHY = re.compile(r"\W*(?:(?:oh|ok|no|actually|wait)\W+)*never ?mind\W+(?:i|we|it|that|they|he|she)\b[^?]*", re.I)
#: Where what is denied ends: "…, cancel the haircut", "… but move it". An "and" goes on denying.
GOES_ON = re.compile(rf"(?:[,;.!]|\s(?:but|instead|rather)\b)(?={LINKING}{ORDER.pattern})", re.I)
#: A question about oneself is no order yet (policy 21).
WHETHER = re.compile(r"^\W*(?:should|ought) (?:i|we)(?: to)?\b", re.I)
MODAL = r"(?:['’]ll|['’]d|\s+(?:will|can|could|would|should|shall))"
UNSURE = r"(?:always|probably|possibly|maybe|perhaps)"
#: "they might cancel it", "we can always move it to 5", "maybe we'll skip it": what may be, and no order yet.
MAY_BE = re.compile(
    rf"^\W*(?:(?:but|and|so|well|though|or|then)\W+)*(?:(?:maybe|perhaps)\W+(?:i|we|they|he|she){MODAL}"
    rf"|(?:i|we|they|he|she)(?:\s+(?:might|may)(?:\s+(?:well|just|still|even|{UNSURE}))*|{MODAL}(?:\s+{UNSURE})+|\s+{UNSURE}{MODAL}"
    rf"|\s+(?:can|could)(?=\s+take\s)))(?:\s+(?:have|need)\s+to)?\s+(?=(?:{CHANGING}|take\s+(?:it|that|them)\s+back)\b)",
    re.I,
)
Span = tuple[int, int]


def undenied(tagging: Tagging) -> Tagging:
    """The sentence without the orders that it denies ("don't cancel the vet, cancel the haircut"): blank, so that offsets stay."""
    text = tagging.text
    slots = [s for c in tagging.commands for s in c.slots]
    retracted = RETRACTED.search(text)
    if retracted and not any(s.end > retracted.end() - 2 for s in slots):
        return tagging.with_commands(())
    if SAID_WHY.fullmatch(text) and all(c.operation == "read" for c in tagging.commands):
        return tagging.with_commands(())
    for found in DENIED.finditer(text):
        if not any(s.start <= found.start() < s.end for s in slots):
            goes_on = GOES_ON.search(text, found.end())
            tagging = without_span(tagging, (found.start(), goes_on.start() if goes_on else len(text)))
    return tagging


def without_span(tagging: Tagging, span: Span) -> Tagging:
    """The sentence without what a span denies. What that names is spared by the order before it ("cancel everything on Friday, don't
    touch payroll"), or is what the order after it speaks of ("don't push the vet back, pull it forward")."""
    start, end = span
    text, commands = tagging.text, list[TaggedCommand]()
    for command in tagging.commands:
        if command.operation not in CHANGES or end <= command.start or command.end <= start:
            commands.append(command)
            continue
        denied = [s for s in command.slots if start <= s.start < end]
        own = [s for s in command.slots if s not in denied]
        after = tagging.text[end : command.end]
        last = commands[-1] if commands else None
        if ORDER.search(tagging.text[command.start : max(start, command.start)]):
            kept = command.with_slots((*own, *spared_by(tagging.text, denied)))
        elif ORDER.search(after):
            speaks = wording.REFERENT_IT.search(after) and not any(s.name in ("summary", "attendee") for s in own)
            finding = (s for s in denied if not s.name.startswith(("new_", "shift")))
            kept = command.with_slots((*finding, *own) if speaks else own)
        elif last and last.operation in CHANGES:
            kept = last.with_slots((*last.slots, *spared_by(tagging.text, denied)), end=command.end)
            commands.pop()
        else:
            continue
        commands.append(kept)
        shown = {at for s in kept.slots for at in range(s.start, s.end)}
        gone = set(range(max(start, command.start), min(end, command.end))) - shown
        text = "".join(" " if at in gone else letter for at, letter in enumerate(text))
    same = tuple(commands) == tagging.commands
    return tagging if same else dataclasses.replace(tagging, text=text, commands=tuple(commands))


def spared_by(text: str, denied: list[TaggedSlot]) -> list[TaggedSlot]:
    """What denied words name, as what is to be spared, a person with the thing ("lunch with Ana")."""

    def name_of(last: TaggedSlot, slot: TaggedSlot) -> str | None:
        says_more = slot.name != "summary" and re.fullmatch(r"\s+(?:with|on|at)?\s*", text[last.end : slot.start])
        return EXCLUDED if says_more else None

    spared = joined(text, (s for s in denied if s.name in ("summary", "attendee", "when", EXCLUDED)), name_of)
    return [dataclasses.replace(slot, name=EXCLUDED) for slot in spared]


def tied(tagging: Tagging) -> tuple[Tagging, bool]:
    """The sentence without what its conditions name, and whether an order hangs on one. A question waits for nothing; a reminder's own
    words, and those of a task, may hold an "if"."""
    text = tagging.text
    if all(
        c.operation == "read" or (c.operation == "create" and wording.REMIND.search(text)) for c in tagging.commands
    ):
        return tagging, False
    commands, hangs = [], False
    for command in tagging.commands:
        span = condition_of(command, text)
        titled = span and with_title(command, text, span)
        hangs |= span is not None and titled is None
        commands.append(titled or (unconditional(command, span) if span else command))
    return tagging.with_commands(commands), hangs


def condition_of(command: TaggedCommand, text: str) -> Span | None:
    """Where the first condition of a command stands, outside what it names: up to its comma, an exclusion or, where it leads, the order."""
    clause = text[command.start : command.end]
    for found in CONDITION.finditer(clause):
        start = found.start() + command.start
        named = any(s.start <= start < s.end and s.name in NAMED for s in command.slots)
        spares = UNLESS_IT_IS.match(clause, found.start())
        named |= bool(spares and any(s.start == spares.end() + command.start for s in command.slots))
        is_when = not re.match(IF, found[0], re.I)
        if named or ASKING.search(clause[: found.start()]) or COURTESY.match(clause[found.start() :]):
            continue
        if is_when and (command.operation == "read" or not says_something(command, text, start)):
            continue
        leads = BEGINNING.fullmatch(clause[: found.start()])
        closed = CLOSED.search(text, start + len(found[0]), command.end)
        if is_when:
            return start, text.index(",", start)
        return start, led_until(text, start, command.end) if leads else closed.start() if closed else command.end
    return None


def says_something(command: TaggedCommand, text: str, start: int) -> bool:
    """A word that no slot holds follows "when" before the comma: "when Ben calls, …"."""
    begin = re.search(r"\b(?:when|once|as soon as)\b", text[start:], re.I)
    at, end = start + (begin.end() if begin else 0), text.index(",", start)
    return any(text[n].isalnum() and not any(s.start <= n < s.end for s in command.slots) for n in range(at, end))


def led_until(text: str, start: int, end: int) -> int:
    """Where a condition that leads its order ends: at the comma before the order, at the order itself, at a comma, at the end."""
    comma, order = text.find(",", start, end), ORDER.search(text, start, end)
    if comma >= 0 and (order is None or LINKED_ORDER.match(text, comma, end)):
        return comma
    return order.start() if order else end


def unconditional(command: TaggedCommand, span: Span) -> TaggedCommand:
    """The command without the slots of its condition."""
    inside = command.over(*span)
    others = {s.name for s in command.slots if s not in inside}
    return command.with_slots(s for s in command.slots if s not in inside or (s.name in OWN and s.name not in others))


def with_title(command: TaggedCommand, text: str, span: Span) -> TaggedCommand | None:
    """ "add a task: buy milk if we are out": the task keeps such words in its title; None where they are no part of it."""
    start, end = span[0], command.start + len(text[command.start : span[1]].rstrip(" .!?"))
    before = [s for s in command.in_order if s.end <= start]
    last = before[-1] if before else None
    inside = any(s.name in OWN and s.end > start for s in command.slots)
    if command.frame != ("create", "task") or last is None or last.name != "summary" or inside:
        return None
    if text[last.end : start].strip() or text[end : command.end].strip(" .!?"):
        return None
    return command.with_slots((*before[:-1], spanning(text, last, end=end)))


def ask_whether(commands: tuple[Command, ...], text: str) -> Question:
    """ "should I cancel jazz night?", "I might cancel it": the order that it would be, to be picked or left."""
    order = MAY_BE.sub("", WHETHER.sub("", text)).strip(" ?!.")
    choice = Choice(order[:1].upper() + order[1:], order, commands)
    return Question("That is yours to decide. If you want it:", (choice,))


def ask_condition(text: str, commands: tuple[Command, ...]) -> Question:
    """The question whether orders that hang on a condition shall be carried out without it; of two ways none is offered."""
    if OTHERWISE.search(text):
        return Question("I can't check that condition. Which of the two shall I do?")
    done = tuple(c for c in commands if c.operation not in ("read", "none"))
    return Question(
        "I can't check that condition. Shall I do it anyway?", (Choice("Do it anyway", "do it anyway", done),)
    )
