"""Workshops: a facilitator runs a live session on a board, from start to decision."""
