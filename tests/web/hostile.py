"""What somebody would put into an article to harm its readers, imported as a source has it."""

import json
import re
from datetime import date
from pathlib import Path

from dashboard.articles.archive import Archive
from dashboard.sources.importing import Importer
from dashboard.sources.intake import Defaults
from dashboard.sources.source import Source

TODAY = date(2026, 1, 1)
TEXTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "]]><script>alert(1)</script><![CDATA[",
    "--><script>alert(1)</script><!--",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '<a href="javascript:alert(1)">here</a>',
    '<iframe srcdoc="<script>alert(1)</script>">',
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "${alert(1)} {{alert(1)}} <%= alert(1) %>",
    "\u202egnp.exe\u202c \u0000\u0008\u000b\u001b[31m \ufffe\uffff",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example/","here")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "'=1+1",
    "\r\nSet-Cookie: a=b",
)
URLS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//evil.example/x",
    'https://example.org/"><script>alert(1)</script>',
    "https://example.org/'onmouseover='alert(1)",
    "https://example.org/?a=<script>alert(1)</script>&b=1",
)
# Markup that would be alive: where "<" is escaped, none is left.
LIVE = re.compile(r"<(script|img|svg|iframe|math|a\s[^>]*alert)[\s/>]", re.IGNORECASE)


def archive(folder: Path) -> Archive:
    """Return an archive into which every text was imported as title and summary, every URL too."""
    rows = [
        {"title": text, "summary": text, "category": text, "topics": [text], "source": text}
        for text in TEXTS
    ]
    rows += [{"title": f"Article {number}", "url": url} for number, url in enumerate(URLS)]
    whole = [
        {"date": f"2015-11-{1 + n % 30:02}", "countries": "KEN", **r} for n, r in enumerate(rows)
    ]
    importer = Importer(folder, today=TODAY)
    importer.add(Source("hostile.json", json.dumps(whole).encode()), Defaults())
    made = Archive(str(folder / "archive"))
    made.upsert(importer.finish().articles, "import hostile.json")
    return made
