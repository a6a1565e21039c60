"""Planhall: a live planning room."""
