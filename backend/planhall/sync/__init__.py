"""Rooms, the two wire framings, presence and the update log."""
