"""Compares the findings of `muster check --format json` with the faults planted in the sample; exit 1 on any difference.

Usage: expect_faults.py FINDINGS.json ridgeline-faults.yaml
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from builder.read.yaml_text import read_yaml


def key(code: str, path: str, about: Iterable[str]) -> tuple[str, str, tuple[str, ...]]:
    """What makes two findings the same: the rule, the file, and whom or what it is about."""
    return code, path, tuple(sorted(about))


def compare(findings: list[dict[str, Any]], planted: list[dict[str, Any]]) -> list[str]:
    """One line for each finding that was not planted, and for each planted fault that was not found. Notes don't count.

    What shows in the history only (`in_history: true`) isn't looked for where the history was not examined (HIS001).
    """
    if any(each["code"] == "HIS001" for each in findings):
        planted = [each for each in planted if not each.get("in_history")]
    found = Counter(key(each["code"], each["path"], each["about"]) for each in findings if each["severity"] != "note")
    wanted = Counter(key(each["code"], each["path"], each["about"]) for each in planted)
    lines = [
        f"not planted: {code} {path} {', '.join(about)}" for code, path, about in sorted((found - wanted).elements())
    ]
    lines += [
        f"not found:   {code} {path} {', '.join(about)}" for code, path, about in sorted((wanted - found).elements())
    ]
    return lines


def main(findings_file: str, planted_file: str) -> int:
    """Prints the differences, or how many faults were found as planted."""
    findings = json.loads(Path(findings_file).read_text(encoding="utf-8"))["findings"]
    document = read_yaml(Path(planted_file).read_text(encoding="utf-8"), planted_file)
    if document.faults:
        print(*document.faults, sep="\n", file=sys.stderr)
        return 2
    lines = compare(findings, document.value)
    if lines:
        print(*lines, sep="\n", file=sys.stderr)
        return 1
    notes = sum(each["severity"] == "note" for each in findings)
    print(f"All {len(document.value)} planted faults were found, and nothing else ({notes} notes).")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
