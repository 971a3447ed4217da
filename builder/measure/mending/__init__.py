"""What can be put right by moving a file, and nothing else: decided once, for the finding that says so and the command that does it."""
