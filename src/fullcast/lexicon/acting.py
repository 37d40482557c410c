"""Words that show that somebody is there: what people have, how they stand, what goes on inside them."""

from __future__ import annotations

BODY = frozenset(
    "face eyes eye hand hands arm arms head shoulder shoulders lips mouth voice hair chest body back knee knees leg legs foot feet finger fingers "
    "cheek cheeks neck throat heart breath gaze fist fists wound side lap forehead brow smile eyelids wrist".split()
)
"""What somebody has who is there."""
POSTURES = frozenset(
    "asleep awake alone standing sitting seated lying kneeling leaning waiting busy ready back up down out outside inside upstairs downstairs "
    "silent still unconscious dressed bent crouched stretched curled perched engaged occupied present".split()
)
"""What somebody is who is there: "he was asleep"."""
PERCEPTION = frozenset(
    "thought think thinks knew know knows felt feel feels saw see sees heard hear hears wondered wonders realized realised realizes realises noticed "
    "notices remembered remember remembers understood understand understands hoped hopes feared fears believed believe wished wishes guessed "
    "supposed decided recognized recognised sensed imagined dreamed dreamt longed doubted forgot perceived reflected considered suspected "
    "watched wanted expected recalled loved hated".split()
)
"""Verbs of what only the one who does it can know."""
MIND = frozenset(
    "mind thoughts thought memory heart stomach soul conscience senses attention imagination feelings spirits pulse chest throat".split()
)
"""What somebody has of whose inner life is told."""
