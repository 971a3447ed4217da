"""Due days: what is overdue, expired or late."""
