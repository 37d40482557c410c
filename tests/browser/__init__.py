"""The reading page in a real browser."""
