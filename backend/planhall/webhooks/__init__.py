"""Webhooks: what happens on a board, told to programs elsewhere."""
