"""Reading a git repository without trusting it: its files at a commit, its history, its signatures, its work tree.

Everything goes through one launcher (`command.py`) and, except for names of branches and tags, through a view of our own
that borrows only the repository's objects, so that nothing a repository's configuration names is ever run.
"""
