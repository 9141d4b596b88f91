"""What a person probably wanted with words that no command was found in: a task, an event, or to find what holds them."""

import dataclasses
import re
from typing import Final

from assistant import wording
from assistant.commands import Command, Values
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.plan import Answer, Choice, NotUnderstood, Question
from assistant.temporal.reading import find_times
from models.queries import Queries
from models.rows import Event, Task

#: Letters that are too few to be a name, or to be searched for.
LEAST_LETTERS: Final = 3
#: Things that a search names, at most.
MOST_FOUND: Final = 20
#: Words that led a time phrase which was taken out of a sentence.
LEFT_OVER: Final = re.compile(
    rf"(?:\s+(?:on|at|by|in|for|from|the|this|to|{wording.UNTIL_WHEN}))+$|^(?:on|at|by|in|from)\s+", re.I
)
#: What is said to the program itself, and would be no task: a question, a greeting, thanks.
TALK: Final = re.compile(
    r"\W*(?:(?:what|who|why|how|when|where|which)(?:'s|’s)?\b.*|.*\?\s*|(?:hello|hi|hey|thanks|thank you|bye|goodbye|good (?:morning|night))(?: there| again| so much)?\W*)",
    re.I | re.S,
)
SEARCH: Final = re.compile(r"\s*search(?: for)? (.*\S)\s*", re.I)


def offers(text: str, searches: bool) -> Question | None:
    """Asks which of them it is; an event only where a time was said, a search only where there is a reason for one (`searches`). None where
    the words name nothing, or are an answer or talk."""
    if any(form.fullmatch(text) for form in (cues.YES, cues.NO, TALK)):
        return None
    times = find_times(text)
    name = name_beside(text, times)
    if sum(map(str.isalpha, name)) < LEAST_LETTERS:
        return None
    when = tuple(text[start:end] for start, end in times)
    quoted, said = '"' + name.replace('"', "") + '"', "".join(f" {words}" for words in when)
    values = Values(names=(name,), when=when)
    task = Command("create", "task", values=values, text=text)
    event = Command("create", "event", values=values, text=text)
    note = Choice("Note it as a task", f"add {quoted} to my tasks{said}", (task,), at_once=searches and not when)
    put = Choice("Put it on the calendar", f"put {quoted} on my calendar{said}", (event,))
    search = Choice("Search for it", f"search for {name}")
    asked = f"What shall I do with “{name}”?" if searches else f"Or is “{name}” something new?"
    return Question(asked, (note, *([put] if when else []), *([search] if searches else [])))


def asking(offered: Question, conversation: Conversation) -> Conversation:
    """The conversation with that question on the table, in the place of what was there."""
    commands = next((choice.commands for choice in offered.choices if choice.commands), ())
    return dataclasses.replace(conversation.dropped(), question=offered, commands=commands)


def spoken(text: str) -> Question | None:
    """The offers that a conversation without a window makes, where nothing is looked for by itself."""
    offered = offers(text, searches=True)
    kept = tuple(choice for choice in offered.choices if choice.commands) if offered else ()
    return dataclasses.replace(offered, choices=kept) if offered else None


def name_beside(text: str, times: list[tuple[int, int]]) -> str:
    """The words of a sentence without its time phrases."""
    for start, end in reversed(times):
        text = f"{LEFT_OVER.sub('', text[:start].rstrip())} {text[end:]}"
    return LEFT_OVER.sub("", re.sub(r"\s+(?=[,;.]|\s|$)", "", text)).strip(" ,;:-–")


def search(text: str, queries: Queries) -> Answer | NotUnderstood | None:
    """What holds all the words of "search for …", else any of them, those with more of them first. None where the sentence is another:
    what is said with a time ("search for a flat on Saturday at 10") is to be done then."""
    asked = SEARCH.fullmatch(text)
    words = asked[1].strip("\"“”'?.") if asked else ""
    if len(words) < LEAST_LETTERS or find_times(words):
        return None
    found = queries.search(words, limit=MOST_FOUND)
    if found:
        return Answer(f"Found “{words}” here:", found)
    near = any_of(words.split(), queries)
    nothing = f"Nothing holds “{words}”"
    return Answer(f"{nothing}; this comes nearest:", near) if near else NotUnderstood(f"{nothing}.")


def any_of(words: list[str], queries: Queries) -> tuple[Event | Task, ...]:
    """The things that hold at least one of these words, those with more of them first."""
    held: dict[str, list[Event | Task]] = {}
    for word in words:
        for row in queries.search(word, limit=MOST_FOUND) if len(word) >= LEAST_LETTERS else ():
            held.setdefault(row.id, []).append(row)
    return tuple(rows[0] for rows in sorted(held.values(), key=len, reverse=True)[:MOST_FOUND])
