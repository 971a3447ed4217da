"""A record's shape: what reading a file ran into."""
