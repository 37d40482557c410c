"""Words around labelled lines: what is no label, what shows messages, what is taken down or acted."""

from __future__ import annotations

from typing import Final

NO_LABELS: Final = frozenset(
    "note notes disclaimer rating fandom summary warning warnings title author pairing pairings chapter genre characters ps disclaimers "
    "words status category contents prompt beta thanks from to cc bcc re subject date sent received name age address occupation time place "
    "location duration present apologies attendees scene act setting curtain exit exeunt enter part book volume item step rule day week "
    "pros cons question answer yes no example moral result total int ext monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december today tomorrow yesterday later meanwhile p.s "
    "breakfast lunch dinner supper tea ingredients method morning afternoon evening night noon midnight".split()
)
"""Words that stand before a colon or a stop and are nobody who speaks: heads of forms, lists, letters and diaries."""
SELVES: Final = frozenset(("me", "i", "myself"))
"""Labels that the teller's own messages bear."""
NO_NAMES: Final = frozenset("you q a he she they us we both".split())
"""Labels that part the speakers without naming them."""
EVERYBODY: Final = frozenset("all everyone everybody chorus omnes crowd together".split())
"""Labels of several who speak as one."""
DEVICES: Final = frozenset(
    "phone phones text texts texted texting message messages messaged typed typing screen screens chat chats buzz buzzes buzzed ping pings "
    "pinged inbox notification notifications laptop computer tablet keyboard online".split()
)
"""What shows messages, and what it does."""
TAKEN_DOWN: Final = frozenset(
    "transcript transcripts transcription interview interviews interviewed recording recorder recordings tape tapes hearing inquest deposition "
    "testimony script rehearsal curtain broadcast".split()
)
"""What a record of speech, or speech for a stage, is announced by."""
