"""One thread beside the window's: everything that reads or writes the calendar, and the student, runs there in order."""

import contextvars
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from assistant.errors import Abandoned, AssistantError
from models.errors import StoreError

T = TypeVar("T")
LOG = logging.getLogger("plainday")


class Worker(QObject):
    """Runs jobs one after the other on its own thread, each in the context that it was given in, and hands each result back on the thread
    that it lives in.

    A job that fails on purpose gives its sentence to `failed`; one that fails otherwise is logged and said in general words,
    so that the window lives on: one of the program's two edges that catch everything.
    """

    failed = Signal(str)
    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="calendar")
        self._closed = False
        self._delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        job: Callable[[], T],
        then: Callable[[T], None],
        wanted: Callable[[], bool] = lambda: True,
        otherwise: Callable[[str], None] | None = None,
    ) -> "Future[None] | None":
        """Runs `job` after those before it, then `then` with its result in this object's thread, or `otherwise`, where it is given, with
        the sentence of one that fails. Where `wanted` says no, before or after, the job's turn or its result is dropped. What it gives is
        done when the job has run, failed or was dropped."""
        say = otherwise or self.failed.emit

        if self._closed:
            return None

        def work() -> None:
            if not wanted():
                return
            try:
                result = job()
            except Abandoned:
                return
            except (StoreError, AssistantError) as error:
                sentence = str(error)
                self._delivered.emit(lambda: say(sentence))
            except Exception:
                LOG.exception("a job failed")
                self._delivered.emit(lambda: say(self.tr("Something went wrong. Nothing was changed.")))
            else:
                self._delivered.emit(lambda: then(result) if wanted() else None)

        return self._threads.submit(contextvars.copy_context().run, work)

    def close(self) -> None:
        """Waits for the job that runs; those that have not begun, and results not yet taken, are dropped."""
        self._closed = True
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, hand_over: Callable[[], None]) -> None:
        if not self._closed:
            hand_over()
