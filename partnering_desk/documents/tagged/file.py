"""Writes what was drawn as a file that conforms to PDF/UA-1 and PDF/A-2a.

ReportLab makes the objects. Here the file says of itself what it is, what its colours mean and where its structure is;
and small objects are packed together, for a structure has thousands of them (ISO 32000-1, 7.5.7 and 7.5.8).
"""

import re
import zlib
from hashlib import md5
from html import escape
from struct import pack
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFInfo, PDFName, PDFStream, PDFString
from reportlab.pdfbase.ttfonts import TTFont

from partnering_desk.documents.fonts import clean
from partnering_desk.documents.tagged.sheet import Sheet
from partnering_desk.files import resource

PACKED = 200
"""So many objects go into one stream."""
UNSEEN = "\N{ZERO WIDTH SPACE}"
"""What a glyph stands for whose letters are all told by the glyph before it."""
_RARE = re.compile("(<[0-9A-F]{2}>) <([0-9A-F]{5,6})>")
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_END = b"endstream\n"
_ARCHIVE = "<pdfaid:part>{}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
_UA = "<pdfuaid:part>1</pdfuaid:part>"
_DECLARED = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of PDF/UA to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
"""PDF/A wants every property declared that it does not know itself (ISO 19005-2, 6.6.2.3)."""


def file_of(sheet: Sheet, made: str) -> bytes:
    """The file of all pages drawn; ``made`` is when, as "2026-11-12T09:30:00", or "" when that is unknown."""
    document, catalog = sheet._doc, sheet._doc.Catalog
    for font in document.delayedFonts:
        font.addObjects(document)
        _tell_letters(document, font, sheet.shows.get(font.fontName, {}))
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.StructTreeRoot = sheet.structure
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    catalog.Metadata = _metadata(document.info, made)
    catalog.OutputIntents = PDFArray([_colours(document)])
    document.Reference(catalog)
    document.Outlines.prepare(document, sheet)
    if document.Outlines.ready < 0:
        catalog.Outlines = None
    sheet.structure.register(document)
    return _written(document)


def _tell_letters(document: Any, font: TTFont, shows: dict[str, str]) -> None:
    """Say which letters a font's glyphs show, in the two cases that ReportLab does not know: shaped and rare ones."""

    def told(entry: re.Match[str]) -> str:
        letter = chr(int(entry[2], 16))
        return f"{entry[1]} <{(shows.get(letter, letter) or UNSEEN).encode('utf-16-be').hex().upper()}>"

    for name, table in document.idToObject.items():
        if name.startswith("toUnicodeCMap:") and name.endswith(font.face.name.decode("ascii")):
            table.content = _RARE.sub(told, table.content)


def _metadata(info: PDFInfo, made: str) -> PDFStream:
    """What the file is, for programs that keep and find documents (XMP)."""
    dates = f"<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>" if made else ""
    words = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_told(info.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{_told(info.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{_told(info.subject)}</rdf:li></rdf:Alt></dc:description>
<xmp:CreatorTool>{_told(info.creator)}</xmp:CreatorTool>{dates}
<pdf:Producer>{_told(info.producer)}</pdf:Producer><pdf:Keywords>{_told(info.keywords)}</pdf:Keywords>
{_ARCHIVE.format(2)}{_UA}
</rdf:Description>
{_DECLARED}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
    kind = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}
    return PDFStream(PDFDictionary(kind), words.encode("utf-8"))


def claiming(metadata: bytes, ua: bool, archive: int) -> bytes:
    """What a file of ours says of itself, once other files are in it: PDF/UA-1, and some part of PDF/A; 0 is none."""
    said = metadata.decode("utf-8").replace(_ARCHIVE.format(2), _ARCHIVE.format(archive) if archive else "")
    return (said if ua else said.replace(_UA, "")).encode("utf-8")


def _told(words: str) -> str:
    """Words as XML holds them, which has no control characters."""
    return escape(clean(words))


def profile() -> bytes:
    """The profile by which the colours of every document are meant."""
    return resource("colour/sRGB.icc").read_bytes()


def _colours(document: Any) -> PDFDictionary:
    """What the numbers of its colours mean, on whatever screen or printer."""
    stream = PDFStream(PDFDictionary({"N": 3}), profile(), [pdfdoc.PDFZCompress])
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(stream),
        }
    )


def _written(document: Any) -> bytes:
    """Every object of a document, in a file."""
    out = bytearray(_HEADER)
    places = [(0, 0, 65535)]  # of each object by its number: its kind, where it is, and where in there
    small: list[tuple[int, bytes]] = []
    root, info = document.Reference(document.Catalog), document.Reference(document.info)
    while (number := len(places)) in document.numberToId:  # some objects make others known when they are written
        body: bytes = pdfdoc.format(document.idToObject[document.numberToId[number]], document, toplevel=1)
        if body.endswith(_END):
            places.append((1, len(out), 0))
            out += b"%d 0 obj\n%b\n%bendobj\n" % (number, body[: -len(_END)], _END)
        else:
            places.append((2, 0, 0))
            small.append((number, body))
    for start in range(0, len(small), PACKED):
        some = small[start : start + PACKED]
        for at, (number, _) in enumerate(some):
            places[number] = (2, len(places), at)
        places.append((1, len(out), 0))
        out += _stream(len(places) - 1, *_pack(some))
    places.append((1, len(out), 0))
    digest = md5(out, usedforsecurity=False).hexdigest()
    where = f"/Type/XRef/Size {len(places)}/W[1 4 2]/Root {_plain(root, document)}/Info {_plain(info, document)}"
    out += _stream(len(places) - 1, f"{where}/ID[<{digest}><{digest}>]", b"".join(pack(">BIH", *one) for one in places))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % places[-1][1])


def _plain(reference: pdfdoc.PDFObjectReference, document: Any) -> str:
    return bytes(reference.format(document)).decode("ascii")


def _pack(some: list[tuple[int, bytes]]) -> tuple[str, bytes]:
    """Objects in one stream: its dictionary and its content, which begins with their numbers and places."""
    index, at = [], 0
    for number, body in some:
        index.append(f"{number} {at}")
        at += len(body) + 1
    head = (" ".join(index) + "\n").encode("ascii")
    return f"/Type/ObjStm/N {len(some)}/First {len(head)}", head + b"\n".join(body for _, body in some)


def _stream(number: int, about: str, content: bytes) -> bytes:
    packed = zlib.compress(content)
    head = f"{number} 0 obj\n<<{about}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n"
    return head.encode("ascii") + packed + b"\n" + _END + b"endobj\n"
