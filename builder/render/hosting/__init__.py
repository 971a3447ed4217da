"""What a web server needs to know to serve the manual: its configuration, and that of the login before the office edition."""
