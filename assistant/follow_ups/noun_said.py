"""The noun for which "one" stands: "the Berlin one" after "when is the Paris trip" is the Berlin trip, if something is called so (policy 24)."""

import re
from collections.abc import Iterable

from assistant.conversation import Conversation
from assistant.resolution.matching import words_of
from assistant.resolution.name_index import NameIndex
from assistant.temporal.reading import find_times
from assistant.wording import ORDINALS

#: "and | the Berlin | one | too"; not "the other one", nor "one-to-one".
SUCH_ONE = re.compile(
    rf"\b(?:the|my|our)\s+(?P<which>(?!(?:{'|'.join(ORDINALS)}|last|other|next|same|new|only|right|wrong)\b)[\w'’&]+(?:\s+[\w'’&]+)?)\s+one\b(?![-'’])",
    re.I,
)


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
