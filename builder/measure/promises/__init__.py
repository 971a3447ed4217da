"""What documents promise, and what became of each promise."""
