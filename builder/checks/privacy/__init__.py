"""What must not be in a repository, because git never forgets."""
