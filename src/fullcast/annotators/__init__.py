"""Annotators: functions from a Story to a Layer, one file per layer they make."""
