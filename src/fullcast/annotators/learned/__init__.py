"""Annotators of the trained reader, one file per layer; each is made for one `OnePass`, which they share."""

from __future__ import annotations
