"""Items side by side that are doubted: one name, or several."""

import dataclasses

import pytest

from assistant.fake_tagger import tagging_of
from assistant.marks.torn_names import joined_pieces


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("add [summary candles] [summary matches] and [summary glue] to [list shopping]", ["candles", "matches", "glue"]),
        ("add [summary rice] [summary vinegar] to [list shopping]", ["rice vinegar"]),
        ("add [summary dish] [summary cloths] to [list shopping]", ["dish cloths"]),
        ("add [summary swiss] [summary rolls] to [list shopping]", ["swiss rolls"]),
    ],
)  # fmt: skip
def test_doubted_items_side_by_side(marked: str, names: list[str]) -> None:
    tagging = tagging_of("create task", marked)
    (tagged,) = tagging.commands
    doubted = tagged.with_slots(dataclasses.replace(slot, confidence=0.5) for slot in tagged.slots)
    made = joined_pieces(tagging.text, doubted, doubted.in_order)
    assert [slot.text for slot in made if slot.name == "summary"] == names
