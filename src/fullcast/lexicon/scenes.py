"""Words with which scenes close and open: who leaves, sleeps, arrives, wakes, and what leads on within a scene."""

from __future__ import annotations

LEAVING = frozenset(
    "left leave leaves departed gone went away home off disappeared vanished parted farewell good-bye goodbye drove rode hurried walked "
    "strode retired withdrew out followed exit exeunt hung rang closed shut behind".split()
)
"""Words in the last sentence of a scene after which people are elsewhere."""
SLEEPING = frozenset(
    "sleep slept asleep bed night dreamed dreamt dark darkness morning dawn day end over last forever never".split()
)
"""Words in the last sentence of a scene after which time may have passed."""
ARRIVING = frozenset(
    "arrived came entered reached returned returning found back drove sat stood waiting alighted landed crossed".split()
)
"""Words in the first sentence of a scene that tell of getting or being somewhere."""
WAKING = frozenset("woke awoke awake wakened awakened waked rose breakfast dressed".split())
CALENDAR_NOUNS = frozenset(
    "morning afternoon evening night midnight noon dawn dusk sunset sunrise twilight day days week weeks month months year years hour hours "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november "
    "december spring summer autumn winter christmas tomorrow yesterday tonight sun moon rain snow o'clock season fortnight weather".split()
)
"""Nouns that date."""
LINKING = frozenset("and but so then or yet for still now thus this that these those such here".split())
"""First words of a paragraph that hold on to what stands before it."""
TIMING = frozenset(
    "in on at by after before during for towards toward about when as while since until till once early late next one two three that all every "
    "some several many within from through throughout around not nearly almost half the a an it".split()
)
"""First words of a phrase or clause that dates."""
CLAUSE_OPENERS = frozenset("when as after before while since until till once".split())
"""First words of a clause that says when."""
