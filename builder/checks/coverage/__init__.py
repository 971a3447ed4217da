"""What the standard asks for and the program promises, against what is there."""
