"""Word documents as Word writes them, made from a few lines: styles, lists, tables, heads and feet, tracking."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def paragraph(text: str, style: str = "", level: int = -1, list_id: str = "1", more: str = "") -> str:
    """A paragraph; text may hold ready elements in <...>."""
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>' if level >= 0 else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = text if text.startswith("<") else f"<w:r><w:t>{escape(text)}</w:t></w:r>"
    return f"<w:p><w:pPr>{styled}{numbered}{more}</w:pPr>{run}</w:p>"


def table(*rows: Sequence[str]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def section(head: str = "", foot: str = "") -> str:
    """The end of a section, with the ids of its head and foot."""
    header = f'<w:headerReference w:type="default" r:id="{head}"/>' if head else ""
    footer = f'<w:footerReference w:type="default" r:id="{foot}"/>' if foot else ""
    return f'<w:sectPr>{header}{footer}<w:headerReference w:type="first" r:id="other"/></w:sectPr>'


def word(body: str, parts: Mapping[str, str] | None = None, levels: str = "", lists: str = "") -> bytes:
    """The document; `parts` are heads and foots by their ids, `levels` those of list 1, `lists` further ones of it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("word/document.xml", f"<w:document {W} {R} {MC}><w:body>{body}</w:body></w:document>")
        if levels:
            kind = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
            num = f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="9"/>{lists}'
            packed.writestr("word/numbering.xml", f"<w:numbering {W}>{kind}{num}</w:numbering>")
        style = '<w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
        packed.writestr("word/styles.xml", f"<w:styles {W}>{style}<w:style/></w:styles>")
        if parts:
            links = "".join(f'<Relationship Id="{name}" Target="{name}.xml"/>' for name in parts)
            packed.writestr("word/_rels/document.xml.rels", f"<Relationships>{links}</Relationships>")
            for name, inner in parts.items():
                packed.writestr(f"word/{name}.xml", f"<w:hdr {W} {R} {MC}>{inner}</w:hdr>")
    return file.getvalue()


def level(depth: int, kind: str, text: str, start: int = 1) -> str:
    said = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{said}</w:lvl>'
