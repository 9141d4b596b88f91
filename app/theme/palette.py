"""Two palettes, light and dark, with one accent, and what each meaning of a word is coloured; each once more for who needs strong contrast.

Text colours keep a contrast of 4.5 or more on the surfaces that they stand on (WCAG 2.2, 1.4.3), in the strong ones of 7 (1.4.6), and lines
one of 3 there (1.4.11); a test computes it.
"""

import dataclasses
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QColor, QPalette

#: The meanings that a person tells apart by colour, and the slots of each.
MEANINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "what": ("summary", "new_summary", "description", "new_description", "excluded"),
    "who": ("attendee", "new_attendee", "removed_attendee"),
    "where": ("location", "new_location"),
    "time": (
        "when", "new_when", "duration", "new_duration", "recurrence", "new_recurrence", "shift", "alarm", "new_alarm"
    ),
    "list": ("list", "new_list"),
    "which": ("quantity", "priority", "new_priority"),
}  # fmt: skip
MEANING_OF: Final = {slot: meaning for meaning, slots in MEANINGS.items() for slot in slots}


@dataclasses.dataclass(frozen=True, eq=False)  # hashed for every block that is painted
class Palette:
    """Colours by what they are for, as ``#rrggbb``."""

    dark: bool
    window: str
    surface: str
    raised: str
    hover: str
    line: str
    strong_line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    danger: str
    danger_soft: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    what: str
    who: str
    where: str
    time: str
    list: str
    which: str

    def meaning(self, slot: str) -> str:
        """The colour of a slot of the typed line."""
        return str(getattr(self, MEANING_OF.get(slot, "what")))


LIGHT: Final = Palette(
    dark=False, window="#f6f6f4", surface="#ffffff", raised="#ffffff", hover="#eeeeeb", line="#e6e5e1", strong_line="#cfcec9",
    text="#1f2328", muted="#5c636d", accent="#3b5bdb", on_accent="#ffffff", accent_soft="#e9edfc",
    danger="#b42323", danger_soft="#fdecec", success="#23703a", success_soft="#e7f5ea", warning="#8f4d00", warning_soft="#fdf3e1",
    what="#3b5bdb", who="#8e2fa8", where="#0b6b80", time="#a84a00", list="#23703a", which="#a61e4d",
)  # fmt: skip
DARK: Final = Palette(
    dark=True, window="#17181b", surface="#1e2023", raised="#26282c", hover="#2c2f33", line="#303338", strong_line="#474b52",
    text="#eceded", muted="#a5abb4", accent="#91a7ff", on_accent="#14161f", accent_soft="#2a3050",
    danger="#ff9b9b", danger_soft="#432527", success="#8ce0a0", success_soft="#1f3a28", warning="#ffc078", warning_soft="#40311d",
    what="#a5b8ff", who="#e3a2f5", where="#6fd3e6", time="#ffb87a", list="#8ce0a0", which="#ff9dbb",
)  # fmt: skip
STRONG_LIGHT: Final = dataclasses.replace(
    LIGHT, window="#ffffff", hover="#e4e4e4", line="#767676", strong_line="#595959", text="#000000", muted="#333333",
    accent="#1a2f9c", danger="#8c1010", success="#0f4d23", warning="#5e3200",
    what="#1a2f9c", who="#5f1274", where="#06424f", time="#6b2f00", list="#0f4d23", which="#70112f",
)  # fmt: skip
STRONG_DARK: Final = dataclasses.replace(
    DARK, window="#000000", surface="#000000", raised="#000000", hover="#333333", line="#8c8c8c", strong_line="#b0b0b0",
    text="#ffffff", muted="#e2e2e2", accent="#b9c7ff", danger="#ffc2c2", success="#b2f0c0", warning="#ffd9a8",
    danger_soft="#3a1517", success_soft="#12301c", what="#c4d0ff", who="#efc8fa", where="#a5e6f2", time="#ffd3ab",
    list="#b2f0c0", which="#ffc4d6",
)  # fmt: skip


def qt_palette(palette: Palette) -> QPalette:
    """The same colours in Qt's roles, for what a style sheet does not reach."""
    roles = {
        QPalette.ColorRole.Window: palette.window,
        QPalette.ColorRole.Base: palette.surface,
        QPalette.ColorRole.AlternateBase: palette.window,
        QPalette.ColorRole.Button: palette.surface,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.muted,
        QPalette.ColorRole.ToolTipBase: palette.raised,
        QPalette.ColorRole.ToolTipText: palette.text,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.Accent: palette.accent,
        QPalette.ColorRole.Mid: palette.line,
    }
    made = QPalette()
    for role, color in roles.items():
        made.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.strong_line))
    return made


def palette_for(dark: bool, strong: bool) -> Palette:
    """The palette of a colour scheme, with more contrast where that is needed."""
    return (STRONG_DARK if dark else STRONG_LIGHT) if strong else DARK if dark else LIGHT


def luminance(color: QColor) -> float:
    """Relative luminance (WCAG 2.2), 0 black to 1 white."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio (WCAG 2.2), 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> QColor:
    """`share` of `one` and the rest of `other`."""
    a, b = QColor(one), QColor(other)
    return QColor.fromRgbF(
        a.redF() * share + b.redF() * (1 - share),
        a.greenF() * share + b.greenF() * (1 - share),
        a.blueF() * share + b.blueF() * (1 - share),
    )


def readable(color: str, ground: QColor, palette: Palette, least: float = 4.5) -> QColor:
    """`color` moved toward the text colour until it can be read on `ground`: until their contrast is `least`."""
    for share in (1.0, 0.8, 0.6, 0.4, 0.2):
        candidate = mix(color, palette.text, share)
        if contrast(candidate, ground) >= least:
            return candidate
    return QColor(palette.text)


@lru_cache(maxsize=500)
def mark(color: str, palette: Palette) -> QColor:
    """The colour of a calendar where it is a dot, a ring or a bar: seen (contrast 3, WCAG 2.2, 1.4.11) on every ground of the palette."""
    return readable(color, QColor(palette.raised if palette.dark else palette.window), palette, 3.0)
