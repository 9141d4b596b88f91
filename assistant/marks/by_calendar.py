"""A sentence's tagging as what the calendar holds makes it: names, places and lists that are there stay whole, however they were marked."""

from typing import Final

from assistant.marks.bare_places import with_bare_places
from assistant.marks.counted import marked
from assistant.marks.further_things import with_further_things
from assistant.marks.held_at import tagged_there, with_online
from assistant.marks.known_words import with_known_words
from assistant.marks.named_plainly import with_plain_name
from assistant.marks.orders_behind import with_order
from assistant.marks.recognition import hold_together, recognize, with_known_rest, with_plain_order
from assistant.marks.spans import with_bracket
from assistant.marks.stories import without_strangers
from assistant.marks.two_deeds import with_two_deeds
from assistant.marks.verbless import with_new_company
from assistant.marks.whole_names import with_whole_names
from assistant.marks.whole_places import with_whole_places
from assistant.marks.whole_titles import with_booked_in, with_goer
from assistant.resolution.name_index import Indexes
from assistant.tagging import Tagger, Tagging
from models.queries import Queries

#: What mends the marks, in this order.
MENDS: Final = (
    with_two_deeds,
    with_plain_order,
    recognize,
    with_known_rest,
    with_plain_name,
    with_whole_names,
    with_known_words,
    without_strangers,
    with_bare_places,
    with_further_things,
    with_whole_places,
    with_booked_in,
    with_goer,
    with_new_company,
)


def tagged_by_calendar(text: str, tagger: Tagger, queries: Queries, indexes: Indexes) -> Tagging:
    """The tagging of a sentence, mended by what the calendar holds."""
    events = indexes.named("event", queries)
    tagging = with_bracket(tagged_there(text, tagger, events), tagger)
    tagging = hold_together(with_order(with_online(tagging), tagger), queries)
    for mend in MENDS:
        tagging = mend(tagging, queries, indexes)
    return marked(tagging, lambda: indexes.named("event", queries))
