"""Notifications: the inbox, email and web push, and invitations by email."""
