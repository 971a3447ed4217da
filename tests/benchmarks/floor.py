"""What a check can't be quicker than by much: the same files parsed by PyYAML's C loader, and git's own list of changes.

Run as a program: `python floor.py FOLDER`.
"""

from __future__ import annotations

import os
import subprocess
import sys

import yaml

FOLDERS = ("content", "policies", "records")


def parse_and_log(root: str) -> int:
    """Parses every YAML file and every front matter below the folders, and lists the history; gives back the number of files."""
    files = 0
    for folder in FOLDERS:
        for base, _, names in os.walk(os.path.join(root, folder)):
            for name in names:
                if not name.endswith((".yaml", ".yml", ".md")):
                    continue
                with open(os.path.join(base, name), encoding="utf-8") as file:
                    text = file.read()
                if name.endswith(".md"):
                    text = text.split("\n---", 1)[0] if text.startswith("---") else ""
                yaml.load(text, yaml.CSafeLoader)
                files += 1
    subprocess.run(
        ["git", "-C", root, "log", "--raw", "-z", "-M", "--format=%H"], stdout=subprocess.DEVNULL, check=True
    )
    return files


if __name__ == "__main__":
    print(parse_and_log(sys.argv[1]))
