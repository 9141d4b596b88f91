"""A sentence's tagging as what the calendar holds makes it: names, places and lists that are there stay whole, however they were marked."""

from typing import Final

from assistant.marks.counted import marked
from assistant.marks.held_at import tagged_there, with_online
from assistant.marks.known_words import with_known_words
from assistant.marks.named_plainly import with_plain_name
from assistant.marks.orders_behind import with_order
from assistant.marks.recognition import hold_together, recognize, with_plain_order
from assistant.marks.stories import without_strangers
from assistant.marks.verbless import with_new_company
from assistant.marks.whole_names import with_whole_names
from assistant.marks.whole_places import with_whole_places
from assistant.resolution.name_index import Indexes
from assistant.tagging import Tagger, Tagging
from models.queries import Queries

#: What mends the marks, in this order.
MENDS: Final = (
    with_plain_order,
    recognize,
    with_plain_name,
    with_whole_names,
    with_known_words,
    without_strangers,
    with_whole_places,
    with_new_company,
)


def tagged_by_calendar(text: str, tagger: Tagger, queries: Queries, indexes: Indexes) -> Tagging:
    """The tagging of a sentence, mended by what the calendar holds."""
    events = indexes.named("event", queries)
    tagging = with_online(tagged_there(text, tagger, events))
    tagging = hold_together(with_order(tagging, tagger), queries)
    for mend in MENDS:
        tagging = mend(tagging, queries, indexes)
    return marked(tagging, lambda: indexes.named("event", queries))
