"""Editing in the browser: the editor's page, its forms made from the same definitions as everything else, and the ways to them."""
