"""Which records are drawn, who can be interviewed, what a site visit looks at, and how a draw may end."""
