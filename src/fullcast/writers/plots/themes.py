"""Colours of the pictures: those of the reading page, on light and on dark ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Theme:
    """One set of colours. All that are used for words are readable on `paper`."""

    paper: str
    raised: str
    ink: str
    soft: str
    faint: str
    rule: str
    voices: tuple[str, ...]
    """Of characters, those who speak most first."""
    emotions: Mapping[str, str]
    """Near Plutchik's wheel."""
    levels: Mapping[str, str]
    states: Mapping[str, str]
    ties: Mapping[str, str]
    """Of what one feels for another: kind, pained, hostile, mixed."""


LIGHT: Final = Theme(
    paper="#ffffff",
    raised="#f4f1ea",
    ink="#24211c",
    soft="#635d52",
    faint="#8d8678",
    rule="#ddd6c7",
    voices=("#0353a3", "#a12628", "#0f5a2c", "#692590", "#895706", "#046a73", "#a3237b", "#5e680a"),
    emotions={
        "joy": "#856000", "trust": "#456f1b", "fear": "#12703f", "surprise": "#146a82",
        "sadness": "#2f5fb3", "disgust": "#7d3fa0", "anger": "#b3261e", "anticipation": "#a04b08",
    },
    levels={
        "dream": "#6a4bb8", "vision": "#9c3f88", "memory": "#86601f", "told": "#1f6d5a", "imagined": "#587212", "document": "#456a91",
    },
    states={
        "dead": "#24211c", "hurt": "#b3261e", "ill": "#6b6b12", "asleep": "#4c6fb0", "unconscious": "#353f8f",
        "not_breathing": "#7a1040", "bound": "#6b4a1f", "drunk": "#946200", "broken": "#635d52", "lost": "#635d52",
    },
    ties={"kind": "#25722f", "pained": "#2f5fb3", "hostile": "#b3261e", "mixed": "#7a2f9c"},
)  # fmt: skip
DARK: Final = Theme(
    paper="#181715",
    raised="#26241f",
    ink="#e2ddd2",
    soft="#a39c8e",
    faint="#857e71",
    rule="#37332d",
    voices=("#7cb9f8", "#f28881", "#83d494", "#c795f0", "#ebc166", "#6fd6dc", "#f79fcb", "#c5d86f"),
    emotions={
        "joy": "#ecc45c", "trust": "#a3cf6a", "fear": "#6fce98", "surprise": "#74cfe6",
        "sadness": "#8fb4f5", "disgust": "#cf9bef", "anger": "#f58a80", "anticipation": "#f3a860",
    },
    levels={
        "dream": "#b09cf3", "vision": "#e397d1", "memory": "#d8b478", "told": "#6cc7b3", "imagined": "#b3d45f", "document": "#8fb4dd",
    },
    states={
        "dead": "#e2ddd2", "hurt": "#f58a80", "ill": "#cfcf62", "asleep": "#8fb4f5", "unconscious": "#a6aef5",
        "not_breathing": "#f08fb8", "bound": "#d8b27c", "drunk": "#ecc45c", "broken": "#a39c8e", "lost": "#a39c8e",
    },
    ties={"kind": "#83d494", "pained": "#8fb4f5", "hostile": "#f58a80", "mixed": "#cf9bef"},
)  # fmt: skip
