"""What comes from spreadsheets and paper: candidates for records, as values; a command writes them."""
