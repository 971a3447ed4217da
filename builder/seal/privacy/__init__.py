"""What leaves the company: sources as they may be handed over, copies without hidden data, and commitments to what is held back."""
