"""One window a person: a second start raises the first by a local socket, and ends."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 400


def socket_name(database: Path) -> str:
    """Names the socket of this person and this database."""
    digest = hashlib.sha256(f"{getpass.getuser()} {database.resolve()}".encode()).hexdigest()
    return f"plainday-{digest[:16]}"


def raise_first(name: str) -> bool:
    """Asks a window that is already open to come to the front; False where there is none."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(b"raise\n")
    socket.waitForBytesWritten(WAIT_MS)
    socket.disconnectFromServer()
    return True


class Instance(QObject):
    """Listens for later starts; `asked` when one wants the window. Only this person may connect."""

    asked = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a crash
            self._server.listen(name)

    def close(self) -> None:
        """Listens no more."""
        self._server.close()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        self.asked.emit()
