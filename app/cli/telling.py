"""`plainday when`: what a time phrase means; no database, no Qt."""

import json
from datetime import datetime

from app.cli.date_order import says_day_first
from app.cli.lines import Json, RequestError, serve
from app.cli.options import Options, UsageError, moment
from assistant.temporal.answer import when_answer
from assistant.temporal.reading import read_time
from assistant.temporal.values import Purpose, Setting


def run(options: Options) -> int:
    """Prints the value of each phrase."""
    if not options.lines and not options.words:
        raise UsageError("plainday when needs a phrase, or --lines.")

    def answer(request: Json) -> Json:
        return told(request["text"], instant(request, options), options)

    if options.lines:
        serve(answer)
    else:
        print(json.dumps(answer({"text": options.text}), ensure_ascii=False))
    return 0


def instant(request: Json, options: Options) -> datetime:
    """The `now` of a request, else of the command line, else the clock."""
    if request.get("now") is None:
        return options.clock()
    try:
        return moment(request["now"])
    except UsageError as problem:
        raise RequestError(str(problem)) from problem


def told(text: str, now: datetime, options: Options) -> Json:
    """A `when` answer."""
    zone = options.local(now)
    setting = Setting(now.astimezone(zone), zone, Purpose.PERIOD, day_first=says_day_first(zone))
    return when_answer(text, read_time(text, setting))
