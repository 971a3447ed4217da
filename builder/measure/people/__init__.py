"""Who worked when, and with which certificates."""
