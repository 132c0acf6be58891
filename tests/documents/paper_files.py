"""Papers as people attach them: well made and badly made, by other programs, and by ill will."""

import hashlib
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from partnering_desk.documents.minutes import minutes_pdf
from partnering_desk.documents.snapshots import PackPaper
from tests.documents.sheets import MINUTES


def untagged(pages: int = 2, encrypt: StandardEncryption | None = None) -> bytes:
    """Pages as many programs print them: words, and no structure."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1, encrypt=encrypt)
    for at in range(1, pages + 1):
        canvas.bookmarkPage(f"p{at}")
        canvas.addOutlineEntry(f"Chapter {at}", f"p{at}")
        canvas.drawString(72, 700, f"Words of page {at}.")
        canvas.linkRect("to the first page", "p1", (72, 600, 200, 620))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def tagged() -> bytes:
    """A paper with headings, lists, tables and links, told to screen readers."""
    return minutes_pdf(MINUTES)


def scan() -> bytes:
    """A page that is only a picture."""
    out = BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "PDF")
    return out.getvalue()


def turned(by: int, box: tuple[float, float, float, float] = (0, 0, 595, 842)) -> bytes:
    """A page that is shown turned, of which a part is seen."""
    with pikepdf.open(BytesIO(untagged(1))) as pdf:
        pdf.pages[0].obj.Rotate, pdf.pages[0].obj.CropBox = by, Array(box)
        return saved(pdf)


def blank(pages: int) -> bytes:
    with Pdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(200, 100))
        return saved(pdf)


def locked() -> bytes:
    return untagged(encrypt=StandardEncryption("secret", "owner", strength=128))


def restricted() -> bytes:
    """Whoever has it may read it, and not change it."""
    return untagged(encrypt=StandardEncryption("", "owner", canModify=0, strength=128))


def saved(pdf: Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def acting() -> bytes:
    """A paper with everything in it that acts by itself."""
    with pikepdf.open(BytesIO(untagged(1))) as pdf:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        launch = Dictionary(S=Name.Launch, F=String("calc.exe"))
        root, page = pdf.Root, pdf.pages[0].obj
        root.OpenAction, root.AA = script, Dictionary(WC=script)
        root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
        page.AA = Dictionary(O=script)
        corner = Array([0, 0, 50, 50])
        film = pdf.make_stream(b"film", Type=Name.EmbeddedFile)
        spec = Dictionary(Type=Name.Filespec, F=String("film.mp4"), EF=Dictionary(F=film))
        web = Dictionary(S=Name.URI, URI=String("https://a.example/"), Next=launch)
        made = [
            Dictionary(Subtype=Name.Link, Rect=corner, A=launch),
            Dictionary(Subtype=Name.Link, Rect=corner, A=Dictionary(S=Name.URI, URI=String("javascript:alert(1)"))),
            Dictionary(Subtype=Name.Link, Rect=corner, A=web, AA=Dictionary(E=script)),
            Dictionary(Subtype=Name.Screen, Rect=corner, A=Dictionary(S=Name.Rendition, JS=String("x"))),
            Dictionary(Subtype=Name.RichMedia, Rect=corner, RichMediaContent=Dictionary()),
            Dictionary(Subtype=Name.FileAttachment, Rect=corner, FS=spec),
        ]
        page.Annots = Array([*page.Annots, *(pdf.make_indirect(one) for one in made)])
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("name"),
                V=String("typed"),
                Rect=corner,
                AA=Dictionary(K=script),
            )
        )
        page.Annots.append(field)
        root.AcroForm = Dictionary(Fields=Array([field]), XFA=pdf.make_stream(b"<xdp/>"), CO=Array([field]))
        pdf.attachments["notes.txt"] = b"attached"
        return saved(pdf)


def deep(elements: int) -> bytes:
    """A page with a structure in which each element holds the next."""
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 100))
        one = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, K=Array()))
        for _ in range(elements):
            one = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, K=one))
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=one, ParentTree=Dictionary(Nums=Array()))
        )
        return saved(pdf)


def picture(form: str, size: tuple[int, int] = (300, 200), mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, form)
    return out.getvalue()


def word() -> bytes:
    out = BytesIO()
    document = docx.Document()
    document.add_paragraph("A report in Word.")
    document.save(out)
    return out.getvalue()


def as_paper(
    folder: Path, name: str, content: bytes, number: int = 31, item: str = "2 Performance, quarter 2"
) -> PackPaper:
    """A paper of the agenda of ``sheets.py``, its file in a folder."""
    path = folder / f"{number}-{name}"
    path.write_bytes(content)
    return PackPaper(
        ref=f"CG/26/{number}",
        title=f"Paper {name}",
        item="2 Performance, quarter 2",
        filename=name,
        media_type="application/octet-stream",
        size=f"{len(content)} bytes",
        sha256=hashlib.sha256(content).hexdigest(),
        attached="by M. Okafor on Tuesday 3 November 2026",
        file=path,
    )
