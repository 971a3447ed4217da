"""`muster verify` of a signed pack, without --deep, held against reading and validating the same file with the libraries alone."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from builder.seal.signing.keys import Signer, make_keys
from builder.seal.signing.sign import sign_pack
from tests.benchmarks.child import cost_of
from tests.benchmarks.pages import Paged
from tests.benchmarks.table import Row

COUNTED = "pages"
PASSPHRASE = "four words that fit"
LONG = 800
"""Pages from which the ratio is held against its bar; below, both are little more than the start of the interpreter and its imports."""


def measure(paged: Paged, work: Path, runs: int) -> list[Row]:
    """The rows of this measurement; the two take turns, and the least of all runs counts.

    Args:
        paged: The company; its pack comes from the cache if it was compiled before.
        work: A folder for packs and keys.
        runs: How often.
    """
    paged.compile(work / "unsigned.pdf")
    signed, root = _sign(work)
    floors, costs = [], []
    for _ in range(runs):
        floors.append(cost_of([sys.executable, "-m", "tests.benchmarks.work_on_pages", "validate", signed, root]).cpu)
        costs.append(cost_of([sys.executable, "-m", "builder", "verify", signed, "--trust", root]).cpu)
    bar = 3 if paged.pages >= LONG else None
    return [
        Row("floor: pikepdf + pyHanko", min(floors)),
        Row("verify", min(costs), min(floors), "floor", bar),
    ]


def _sign(work: Path) -> tuple[Path, Path]:
    """The pack signed by two people, and the company's root."""
    keys, now = work / "keys", datetime.now(UTC)  # noqa: TID251 - keys hold from the day they are made
    signers = (Signer("Marnie Kowalchuk", "H&S coordinator"), Signer("Dale Friesen", "President"))
    if not keys.exists():
        make_keys(keys, signers, company="Small Mechanical Ltd.", passphrase=PASSPHRASE, now=now)
    data = (work / "unsigned.pdf").read_bytes()
    for name, field in (("marnie-kowalchuk", "hs_manager"), ("dale-friesen", "senior_manager")):
        key = (keys / f"{name}.p12").read_bytes()
        data = sign_pack(data, key=key, passphrase=PASSPHRASE, field=field, reason="Compiled", now=now)
    (work / "signed.pdf").write_bytes(data)
    return work / "signed.pdf", keys / "company-ca.crt"
