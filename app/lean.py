"""Loads PySide6 without its search of sources; to be imported before any module that needs not be there before it.

PySide6 reads the source of every module that is imported after it, to see whether it asks for optional features of the binding, and
keeps the lines: 15 MiB and a tenth of the start. Nobody asks for them here. Where a later PySide6 has no such search, nothing is done.
"""

import sys

import PySide6.QtCore  # noqa: F401 - what searches is loaded with it

SEARCH = "_mod_uses_pyside"

features = sys.modules.get("shibokensupport.feature")
if hasattr(features, SEARCH):
    setattr(features, SEARCH, lambda module: False)
