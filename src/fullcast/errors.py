"""The exception tree, on one page.

Every error a user can cause is a :class:`FullcastError`. Its message says what is wrong, where, and what to try;
its class gives the exit code of the command line. Odd but readable input is not an error: it becomes a
:class:`fullcast.layers.Notice`.
"""

from __future__ import annotations


class FullcastError(Exception):
    """The root: something a person can understand and mend."""

    exit_code = 1


class UsageError(FullcastError):
    """The command or call was put wrongly; the same code argparse uses."""

    exit_code = 2


class SourceError(FullcastError):
    """The input could not be read as a story."""

    exit_code = 10


class SourceMissingError(SourceError):
    """There is no such file, or it is a folder, or it may not be opened."""

    exit_code = 11


class SourceEmptyError(SourceError):
    """The file holds nothing, or nothing but white space."""

    exit_code = 12


class SourceBinaryError(SourceError):
    """The file is not text and of no kind that a reader knows."""

    exit_code = 13


class SourceFormatError(SourceError):
    """The file is not of the kind that its name says, or its kind has no reader."""

    exit_code = 14


class SourceDamagedError(SourceError):
    """The archive or markup is broken."""

    exit_code = 15


class SourceProtectedError(SourceError):
    """The book is encrypted (DRM)."""

    exit_code = 16


class SourceTooLargeError(SourceError):
    """The file, or what its archive unpacks to, is over the limit."""

    exit_code = 17


class NoStoryError(SourceError):
    """The text was read, but no prose is in it."""

    exit_code = 18


class MissingExtraError(SourceError):
    """An optional package is needed; the message names the command that installs it."""

    exit_code = 19


class OutputError(FullcastError):
    """The output could not be written; what was there before is untouched."""

    exit_code = 20


class DocumentError(FullcastError):
    """A story document breaks the contract."""

    exit_code = 21


class TextDriftError(DocumentError):
    """A document's words are not those of its text."""

    exit_code = 22


class CastError(FullcastError):
    """A cast file cannot be used."""

    exit_code = 23


class OffsetError(FullcastError, ValueError):
    """An offset or span lies outside the text or is inside out."""

    exit_code = 24


class MissingLayerError(FullcastError):
    """A layer is needed that the story does not have and no annotator makes."""

    exit_code = 25


class NotFoundError(FullcastError):
    """No such quotation, character, scene or chapter in the story."""

    exit_code = 26


class AnchorError(DocumentError):
    """An anchor of a gold annotation names no place of its story, or more than one."""

    exit_code = 27


class ModelError(FullcastError):
    """The weights of the trained reader are missing or damaged, or cannot be run here; the rules need none."""

    exit_code = 30
