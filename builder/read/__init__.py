"""Files or git objects become a program and its faults; nothing here raises for bad content."""
