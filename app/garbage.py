"""The collector of reference cycles works when nobody types: a pass over all that a full calendar holds takes longer than a frame.
Then what was let go of is given back to the system, too: loading the student alone leaves 6 MiB that nobody uses.
"""

import ctypes
import gc
import sys
from typing import Final

from PySide6.QtCore import QObject, QTimer

#: So many new objects start a pass at any time, so that nothing grows without bound.
MANY: Final = 400_000
#: So many are worth a pass at rest.
SOME: Final = 20_000
REST_MS: Final = 2_000


class Garbage(QObject):
    """Collects `REST_MS` after the last call of `wait`. What is there when it is made (modules, the window) is never looked at again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.freeze()
        gc.set_threshold(MANY, 10, 10)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._collect)

    def wait(self) -> None:
        """Something is being done."""
        self._rest.start()

    def _collect(self) -> None:
        if gc.get_count()[0] > SOME:
            gc.collect()
        trim()


def trim() -> None:
    """Gives memory that is not used back to the system, where its allocator (glibc's) can be asked to."""
    give_back = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if give_back:
        give_back(0)
