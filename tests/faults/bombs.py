"""Small files that would become huge, deep or endless if they were read without care."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import openpyxl

from tests.documents.paper_files import deep, picture

_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MB = 2**20


def workbook(rows: bytes, before: bytes = b"") -> bytes:
    """A workbook whose only sheet holds `rows`, as XML."""
    plain, made = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(plain)
    sheet = before + b"<worksheet " + _MAIN + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    with zipfile.ZipFile(plain) as found, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in found.namelist():
            packed.writestr(part, sheet if part == "xl/worksheets/sheet1.xml" else found.read(part))
    return made.getvalue()


def saying(size: int) -> bytes:
    """A workbook whose sheet says of itself that it unpacks to so many bytes."""
    whole = workbook(b" " * 40 * MB)
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        truly = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    return whole.replace(truly.to_bytes(4, "little"), size.to_bytes(4, "little"))


def laughs() -> bytes:
    """An entity of entities of entities: ten to the twelfth letters."""
    entities = [b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(12)]
    dtd = b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + b"".join(entities) + b"]>"
    return workbook(b'<row><c t="inlineStr"><is><t>&m;</t></is></c></row>', b'<?xml version="1.0"?>' + dtd)


def nested(depth: int) -> bytes:
    """An export whose rows hold lists in lists."""
    return b'{"format": "partnering-desk", "version": 1, "tables": ' + b"[" * depth + b"]" * depth + b"}"


def many_rows() -> bytes:
    """An export with a million rows that are none."""
    return json.dumps({"format": "partnering-desk", "version": 1, "tables": {"person": [1] * 1_000_000}}).encode()


PDF_LOOP = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Count 99999999/Kids[2 0 R 2 0 R]>>endobj\n"
    b"trailer<</Root 1 0 R/Size 3/Prev 0>>\nstartxref\n0\n%%EOF"
)

BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a workbook of 4 GB": ("log.xlsx", lambda: saying(4_200_000_000)),
    "a workbook that lies": ("people.xlsx", lambda: saying(1000)),
    "an entity of entities": ("log.xlsx", laughs),
    "a row of a million cells": (
        "people.xlsx",
        lambda: workbook(b"<row>" + b"<c><v>1</v></c>" * 1_000_000 + b"</row>"),
    ),
    "a cell of 40 MB": (
        "log.xlsx",
        lambda: workbook(b'<row><c t="inlineStr"><is><t>' + b"a" * 40 * MB + b"</t></is></c></row>"),
    ),
    "the last cell of a sheet": (
        "people.xlsx",
        lambda: workbook(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    ),
    "cells in cells": ("log.xlsx", lambda: workbook(b"<c>" * 140_000 + b"</c>" * 140_000)),
    "separators only": ("log.csv", lambda: b"," * 9_000_000),
    "a quotation without end": ("people.csv", lambda: b'Name,Side\n"' + b"a\n" * 2_000_000),
    "lines only": ("people.csv", lambda: b"\n" * 5_000_000),
    "one name five thousand times": ("people.csv", lambda: b"Name,Side\n" + b"Ruth Lindqvist,Contractor\n" * 4999),
    "NUL bytes": ("log.csv", lambda: bytes(9_000_000)),
    "lists in lists": ("exported", lambda: nested(1_000_000)),
    "lists in lists, not too deep for JSON": ("exported", lambda: nested(900)),
    "a million rows that are none": ("exported", many_rows),
    "half of a pair of UTF-16": ("people.csv", lambda: b"\xff\xfe" + b"\x00\xd8" * 100_000),
    "tags in tags": ("paste", lambda: b"<div>" * 12_000),
    "lists of lists": ("paste", lambda: b"<ul><li>" * 7_000),
    "tables in tables": ("paste", lambda: b"<table><tr><td>" * 3_000),
    "emphasis without end": ("paste", lambda: b"<p>" + b"*_" * 15_000),
    "brackets without end": ("paste", lambda: b"<p>" + b"[" * 25_000),
    "pages that are their own": ("paper", lambda: PDF_LOOP),
    "pages that are their own, in a pack": ("pack", lambda: PDF_LOOP),
    "a structure without an end": ("pack", lambda: deep(60_000)),
    "a picture of a billion pixels": ("pack", lambda: picture("PNG", (30_000, 30_000), "1")),
    "a PDF of one bracket": ("paper", lambda: b"%PDF-1.7\n" + b"[" * 1_000_000),
    "a PDF of dictionaries": (
        "paper",
        lambda: b"%PDF-1.7\n1 0 obj" + b"<</A" * 200_000 + b"\ntrailer<</Root 1 0 R>>\n%%EOF",
    ),
}
"""By which way in each comes, and what makes its bytes."""
