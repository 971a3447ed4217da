"""What the audit and the law ask, and how far the program answers it."""
