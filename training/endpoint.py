"""A language model behind an OpenAI-compatible address. The one module that uses the network, and only where the user names an address."""

import json
import urllib.error
import urllib.parse
import urllib.request

#: Seconds to wait for an answer.
PATIENCE = 120


class EndpointError(OSError):
    """The address could not be reached or did not answer as such an endpoint does; the message says which."""


def complete(address: str, prompt: str, seed: int) -> str:
    """What the model at ``http://HOST/v1#MODEL`` answers to a prompt (POST ``/chat/completions``); raises EndpointError."""
    base, model = urllib.parse.urldefrag(address)
    asked = {
        "model": model or "default",
        "messages": [{"role": "user", "content": prompt}],
        "temperature": 0.9,
        "seed": seed,
    }
    request = urllib.request.Request(
        f"{base.rstrip('/')}/chat/completions",
        data=json.dumps(asked).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return str(json.load(answer)["choices"][0]["message"]["content"])
    except urllib.error.HTTPError as problem:
        raise EndpointError(f"{base} answers {problem.code} {problem.reason}.") from problem
    except OSError as problem:
        raise EndpointError(f"{base} can't be reached: {getattr(problem, 'reason', problem)}.") from problem
    except (ValueError, LookupError, TypeError) as problem:
        raise EndpointError(f"{base} does not answer as a chat endpoint does.") from problem
