"""Where things lie in the repository."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
#: Where the app looks for the student.
STUDENT = ROOT / "resources" / "student"
#: Tables of what was measured once, for the card.
RESULTS = ROOT / "training" / "results"
