"""What became of boards over time, told from the update log."""
