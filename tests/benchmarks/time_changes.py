"""The table of clock changes in ``docs/time.md``: `python -m tests.benchmarks.time_changes`; its rows are tested where they stand."""

import sys

from tests.assistant.test_temporal_clock_changes import SHOWN, shown


def main() -> int:
    """Prints what each phrase means around a clock change."""
    print("| zone | case | said at (local) | phrase | means: day, time, offset |\n| --- | --- | --- | --- | --- |")
    for zone, case, now, phrase, _ in SHOWN:
        print(f"| {zone} | {case} | {now.replace('T', ' ')} | {phrase} | {shown(zone, now, phrase)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
