"""Participation: who contributed to a board or a session, in what way, and who is missing."""
