"""Collects what is said of the sound of one quotation, and by what."""

from __future__ import annotations

from fullcast.lexicon import sounding as words


class Found:
    """What is said of the sound of one quotation, and by what; of loudness and pace what was taken in first holds."""

    def __init__(self) -> None:
        self.loudness: str | None = None
        self.pace: str | None = None
        self.voice: list[str] = []
        self.sources: list[str] = []

    def add(self, source: str, loudness: str | None = None, pace: str | None = None, voice: str | None = None) -> None:
        """Take in what one word says."""
        if loudness or pace or voice:
            self.loudness, self.pace = self.loudness or loudness, self.pace or pace
            if voice and voice not in self.voice:
                self.voice.append(voice)
            if source not in self.sources:
                self.sources.append(source)

    def adverb(self, word: str, source: str = "adverb") -> None:
        """Take in an adverb beside a verb of saying."""
        self._word(word, source, words.VOICE_ADVERBS.get(word))

    def adjective(self, word: str, source: str = "beat") -> None:
        """Take in what is said of a voice."""
        self._word(word, source, words.VOICE_WORDS.get(word) or words.VOICE_ADVERBS.get(word))

    def _word(self, word: str, source: str, voice: str | None) -> None:
        self.add(
            source,
            "soft" if word in words.SOFT_WORDS else "loud" if word in words.LOUD_WORDS else None,
            "slow" if word in words.SLOW_WORDS else "fast" if word in words.FAST_WORDS else None,
            voice,
        )

    def sound(self, noun: str, source: str) -> None:
        """Take in the noun of a sound: "a whisper", "a sob"."""
        self.add(
            source,
            "soft" if noun in words.SOFT_NOUNS else "loud" if noun in words.LOUD_NOUNS else None,
            None,
            words.SOUNDS[noun],
        )

    def verb(self, verb: str) -> None:
        """Take in a verb of saying, in its base form."""
        self.add(
            "verb",
            "loud" if verb in words.LOUD else "soft" if verb in words.SOFT else None,
            "fast" if verb in words.FAST else "slow" if verb in words.SLOW else None,
            words.VOICE.get(verb),
        )
