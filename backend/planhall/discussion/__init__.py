"""Discussion: comments in threads on a plan, and suggestions of what to change in it."""
