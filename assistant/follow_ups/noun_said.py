"""The noun for which "one" stands: "the Berlin one" after "when is the Paris trip" is the Berlin trip, if something is called so (policy 24)."""

import itertools
import re
from collections.abc import Iterable

from assistant.conversation import Conversation
from assistant.resolution.matching import content, holds, words_of
from assistant.resolution.name_index import NameIndex
from assistant.temporal.reading import find_times
from assistant.wording import ORDINALS
from models.queries import Queries
from models.rows import Event

#: "and | the Berlin | one | too"; not "the other one", nor "one-to-one".
SUCH_ONE = re.compile(
    rf"\b(?:the|my|our)\s+(?P<which>(?!(?:{'|'.join(ORDINALS)}|last|other|next|same|new|only|right|wrong)\b)[\w'’&]+(?:\s+[\w'’&]+)?)\s+one\b(?![-'’])",
    re.I,
)

#: "and the read | as well", "the read too".
THE_SORT_TOO = re.compile(
    r"(?P<lead>(?:oh,?\s+)?(?:and|also|plus))\s+(?:the|my|our)\s+(?P<what>[\w'’&-]+(?:\s+[\w'’&-]+)??)(?P<end>(?:\s+(?:too|as well|please))*)[\s.!]*",
    re.I,
)
#: Among so many things that were talked of one is looked for.
MOST = 50


def with_noun(text: str, conversation: Conversation, indexes: Iterable[NameIndex]) -> str:
    """The sentence with the noun in the place of "one" where things bear both words, without "one" where they bear the first ("the vet one"
    after the dentist); as it is where nothing is called so, where one of those that were named or offered is picked, and behind nothing that was
    named."""
    said, before = SUCH_ONE.search(text), (conversation.commands or conversation.done)[-1:]
    offered = conversation.question is not None and conversation.question.choices
    if said is None or not before or offered or find_times(said["which"]):
        return text
    which, named = words_of(said["which"]), [words_of(name) for name in before[0].names]
    if any(set(which) <= set(words) for words in named):
        return text
    for noun in (*(words[-1:] for words in named), ()):
        if any(index.titles((*which, *noun)) for index in indexes):
            return " ".join((text[: said.end("which")], *noun)) + text[said.end() :]
    return text


def with_kin(text: str, conversation: Conversation, index: NameIndex) -> str:
    """ "and “TB read Urquhart” as well" for "and the read as well", after the TB test Urquhart was changed, or would be: of several things called so
    the one with whose name that shares most; as it is where none shares more than another."""
    said, row = THE_SORT_TOO.fullmatch(text.strip()), conversation.thing
    if said is None or not isinstance(row, Event) or conversation.answered or find_times(said["what"]):
        return text
    titles = index.titles(words_of(said["what"])) - {row.summary}
    own = set(content(row.summary)) - set(words_of(said["what"]))
    shared = {title: len(own.intersection(words_of(title))) for title in titles}
    nearest = [title for title, count in shared.items() if count == max(shared.values())]
    if len(titles) < 2 or len(nearest) != 1 or not shared[nearest[0]]:
        return text
    return f"{said['lead']} “{nearest[0]}”{said['end']}"


def with_own_name(text: str, conversation: Conversation, queries: Queries) -> str:
    """ "start the farm visit Brogan at 9" for "start the Brogan one at 9", where of what was talked of one thing alone holds the word."""
    said = SUCH_ONE.search(text)
    if said is None or not conversation.focus:
        return text
    uids = dict.fromkeys(named.partition("\n")[0] for named in itertools.islice(conversation.focus, MOST))
    rows = [family[0] for uid in uids if (family := queries.family(uid))]
    found = [row.summary for row in rows if holds(words_of(said["which"]), words_of(row.summary))]
    return f"{text[: said.start()]}{found[0]}{text[said.end() :]}" if len(set(found)) == 1 else text
