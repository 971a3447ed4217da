"""What makes a repository look after itself: recipes that check every change on a forge, hooks, and how git treats the files."""
