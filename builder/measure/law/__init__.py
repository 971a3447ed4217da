"""What the law asks of the company, measured on the program."""
