"""What `muster fix` puts right, one file per fault; nothing that a person has to decide."""
