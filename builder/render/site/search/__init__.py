"""The search of the manual: its sections as text, its words, and the index that a browser loads once the search box is used."""
