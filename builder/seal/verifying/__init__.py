"""What may be said of a pack that somebody hands over, held against its signatures, itself and its repository."""
