"""What a Story is written out as."""
