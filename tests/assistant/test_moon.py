"""The table of feasts that follow the moon has no gap and no slip of a digit."""

from itertools import pairwise

import pytest

from assistant.temporal.moon import FIRST_DAYS, moon_days

#: An Islamic year has 354 or 355 days; the others keep step with the sun by a thirteenth month now and then, Onam by the stars.
ISLAMIC = {"ramadan", "eid al-fitr", "eid al-adha", "islamic new year", "mawlid"}


@pytest.mark.parametrize("feast", FIRST_DAYS)
def test_a_feast_comes_once_in_each_of_its_years(feast: str) -> None:
    days = [day for year in range(2000, 2100) for day in moon_days(feast, year)]
    assert len(days) == len(FIRST_DAYS[feast].split())
    allowed = (354, 355) if feast in ISLAMIC else (*range(353, 357), *range(382, 386))
    assert {(later - day).days for day, later in pairwise(days)} <= set(allowed)


def test_an_islamic_feast_may_come_twice_in_a_year() -> None:
    assert len(moon_days("eid al-fitr", 2033)) == 2
    assert moon_days("diwali", 2036) == []
