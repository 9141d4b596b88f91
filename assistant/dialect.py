"""Words of time as they are said in Scotland and the north of Ireland, or typed on a phone: "the morn" is tomorrow, and no morning, "b4" before. What "the day" and
"the night" mean, all of the program knows."""

import re
from typing import Final

#: Behind these it is the morning of a day: "in the morn", "the morn of the fair".
MORNING_OF: Final = (
    r"(?<!\bin )(?<!\bon )(?<!\bof )(?<!\bat )(?<!\bby )(?<!\bfrom )(?<!\bduring )(?<!\bthrough )(?<!\ball )"
)
NO_DAY: Final = r"(?!\s+(?:of|after|before|that|when|tide)\b)"
#: Behind these it is some other night, or all of one: "stay for the night", "who sings on the night"; "what's on the night" asks for this one.
THAT_NIGHT: Final = (
    r"(?:(?<=\bwhats on )|(?<=\bwhat['’]s on )|(?<=\banything on )|(?<!\bon ))(?<!\bin )(?<!\bof )(?<!\bfor )(?<!\bduring )(?<!\bthrough )(?<!\ball )(?<!\bover )"
    r"(?<!\binto )(?<!\bby )(?<!\bat )(?<!\bspend )(?<!\bspending )(?<!\bstay )(?<!\bstaying )(?<!\bcall )(?<!\bto )(?<!\band )"
)
#: What is said, and what it is elsewhere.
SAID: Final = tuple(
    (re.compile(pattern, re.I), plain)
    for pattern, plain in (
        (r"\bthe\s+morn['’]?s\s+(?:morn(?:in['’g]?)?)\b", "tomorrow morning"),
        (r"\bthe\s+morn['’]?s\s+(?:night|nicht|e['’]?en)\b", "tomorrow night"),
        (r"\bthe\s+morn['’]?s\s+(?=(?:evening|afternoon)\b)", "tomorrow "),
        (rf"{MORNING_OF}\bthe\s+morns(?=\s+(?:off|on|out|cancel+ed)\b)", "tomorrow's"),
        (rf"{MORNING_OF}\bthe\s+morn\b{NO_DAY}", "tomorrow"),
        (rf"{MORNING_OF}\bthe\s+(?:morra|moro)\b", "tomorrow"),
        (r"\bthe\s+(?:nicht|noicht)\b(?!\s+(?:before|after|of)\b)", "tonight"),
        (rf"{THAT_NIGHT}\bthe\s+night(?=\W*$|\s+at\s+\d)", "tonight"),
        (r"\bthe\s+noo\b", "now"),
        (r"\byestreen\b", "last night"),
        (r"\bfortnicht\b", "fortnight"),
        (
            r"(?<!\bin )(?<!\bat )(?<!\bto )(?<!\broom )(?<!\bgate )(?<!\bseat )(?<!\bpaper )(?<=\w )b4\b(?! (?:paper|room|hall|size))",
            "before",
        ),
        (r"\bhauf(?=\s+(?:past|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)", "half"),
        (r"\b(?:tmrw|tmr|tmw|tomoz|2moro|2mrw|tomorro)['’]?s\b(?=\s+\w)", "tomorrow's"),
        (
            r"^\W*(?:so,? )?(?:i['’]?m|i am) (?:off|free) (?!to\b|with\b)([^?]+?),? (?:yeah|yea|yes|right|no|aren['’]?t i|correct)\s*\?\s*$",
            r"am i free \1?",
        ),
        (r"(?:(?<=^)|(?<=you )|(?<=please ))(?:give me|gimme) a shout\b(?! (?:out|about|if)\b)", "remind me"),
    )
)


def in_common_words(text: str) -> str:
    """The sentence with the words of time that are known everywhere; what stands in quotation marks is a name, and stays as it is."""
    if any(mark in text for mark in '"“”'):
        return text
    for said, plain in SAID:
        text = said.sub(plain, text)
    return text
