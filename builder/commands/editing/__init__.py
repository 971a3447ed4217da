"""`muster edit`: the small server at one's own desk that the browser's editor saves to.

What it writes goes through the same strict reader as everything else, and is put into the file that stands there.
"""
