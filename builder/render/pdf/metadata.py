"""Declaring both standards of the pack in its metadata: PDF/A-3a, which WeasyPrint writes, and PDF/UA-1 beside it."""

from __future__ import annotations

from typing import Any

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UA = "http://www.aiim.org/pdfua/ns/id/"

_DECLARATION = f'<rdf:Description xmlns:rdf="{_RDF}" rdf:about="" xmlns:pdfuaid="{_UA}" pdfuaid:part="1"/>'

_EXTENSION = (
    f'<rdf:Description xmlns:rdf="{_RDF}" rdf:about="" '
    'xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""PDF/A allows a property outside its own list only when the file describes it (ISO 19005-3, 6.6.2.3)."""


def declare_accessible(document: Any) -> None:
    """Makes a rendered WeasyPrint document declare PDF/UA-1 as well when it is written.

    WeasyPrint writes one standard only, and metadata given to it from outside becomes a second RDF tree that validators don't read.
    """
    written = document.metadata.generate_rdf_metadata

    def both(variant: str, version: int, conformance: str) -> bytes:
        rdf: bytes = written(variant, version, conformance)
        if rdf.count(b"</rdf:RDF>") != 1:
            raise RuntimeError("WeasyPrint's metadata no longer ends with one </rdf:RDF>")
        return rdf.replace(b"</rdf:RDF>", (_DECLARATION + _EXTENSION).encode() + b"</rdf:RDF>")

    document.metadata.generate_rdf_metadata = both
