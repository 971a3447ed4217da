"""`python -m builder` is `muster`."""

from builder.cli import main

if __name__ == "__main__":
    main()
