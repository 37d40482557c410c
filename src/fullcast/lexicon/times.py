"""Phrases of time that a paragraph can begin with, and how strongly each says that time has jumped."""

from __future__ import annotations

import re

_NUMBER = (
    r"(?:(?:nearly|almost|about|just|perhaps|only|exactly|over|scarcely|hardly|barely)\s+)?(?:a\s+few|a\s+couple\s+of|half\s+an?|an?|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|a\s+hundred|some|several|many|another|\d+)"
    r"(?:\s+(?:more|long|short|or\s+(?:two|three|so|more)|and\s+a\s+half))?"
)
_LONG = (
    r"(?:days?|nights?|weeks?|fortnight|months?|years?|mornings?|evenings?|winters?|summers?|centur(?:y|ies)|decades?)"
)
_DAY = r"(?:morning|forenoon|afternoon|evening|night|day|midnight|noon|dawn)"
_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_SEASON = r"(?:spring|summer|autumn|winter)"
_PERIOD = rf"(?:{_DAY}|{_WEEKDAY}(?:\s+{_DAY})?|week|fortnight|month|year|{_SEASON}|{_MONTH})"
_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_POINT = (
    r"(?:dawn|daybreak|sunrise|noon|midday|midnight|sunset|sundown|dusk|nightfall|twilight|daylight|(?:(?:half[- ]past|a\s+quarter\s+(?:past|to))\s+)?"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})(?:\s+o['’]clock|(?:[:.]\d\d)?\s*[ap]\.?m\.?))"
)
_POINT = rf"(?:{_POINT}|(?:half|(?:a\s+)?quarter|five|ten|twenty(?:-five)?|\w+\s+minutes)\s+(?:past|to)\s+{_HOUR}\b(?!\s+(?:men|people|women)))"
_MEAL = r"(?:breakfast|lunch|luncheon|dinner|supper|tea)"
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\d+(?:st|nd|rd|th))"
_AFTER = r"(?:later|after(?:wards?)?|passed(?:\s+by)?|had\s+passed|went\s+by|had\s+gone\s+by|elapsed)"

_PATTERNS: tuple[tuple[str, float, str], ...] = (
    ("next", 2.0, rf"(?:(?:early|late|on|by|it\s+was|about\s+noon)\s+)*(?:the\s+)?(?:very\s+)?(?:next|following)\s+{_PERIOD}(?:\s+but\s+one)?(?:\s+{_DAY})?"),
    ("later", 2.0, rf"{_NUMBER}\s+{_LONG}\s+{_AFTER}"),
    ("after", 2.0, rf"(?:on\s+)?the\s+{_PERIOD}\s+after(?:wards?)?"),
    ("passed", 2.0, r"(?:the\s+)?(?:days|weeks|months|years)\s+(?:passed|went\s+by|later|rolled\s+on)"),
    ("that", 1.5, r"(?:(?:early|late|later|on|all)\s+)*that\s+(?:very\s+|same\s+)?(?:morning|afternoon|evening|night)"),
    ("same", 1.5, rf"(?:(?:later|on|in|at)\s+)*(?:the|that)\s+(?:very\s+)?same\s+{_PERIOD}"),
    ("one", 1.5, rf"one\s+(?:\w+\s+)?{_PERIOD}(?:\s+in\s+(?:{_MONTH}|(?:early|late)\s+\w+))?(?=\b)"),
    ("hour", 1.5, rf"{_NUMBER}\s+hours?\s+(?:later|after(?:wards?)?|had\s+passed|passed)"),
    ("minutes", 0.5, rf"{_NUMBER}\s+minutes?\s+(?:later|after(?:wards?)?)"),
    ("woke", 1.5, r"when\s+(?:[\w.’'-]+\s+){1,3}?(?:next\s+)?(?:woke|awoke|wakened|awakened|came\s+to(?=[,.;]|\s+(?:himself|herself|he|she|his\s+senses|her\s+senses)\b)|regained\s+consciousness|wakes)(?:\s+up)?"),
    ("point", 1.5, rf"(?:at|by|towards?|about|before|after|just\s+(?:before|after|at)|shortly\s+(?:before|after)|it\s+was\s+(?:\w+\s+)?(?:past|about|after|nearly|almost|already|just|close\s+on)|"
                   rf"it\s+was|precisely\s+at|promptly\s+at)\s+(?:about\s+|nearly\s+|past\s+)?{_POINT}(?:\s+(?:that|the\s+next|the\s+following)\s+{_DAY})?"),
    ("meal", 0.5, rf"(?:at|by|after|before|during)\s+{_MEAL}(?:[- ]time)?"),
    ("part", 0.5, rf"in\s+the\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening)|(?:by|towards?)\s+(?:the\s+)?{_DAY}|in\s+the\s+middle\s+of\s+the\s+night"),
    ("weekday", 1.5, rf"(?:early\s+|late\s+)?on\s+(?:{_WEEKDAY}|(?:christmas|new\s+year['’]s|easter)\s+(?:day|eve))(?:\s+{_DAY})?|on\s+the\s+{_DAY}\s+of\b|on\s+the\s+(?:{_ORDINAL})\s+(?:{_DAY}|of\s+{_MONTH})"),
    ("month", 1.0, rf"(?:early\s+|late\s+)?in\s+(?:(?:early|late)\s+|the\s+(?:spring|summer|autumn|winter)\s+of\s+)?(?:{_MONTH}|(?:1[5-9]|20)\d\d)"),
    ("weather", 1.5, rf"it\s+was\s+(?:a|an)\s+(?:[\w,-]+\s+){{1,4}}(?:morning|afternoon|evening|night)|it\s+was\s+(?:on\s+)?(?:a\s+)?(?:late|early)(?:\s+in)?(?:\s+the)?\s+{_PERIOD}"),
    ("season", 1.0, rf"{_SEASON}\s+(?:came|had\s+come|passed)"),
    ("meanwhile", 0.5, r"meanwhile|in\s+the\s+meantime|elsewhere"),
    ("by the time", 1.0, r"by\s+the\s+time"),
    ("back", 1.0, r"back\s+(?:at|in|on|aboard)\s+(?:the|his|her|their|my)"),
    ("soon", 0.5, r"some\s+time\s+(?:later|after(?:wards)?)|a\s+(?:little|good)\s+while\s+(?:later|after)|a\s+little\s+later|not\s+long\s+after(?:wards)?|later\s+on|later(?=,)"),
)  # fmt: skip
TIME_PHRASES = tuple((name, strength, re.compile(rf"(?:(?:and|but|so|then|thus|at\s+last|however),?\s+)?({pattern})\b", re.IGNORECASE))
                     for name, strength, pattern in _PATTERNS)  # fmt: skip
"""Name of the kind, strength (2 and more is a jump by itself), and the pattern; its first group is the phrase."""
TIME_INSIDE = re.compile(
    rf"\b(?:{_NUMBER}\s+{_LONG}\s+(?:later|after(?:wards)?)|(?:the\s+)?(?:next|following)\s+{_PERIOD}|that\s+(?:very\s+)?(?:morning|afternoon|evening|night)|"
    rf"(?:past|after|before|at|about|nearly|until)\s+{_POINT}|on\s+{_WEEKDAY}(?:\s+{_DAY})?|one\s+(?:\w+\s+)?(?:morning|afternoon|evening|night)|"
    rf"on\s+the\s+(?:morning|evening|night|afternoon)\s+of\s+[\w\s]{{1,20}}|(?:early|late)\s+in\s+the\s+{_DAY})\b",
    re.IGNORECASE,
)
"""Phrases of time that date a scene from inside its first sentences."""
HABIT = frozenset("would used always often every sometimes usually whenever generally frequently seldom daily".split())
"""Words of what happens again and again, which is no scene."""
DATE_LINE = re.compile(
    rf"(?:(?:{_WEEKDAY}),?\s+)?(?:(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}|{_MONTH}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s+\d{{4}})?"
    rf"(?:[,.:;]?\s*{_DAY})?[.:]?|{_WEEKDAY}(?:,?\s+{_DAY})?[.:]?",
    re.IGNORECASE,
)
"""A line that is nothing but a date."""
CLOCK_LINE = re.compile(
    rf"(?P<place>[A-Z][^.!?\n]{{2,40}}?)[,.:;–—-]+\s*(?P<time>(?:{_POINT}|\d{{1,2}}[:.]\d\d(?:\s*[ap]\.?m\.?)?|{_DAY}|{_WEEKDAY}(?:,?\s+{_DAY})?|"
    rf"(?:the\s+)?(?:next|following|same)\s+{_PERIOD}|{_NUMBER}\s+(?:{_LONG}|hours?|minutes?)\s+(?:later|earlier)|{_MONTH},?\s+\d{{1,4}}|\d{{4}}))\.?",
    re.IGNORECASE,
)
"""A line that names a place and a time: "Lower Pool, 7 a.m."."""
_LEAD = r"(?:(?:and|but|so|then|early|late|on|by)\s+)*"
LATER = re.compile(
    rf"{_LEAD}(?:(?:the\s+)?(?:very\s+)?(?:next|following)\s+{_PERIOD}|{_NUMBER}\s+(?:{_LONG}|hours?)\s+{_AFTER}|(?:on\s+)?the\s+{_PERIOD}\s+after|"
    rf"(?:the\s+)?(?:days|weeks|months|years)\s+(?:passed|went\s+by|later)|later\s+(?:that|on|in)|some\s+time\s+(?:later|after)|"
    rf"not\s+long\s+after|after\s+(?:that|{_MEAL}|{_NUMBER}\s+(?:{_LONG}|hours?))|when\s+(?:[\w.’'-]+\s+){{1,3}}?(?:woke|awoke)|that\s+(?:evening|night))\b",
    re.IGNORECASE,
)
"""Openings of a scene that plays later than the one before."""
EARLIER = re.compile(
    rf"\b(?:{_NUMBER}\s+(?:{_LONG}|hours?)\s+(?:earlier|before|ago|previously)|the\s+(?:{_DAY}|week|month|year)\s+before|"
    r"long\s+(?:before|ago)|years\s+(?:before|ago|earlier))\b",
    re.IGNORECASE,
)
"""Words of an opening that lead back in time."""
AT_ONCE = re.compile(
    rf"{_LEAD}(?:a\s+moment\s+(?:later|after)|{_NUMBER}\s+(?:minutes?|moments?|seconds?)\s+(?:later|after(?:wards)?)|presently|at\s+once|immediately|"
    r"the\s+next\s+(?:moment|minute|instant)|a\s+little\s+later)\b",
    re.IGNORECASE,
)
"""Openings of what goes straight on."""
