"""Writing to a repository: what is on disk becomes a commit, and goes to and fro between two copies of the repository."""
