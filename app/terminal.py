"""The same conversation in a terminal, where there is no display: type, see what would change, say yes, take it back."""

import sys

from app.cli.date_order import says_day_first
from app.cli.doing import reply_text
from app.cli.options import Options
from app.cli.rendering import question_text
from app.cli.sessions import Turn, take_turn
from app.cli.store import opened, reported
from app.student import load_tagger, new_uid
from assistant.conversation import Conversation
from assistant.follow_ups import cues
from assistant.offers import asking, spoken
from assistant.pipeline import Assistant
from models.errors import StoreError

GREETING = """There is no display here, so we talk in the terminal.
Plainday keeps your calendar, tasks and lists. Type a sentence, such as "lunch with Ana Friday at 1".
"yes" does what is shown, "no" drops it, "undo" takes the last change back; an empty line leaves."""


@reported
def run(options: Options) -> int:
    """Talks until an empty line or the end of the input."""
    zone = options.zone()
    assistant = Assistant(load_tagger(), zone, new_uid, day_first=says_day_first(zone))
    conversation, offered = Conversation(), None
    print(GREETING)
    with opened(options) as (database, queries):
        while line := ask():
            takes_back = bool(cues.UNDO.fullmatch(line) or cues.REDO.fullmatch(line))
            turn = Turn(line, options.clock(), confirm=takes_back)
            try:
                reply = take_turn(turn, conversation, assistant, database, queries)
            except StoreError as problem:
                print(problem)
                continue
            conversation = reply.conversation
            print(reply_text(reply, turn, queries))
            waits = conversation.plan or (conversation.commands and conversation.question is not offered)
            if reply.json["status"] == "not_understood" and not waits and (new := spoken(line)):
                offered = new
                print(question_text(offered))
                conversation = asking(offered, conversation)
            if reply.plan is not None:
                print('Say "yes" to do it.')
    return 0


def ask() -> str:
    """The next line, empty at the end."""
    try:
        return input("> " if sys.stdin.isatty() else "").strip()
    except (EOFError, KeyboardInterrupt):
        return ""
