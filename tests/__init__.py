"""Tests of fullcast.

Libraries of linear algebra read the variable below when they are first loaded. With several threads they wait busily for each other,
which costs short passages most of their time where other programs are at work.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
