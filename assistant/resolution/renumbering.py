"""A new number of what is called, or is, by one: "it's at 31, not 29", "size 3 now"."""

import re

#: "| 29 | Mill Lane, Otley |".
HOUSE = re.compile(r"(?:(?:number|no\.?)\s+)?(\d+[a-z]?)(|\s+\S.*)", re.I)
#: "size | 3 |".
COUNTED = re.compile(r"([^\W\d_]+) (\d+)")


def renumbered(said: str | None, there: str | None) -> str | None:
    """ "it's at 31, not 29", of 29 Mill Lane, Otley, "size 3" of Nappies size 2: only the number is new; any other place, or name, as it is said."""
    counted = COUNTED.fullmatch(said or "")
    if counted is not None and len(there_too := re.findall(rf"\b{counted[1]} \d+\b", there or "", re.I)) == 1:
        return (there or "").replace(there_too[0], f"{there_too[0].split()[0]} {counted[2]}")
    new, old = HOUSE.fullmatch(said or ""), HOUSE.fullmatch(there or "")
    same = new and old and re.match(rf"{re.escape(new[2])}(?!\w)", old[2], re.I)
    return f"{new[1]}{old[2]}" if new and old and same else said
