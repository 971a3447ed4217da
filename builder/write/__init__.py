"""Changing text that a person wrote: values put into it, its canonical form, two changed copies made one; comments are kept."""
