"""One function per verb; the only layer that knows all others. Each prints through `say` and returns the exit status."""
