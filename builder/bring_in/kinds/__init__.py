"""What a spreadsheet can be: one file for each kind, with the fields it has, the words people use for them, and what becomes of a row."""
