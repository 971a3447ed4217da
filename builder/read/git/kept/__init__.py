"""What was read of a history, kept outside the repository for the next time, and what this computer noticed about the branch."""
