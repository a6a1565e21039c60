"""What of a board is shown beyond it: a public page with its feed, and calendars of people."""
