"""References: every id that is named must be somewhere."""
