"""What became of documents and records over time: which version counted when, what changed, and since when it surely existed."""
