"""Closed lists of English words, grouped by what they tell a reader. Written for fullcast; sources named where there are any."""
