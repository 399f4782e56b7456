"""The metadata of a file: its title and language, and that it is made to be read aloud (PDF/UA-1). Nothing else."""

from __future__ import annotations

from html import escape

_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
    "<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
    "<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="w"?>'
)
# Words of the format of the file, which a title may hold: they are written so that the file holds each only once.
_APART = {"%": "&#37;", "startxref": "&#115;tartxref"}


def metadata_of(title: str, language: str) -> bytes:
    """The metadata of a file with this title and language, to the byte."""
    named = escape(title, quote=False)
    for word, written in _APART.items():
        named = named.replace(word, written)
    return _XMP.format(title=named, language=escape(language, quote=False)).encode("utf-8")
