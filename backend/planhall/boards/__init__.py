"""Workspaces, boards, roles and invite links."""
