"""What the facts of a computer and a folder mean for somebody who wants to work there: verdicts, each with its cure."""
