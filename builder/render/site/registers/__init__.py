"""People, sites, equipment and records: tables, and a page for each entry."""
