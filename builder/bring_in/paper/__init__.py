"""Papers that come back: scans, photos and filled forms of a folder become candidate records; nothing here writes."""
