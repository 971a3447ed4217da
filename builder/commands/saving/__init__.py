"""What `muster save` does on the way from files on disk to a history that others share."""
