"""The overlay, and what the company claims by it."""
