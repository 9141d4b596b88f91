"""A file manager as small as can be: a press on its window drags the file that it was started with, as other programs do."""

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    """The window, under the name of its file."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(sys.argv[1])])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    source = Source("drag me")
    source.setWindowTitle("Source")
    source.setGeometry(*map(int, sys.argv[2:6]))
    source.show()
    application.exec()
