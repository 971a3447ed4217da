"""What the law asks of the company."""
