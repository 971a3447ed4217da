"""Facts about a computer and a folder, gathered without judging them; nothing is written, and nothing of the folder is run."""
