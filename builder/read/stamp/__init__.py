"""Time stamps (RFC 3161) over the program: what is stamped, and whether a stamp holds."""
