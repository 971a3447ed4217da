"""Who approved each document, in ink or in git, and what that proves of the present text."""
