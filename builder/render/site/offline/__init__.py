"""The manual without a connection: saved on a phone, or on a stick."""
