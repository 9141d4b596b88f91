"""What a start does without: functions whose modules are loaded when they are first called. Nothing else of `app` imports by name."""

import importlib
from collections.abc import Callable
from typing import Any


def later(module: str, name: str) -> Callable[..., Any]:
    """The function `name` of a module that takes long to load, as it is called there."""
    return lambda *given: getattr(importlib.import_module(module), name)(*given)
