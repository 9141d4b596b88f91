"""`plainday do`: understand → preview → confirm → commit, for one sentence or for lines of JSON."""

import sys
from datetime import datetime

from app.cli.date_order import says_day_first
from app.cli.lines import RequestError, serve
from app.cli.options import Options, UsageError, moment
from app.cli.rendering import preview_text
from app.cli.sessions import Reply, Turn, carry_out, take_turn
from app.cli.store import opened, print_json, reported
from app.student import load_tagger, new_uid
from assistant.contract import Json
from assistant.conversation import Conversation
from assistant.pipeline import Assistant
from assistant.preview import preview
from models.database import Database
from models.errors import StoreError
from models.queries import Queries


@reported
def run(options: Options) -> int:
    """Does one sentence, or serves lines."""
    if not options.lines and not options.words:
        raise UsageError("plainday do needs a sentence, or --lines.")
    zone = options.zone()
    assistant = Assistant(load_tagger(), zone, new_uid, day_first=says_day_first(zone))
    with opened(options) as (database, queries):
        if options.lines:
            serve_lines(options, assistant, database, queries)
            return 0
        turn = Turn(
            options.text, options.clock(), confirm=options.yes and not options.dry_run, rehearse=options.dry_run
        )
        reply = take_turn(turn, Conversation(), assistant, database, queries)
        if reply.plan is not None and not options.dry_run and sys.stdin.isatty() and not options.json:
            return confirm_on_terminal(reply, turn, database, queries)
        show(reply, turn, options, queries)
    return 0


def serve_lines(options: Options, assistant: Assistant, database: Database, queries: Queries) -> None:
    """One request a line; requests of one session share a conversation."""
    sessions: dict[str, Conversation] = {}

    def answer(request: Json) -> Json:
        name = request.get("session")
        turn = Turn(
            request["text"],
            now_of(request, options),
            confirm=bool(request.get("yes", options.yes)),
            rehearse=bool(request.get("dry_run", options.dry_run)),
        )
        try:
            reply = take_turn(
                turn,
                sessions.get(str(name), Conversation()) if name is not None else Conversation(),
                assistant,
                database,
                queries,
            )
        except StoreError as problem:
            raise RequestError(str(problem)) from problem
        if name is not None:
            sessions[str(name)] = reply.conversation
        return reply.json

    serve(answer)


def now_of(request: Json, options: Options) -> datetime:
    """The `now` of a request, else of the command line, else the clock."""
    if request.get("now") is None:
        return options.clock()
    try:
        return moment(request["now"]).astimezone(options.zone())
    except UsageError as problem:
        raise RequestError(str(problem)) from problem


def show(reply: Reply, turn: Turn, options: Options, queries: Queries) -> None:
    """Prints a reply, as JSON or in words."""
    if options.json:
        print_json(reply.json)
    else:
        print(reply_text(reply, turn, queries))


def reply_text(reply: Reply, turn: Turn, queries: Queries) -> str:
    """A reply in words."""
    if reply.plan is not None:
        return preview_text(preview(reply.plan, queries, turn.now, queries.zone))
    answer, question = reply.json["answer"], reply.json["question"]
    if answer:
        return str(answer["text"])
    if question:
        return "\n".join([question["text"], *(f"  {n}. {c['label']}" for n, c in enumerate(question["choices"], 1))])
    counts = [(len(reply.json[kind]), kind) for kind in ("created", "updated", "deleted") if reply.json[kind]]
    return (
        "Done: "
        + (", ".join(f"{n} {kind}" for n, kind in counts) or "nothing to change")
        + ". Take it back with: plainday undo"
    )


def confirm_on_terminal(reply: Reply, turn: Turn, database: Database, queries: Queries) -> int:
    """Shows the plan and asks; anything but yes changes nothing."""
    assert reply.plan is not None
    shown = preview(reply.plan, queries, turn.now, queries.zone)
    print(preview_text(shown))
    try:
        said = input("Do it? [Y/n] ").strip().lower()
    except EOFError:
        said = "n"
    if said not in ("", "y", "yes"):
        print("Nothing changed.")
        return 0
    carry_out(reply.plan, turn, reply.conversation, database, queries)
    print(f"{shown.done} · plainday undo takes it back")
    return 0
