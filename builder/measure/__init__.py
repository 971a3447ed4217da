"""Pure functions from what was read to what it means: nothing here reads a file, asks git or knows today's date."""
