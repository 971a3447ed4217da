"""What makes a pack provable: digests in a manifest, signatures, timestamps, and checking all of them."""
