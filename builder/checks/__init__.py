"""The rules: one file each, pure, with a docstring that is its page and whose examples are its tests."""
