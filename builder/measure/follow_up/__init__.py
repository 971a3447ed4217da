"""What was found wanting, and how far it was put right."""
