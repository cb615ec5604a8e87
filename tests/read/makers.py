"""Small files of every format, made in memory."""

from __future__ import annotations

import io
import json
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(pages: list[list[str]], info: str = "") -> bytes:
    """A PDF with one line of Helvetica text per string."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T*\n" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td\n{shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents {len(objects)} 0 R /Resources {resources} >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, 2)
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{at:010} 00000 n \n" for at in places).encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def encrypted_pdf() -> bytes:
    from pypdf import PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def docx(paragraphs: list[str], title: str = "", creator: str = "") -> bytes:
    """A Word file; the first paragraph has the style "Title" if it equals `title`."""
    body = ""
    for text in paragraphs:
        style = '<w:pPr><w:pStyle w:val="Title"/></w:pPr>' if text == title else ""
        body += f"<w:p>{style}<w:r><w:t>{text[:5]}</w:t></w:r><w:hyperlink><w:r><w:t>{text[5:]}</w:t></w:r></w:hyperlink></w:p>"
    core = f'<c:p xmlns:c="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator></c:p>'
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            "docProps/core.xml": core,
        }
    )


def archive(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def warc(pages: list[tuple[str, str, bytes]], packed: bool = True) -> bytes:
    """A web archive of (address, content type, body)."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, kind, body in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    return out.getvalue()


def parquet(rows: list[dict[str, object]]) -> bytes:
    import pyarrow
    from pyarrow import parquet as pq

    out = io.BytesIO()
    pq.write_table(pyarrow.Table.from_pylist(rows), out)
    return out.getvalue()


def jsonl(rows: list[object]) -> bytes:
    return "".join((row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n" for row in rows).encode()


def page(body: str, head: str = "") -> bytes:
    return f'<!doctype html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def feed(entries: list[tuple[str, str]]) -> bytes:
    """RSS with (title, description) entries of 6 April 2016."""
    items = "".join(
        f"<item><title>{t}</title><guid>urn:{i}</guid><link>http://news.example/{i}</link>"
        f"<pubDate>Wed, 06 Apr 2016 10:00:00 GMT</pubDate><description>{d}</description></item>"
        for i, (t, d) in enumerate(entries)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Strelsau Post</title>{items}</channel></rss>'.encode()
