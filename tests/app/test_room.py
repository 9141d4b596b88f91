"""What gives way in a narrow window: first the words, then the sidebar, never the days."""

import pytest
from hands import VIEWS, show_view
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPalette, QPicture, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.delegates.preview import room_before
from app.delegates.task import TaskDelegate
from app.item_models.lines import LinesModel
from app.item_models.tasks import Group, TaskLine
from app.theme import scale
from app.theme.lettering import broken
from app.theme.palette import LIGHT
from app.views.block_words import Face, is_turned
from app.views.calendar_panel import CalendarPanel
from app.views.main_window import LEAST_DAYS, MainWindow
from app.views.painting import Look, colors, tile
from app.views.picture import Picture
from app.views.printing import write_title


def shows_whole(panel: CalendarPanel) -> bool:
    """Whether the title and the buttons beside it have the room that they ask for."""
    parts = (panel.bar.title, *(b for b in (panel.bar.today, *panel.bar.switch.values()) if not b.isHidden()))
    whole = all(part.width() >= part.sizeHint().width() for part in parts)
    return whole and panel.bar.switch_frame.geometry().right() <= panel.width() and len(panel.bar.title.text()) >= 4


@pytest.mark.parametrize("width", [800, 1000, 1280])
def test_title_and_buttons_have_room(window: MainWindow, qtbot: QtBot, width: int) -> None:
    window.resize(1281, 600)
    qtbot.waitUntil(lambda: shows_whole(window.panel))
    window.resize(width, 600)
    qtbot.waitUntil(lambda: shows_whole(window.panel))
    for name in (*VIEWS, *reversed(VIEWS)):
        show_view(window, name)
        qtbot.waitUntil(lambda: shows_whole(window.panel))


def test_the_buttons_of_the_views_stay_where_they_are(window: MainWindow) -> None:
    window.resize(1280, 700)
    widths = set()
    for name in VIEWS:
        show_view(window, name)
        widths.add(window.panel.bar.switch_frame.sizeHint().width())
    assert len(widths) == 1


def test_the_sidebar_gives_way_to_the_tasks(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(860, 600)
    assert window.sidebar.isVisible()
    shown = window.actions_by_name["sidebar"]
    assert shown.isChecked()
    window.panel.bar.beside.click()
    assert window.panel.width_beside and not window.sidebar.isVisible() and not shown.isChecked()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.sidebar.isVisible() and not window.panel.width_beside, "the one that was asked for"
    assert shown.isChecked(), "the menu marks it"
    window.panel.bar.beside.click()
    window.resize(1280, 600)
    qtbot.waitUntil(window.sidebar.isVisible)
    assert window.panel.width_beside and window.panel.stack.width() >= LEAST_DAYS
    QTest.keyClick(window, Qt.Key.Key_F9)
    window.resize(1300, 600)
    assert not window.sidebar.isVisible(), "it was sent away"


def test_the_sidebar_gives_way_to_the_days_until_it_is_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(760, 600)
    qtbot.waitUntil(lambda: not window.sidebar.isVisible())
    qtbot.waitUntil(lambda: window.panel.bar.title.text() == window.panel.current.title)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.sidebar.isVisible(), "it was asked for"
    window.resize(780, 600)
    assert window.sidebar.isVisible(), "and stays"
    window.panel.bar.beside.click()
    assert window.panel.width_beside and not window.sidebar.isVisible()
    window.panel.bar.beside.click()
    window.resize(1000, 600)
    qtbot.waitUntil(window.sidebar.isVisible)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert not window.sidebar.isVisible()


def test_a_card_is_wide_enough_for_a_name_and_its_hours(window: MainWindow) -> None:
    window.resize(760, 560)
    card = window.command.card
    assert card.width() > window.command.width() + 100
    assert window.centralWidget().rect().contains(card.geometry().center()) and card.x() + card.width() < 790


def test_a_title_is_black_on_paper_in_the_dark(window: MainWindow) -> None:
    """A preview plays what was recorded on a page whose pen is the window's own."""
    recorded, page = QPicture(), QPixmap(300, 60)
    painter = QPainter(recorded)
    write_title(painter, "March", 300)
    painter.end()
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    painter.setPen(Qt.GlobalColor.white)
    recorded.play(painter)
    painter.end()
    image = page.toImage()
    assert min(image.pixelColor(x, y).lightness() for x in range(300) for y in range(60)) < 100


@pytest.mark.parametrize(("room", "after", "before"), [(400, 150, 214), (250, 150, 64), (200, 180, 50)])
def test_what_will_be_is_read_before_what_was(room: float, after: float, before: float) -> None:
    assert room_before(room, after) == before


def test_a_long_title_goes_on_while_its_block_has_room() -> None:
    def ink_below(title: str) -> int:
        """How much is written below the second line."""
        picture = tile(Face(title, "", "#2f9e44", "", "8:00 – 11:00"), Look(LIGHT), 52, 138, 1.0).toImage()
        ground = picture.pixelColor(48, 130)
        return sum(picture.pixelColor(x, y) != ground for x in range(9, 48) for y in range(36, 110))

    assert ink_below("Open day at the school with a rather long title that goes on and on") > ink_below("Open") + 100


@pytest.mark.parametrize(
    ("title", "width"),
    [
        ("Eye test at Specsavers", 130),
        ("Eye test at Specs", 130),
        ("Doctor's appointment for George at the surgery", 130),
    ],
)
def test_an_hour_says_its_time_under_two_lines_behind_them_or_instead_of_the_cut_one(title: str, width: int) -> None:
    """The first has a line left for it where letters are low; the last is cut anyway."""

    def picture(hours: str) -> QImage:
        return tile(Face(title, "", "#2f9e44", "", hours), Look(LIGHT), width, 44, 1.0).toImage()

    assert picture("14:45 – 15:45") != picture("")


@pytest.mark.parametrize("height", [10, 13, 18])
def test_a_low_block_says_its_hour_beside_the_title(height: int) -> None:
    def picture(hours: str, width: int) -> QImage:
        return tile(Face("Standup", "", "#2f9e44", "", hours), Look(LIGHT), width, height, 1.0).toImage()

    assert picture("9:30 – 9:45", 200) != picture("", 200)
    assert picture("9:30 – 9:45", 70) == picture("", 70), "the title goes first"


@pytest.mark.parametrize("height", [18, 44, 90])
@pytest.mark.parametrize("width", range(26, 130, 7))
def test_no_letter_of_a_narrow_block_is_cut(width: int, height: int) -> None:
    face = Face("Grandmother Wilhelmina shows infrastructure", "Kilimanjaro", "#2f9e44", "", "14:00 – 15:30")
    picture, ground = tile(face, Look(LIGHT), width, height, 1.0).toImage(), colors(face.color, "", Look(LIGHT))[0]
    edge = [picture.pixelColor(x, y) for x in (width - 3, width - 2) for y in range(6, height - 6)]
    assert all(abs(color.lightness() - ground.lightness()) < 4 for color in edge), "words end before the edge"
    inside = [picture.pixelColor(x, y).lightness() for x in range(9, width - 4) for y in range(3, height - 3)]
    assert min(inside) < ground.lightness() - 80, "something is written"


@pytest.mark.parametrize("width", [24, 50, 90, 200])
def test_a_title_is_broken_between_words_alone(window: MainWindow, width: int) -> None:
    font = scale.font(scale.SMALL, QFont.Weight.DemiBold)
    metrics = scale.metrics(scale.SMALL, QFont.Weight.DemiBold)
    words = "○ Tea with Grandmother Wilhelmina"
    lines = broken(words, font, width, 99)
    assert " ".join(lines) == words
    assert all(metrics.horizontalAdvance(line) <= width or " " not in line for line in lines)
    assert broken(words, font, 2000, 3) == (words,)
    assert " ".join(broken(words, font, 120, 2)) == words
    assert broken(words, font, 24, 9) == tuple(words.split())


def test_page_down_goes_through_a_list_that_has_no_days(window: MainWindow, qtbot: QtBot) -> None:
    show_view(window, "tasks")
    tasks = window.panel.tasks.list
    qtbot.waitUntil(lambda: tasks.model().rowCount() > 2)
    tasks.setFocus()
    tasks.setCurrentIndex(tasks.model().index(0, 0))
    QTest.keyClick(tasks, Qt.Key.Key_PageDown)
    assert tasks.currentIndex().row() == tasks.model().rowCount() - 1
    show_view(window, "week")
    title = window.panel.bar.title.text()
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert window.panel.bar.title.text() != title


def test_the_frame_of_the_line_is_as_high_without_the_keyboard(window: MainWindow) -> None:
    heights = set()
    for focused in (window.command.line, window.panel.current):
        focused.setFocus()
        window.theme.apply()
        heights.add(window.command.sizeHint().height())
    assert len(heights) == 1, "what is below does not move"


def test_what_a_field_is_for_can_be_read(window: MainWindow) -> None:
    show_view(window, "tasks")
    field = window.panel.tasks.field
    assert field.palette().color(QPalette.ColorRole.PlaceholderText).name() == window.theme.palette.muted


@pytest.mark.parametrize("width", [12, 20, 32])
def test_a_block_with_room_for_no_line_has_its_title_from_the_top_down(width: int) -> None:
    def ink_of(title: str, height: int) -> int:
        """How many dots of a block are as dark as letters are."""
        look = Look(LIGHT)
        picture, ground = (
            tile(Face(title, "", "#2f9e44", ""), look, width, height, 1.0).toImage(),
            colors("#2f9e44", "", look)[0],
        )
        dots = ((x, y) for x in range(4, width) for y in range(2, height - 2))
        return sum(picture.pixelColor(*dot).lightness() < ground.lightness() - 40 for dot in dots)

    assert ink_of("Rehearsal of the choir", 140) > ink_of("Rehearsal", 140) > ink_of("", 140)
    assert ink_of("Rehearsal of the choir", 140) > ink_of("Rehearsal of the choir", 60) > 0, "as much as fits"


@pytest.mark.parametrize("height", [14, 20, 34, 44, 90])
@pytest.mark.parametrize("width", [12, 14, 16, 20, 24, 30])
def test_no_block_is_blank(width: int, height: int, window: MainWindow) -> None:
    def picture_of(title: str) -> QImage:
        return tile(Face(title, "", "#2f9e44", ""), Look(LIGHT), width, height, 1.0).toImage()

    assert picture_of("Swimming") != picture_of("")


def test_a_long_name_of_a_list_leaves_room_for_the_number_of_its_tasks(window: MainWindow) -> None:
    theme, formatter = window.theme, window.workspace.formatter
    delegate = TaskDelegate(theme, formatter, window)
    model: LinesModel[TaskLine] = LinesModel(str, window)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 280, 48)
    pictures = []
    for name in ("House renovation and the whole of the garden", "House renovation and"):
        model.set_lines((TaskLine(Group(name, color="#2f9e44"), number=15),))
        page = QPixmap(option.rect.size())
        page.fill(Qt.GlobalColor.white)
        painter = QPainter(page)
        delegate.paint(painter, option, model.index(0))
        painter.end()
        pictures.append(page.copy(210, 0, 70, 48).toImage())
    assert pictures[0] == pictures[1], "the number alone stands there"


def test_nothing_dark_is_left_at_the_edge_of_a_picture() -> None:
    """A width that is no whole number of dots: of the last one, a part is painted."""
    page = QImage(152, 30, QImage.Format.Format_RGB32)
    page.setDevicePixelRatio(1.5)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)

    def draw(drawing: QPainter) -> None:
        drawing.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.fillRect(QRect(0, 0, 101, 20), Qt.GlobalColor.white)

    Picture().paint(painter, QSize(101, 20), "white", draw)
    painter.end()
    assert min(page.pixelColor(x, 10).lightness() for x in range(page.width())) > 240


@pytest.mark.parametrize(
    ("title", "width", "height", "turned"),
    [
        ("Brunch at Grandma's", 43, 160, True),
        ("Brunch at Grandma's", 43, 90, True),
        ("School fair", 43, 60, False),
        ("Go out", 43, 160, False),
        ("x", 10, 90, False),
        ("Lunch with Kim", 20, 44, True),  # five letters, and not two
        ("Swimming", 16, 34, True),
        ("Swimming", 20, 20, False),
        ("Lunch with Kim", 40, 44, False),
    ],
)
def test_a_title_is_turned_where_its_words_would_be_torn(
    title: str, width: int, height: int, turned: bool, window: MainWindow
) -> None:
    assert is_turned(title, width, height) is turned
