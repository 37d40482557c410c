"""Reading by the rules alone, for tests of the rules: quicker, and the same whatever the weights."""

from __future__ import annotations

from functools import partial

import fullcast

read = partial(fullcast.read, model="rules")
read_text = partial(fullcast.read_text, model="rules")
