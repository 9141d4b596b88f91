"""`plainday parse`: understanding only; no database, no Qt."""

import json

from app.cli.lines import Json, serve
from app.cli.options import Options, UsageError
from app.student import load_tagger
from assistant.contract import tagging_json


def run(options: Options) -> int:
    """Prints how each sentence is understood."""
    if not options.lines and not options.words:
        raise UsageError("plainday parse needs a sentence, or --lines.")
    tagger = load_tagger()

    def answer(request: Json) -> Json:
        return tagging_json(tagger.tag(request["text"]))

    if options.lines:
        serve(answer)
    else:
        print(json.dumps(answer({"text": options.text}), ensure_ascii=False))
    return 0
