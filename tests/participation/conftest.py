"""A board on which people talk and hold workshops, on both databases where that may differ."""

from discussion.conftest import any_talk, quick, talk

__all__ = ["any_talk", "quick", "talk"]
