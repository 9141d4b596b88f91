"""Whose free time is asked about: one's own, or somebody's whose calendar is here."""

import dataclasses
import re

from assistant.commands import Command
from assistant.phrasing import join
from assistant.plan import Answer, Clarification
from assistant.resolution.availability import answer_free, free_beside
from assistant.resolution.calendars import called
from assistant.resolution.context import Context
from assistant.resolution.naming import capital

#: One's own time, too: "when are Ben and I free".
OWN = re.compile(r"\b(?:i|we|me|us|my|our|both)\b", re.I)
HAVE, ARE = re.compile(r"\b[Yy]ou have\b"), re.compile(r"\b[Yy]ou are\b")


def answer_whose_free(command: Command, context: Context) -> Answer | Clarification:
    """ "when am I free"; "is Alex free at 3", of the calendar that is called Alex, else of one's own, and it is said that no other is seen."""
    people = others_asked(command)
    theirs = called(people[0], "event", context) if len(people) == 1 and not OWN.search(command.text) else None
    if theirs is not None:
        made = answer_free(command, dataclasses.replace(context, whose=theirs.id))
        if not isinstance(made, Answer):
            return made
        name = capital(people[0])
        return dataclasses.replace(made, text=ARE.sub(f"{name} is", HAVE.sub(f"{name} has", made.text)))
    found = free_beside(command, context) or answer_free(command, context)
    unseen = [person for person in people if called(person, "event", context) is None]
    if not unseen or not isinstance(found, Answer):
        return found
    return dataclasses.replace(found, text=f"{found.text} I only see your calendar, not {join(unseen)}'s.")


def others_asked(command: Command) -> list[str]:
    """ "is Priya free at 3": the others whose time is asked about."""
    people = command.selector.attendees
    return [n for n in people if re.search(rf"\b(?:is|are|if) {re.escape(n)}\b", command.text, re.I)]
