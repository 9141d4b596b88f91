"""One JSON request a line in, one JSON answer a line out, in order, flushed at each; a bad line gets an error and the next is served."""

import json
import sys
import traceback
from collections.abc import Callable
from typing import Any, TextIO

Json = dict[str, Any]


class RequestError(Exception):
    """A request that can't be served; the text says why in one sentence."""


def serve(answer: Callable[[Json], Json], incoming: TextIO = sys.stdin, outgoing: TextIO = sys.stdout) -> None:
    """Serves requests until end of file."""
    for line in incoming:
        if not line.strip():
            continue
        try:
            reply = answer(request_of(line))
        except RequestError as problem:
            reply = {"error": str(problem)}
        except Exception:  # noqa: BLE001  the edge of this process: one sentence's fault must not end the others' service
            traceback.print_exc()
            reply = {"error": "Something went wrong with this sentence; `plainday history` tells what was done."}
        outgoing.write(json.dumps(reply, ensure_ascii=False) + "\n")
        outgoing.flush()


def request_of(line: str) -> Json:
    """A request; raises :class:`RequestError`."""
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise RequestError("This line is not JSON.") from problem
    if not isinstance(request, dict) or not isinstance(request.get("text"), str):
        raise RequestError('A request is an object with a "text".')
    return request
