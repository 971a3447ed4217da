"""What a manager and a coordinator come for: where things stand, what is due, what runs out, with charts that lead to their rows."""
