"""What git says about the files, and what it can't say."""
