"""The shipped data of the small employer's scheme."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from builder.model.error import BuilderError
from builder.model.secor import Secor
from builder.read.shape import shape
from builder.read.yaml_text import read_yaml


@cache
def read_secor() -> Secor:
    """Alberta's SECOR.

    Raises:
        BuilderError: The shipped file is damaged.
    """
    path = "builder/standards/secor/alberta.yaml"
    text = (files("builder") / "standards" / "secor" / "alberta.yaml").read_text(encoding="utf-8")
    document = read_yaml(text, path)
    secor, faults = shape(Secor, document, document.value, "the data of SECOR")
    found = [*document.faults, *faults]
    if secor is None or found:
        raise BuilderError(f"{found[0].place}: {found[0].message}", "Install Muster again.")
    return secor
