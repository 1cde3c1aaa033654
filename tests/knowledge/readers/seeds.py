"""A small sound document of every format: what fuzzing starts from, and what must stay readable."""

from __future__ import annotations

from knowledge.readers.formats import Format
from tests.knowledge.readers import builders_archives as archives
from tests.knowledge.readers import builders_pdf, builders_tei

_FRUS = """Office files, lot 60

No. 183

heading

GKI D–5/1

On Trade1

  1. A covering note says more.

[Page 402]

one

1. Alfa bravo [Page 403] charlie.[2]

[2] Not printed.

2. Delta echo.


3. Foxtrot.
"""
_PLAIN = """On Harbours

CHAPTER I

The harbour was closed to all of them, and nobody in the city knew for how long it would re-
main so. They said:
  * one;
  * two.

1) Go there.

    +---+
    | a |
    +---+
\f2.1 The Second Part

    It begins here
and goes on there. The caf\u00e9 remain ed shut.
"""
_RFC = """
Network Working Group                                         A. B. Charlie
Request for Comments: 9951                                 Delta Enterprises
Category: Informational                                           May 1996


                     The Harbour Transfer Format

Table of Contents

   1. Introduction ................................................... 1
      1.1. A long heading that is in two
           lines ..................................................... 1

Abstract

   A format for harbours.

Charlie                      Informational                      [Page 1]
\f
RFC 9951              The Harbour Transfer Format            May 1996

1. Introduction In the beginning

   a) was
   b) is

      +---+
      | a |
      +---+

Charlie                      Informational                      [Page 2]
"""
_MARKDOWN = """---
title: On Harbours
date: 1954
---

# Alfa

Bravo *charlie* `delta`[^1] &amp; [echo](https://example.org).

- one
  1. two

     three

> four

| a | b |
|---|---|
| 1 | 2 |

```
code
```

<a id="x"></a>
## Foxtrot

[^1]: A note.
[ref]: https://example.org
"""
_HTML = """<!doctype html><html lang=en><head><meta charset=utf-8><title>On Harbours</title>
<link rel=canonical href="https://example.org/a"><meta name=author content="A. B."></head><body>
<nav><a href=/>Home</a></nav><main id=top><h1>On Harbours</h1><p>Alfa<sup><a href="#n1" id=r1>1</a></sup> bravo
<a id="pg_402" class="tei-pb1">[Page 402]</a> charlie<br><br>delta <ul><li>one<li><p>two<p>three</ul> rest
<table><tr><th>a<th>b<tr><td>1<td>2</table><dl><dt>Port<dd>A place.</dl><pre>if a:
    b()</pre><h2><a name=x></a>Echo</h2><p style="display:none">no<p>Foxtrot &mdash; golf.
<ol><li id=n1>A note. <a href="#r1">back</a></ol></main><script>var a = "<p>";</script></body></html>"""
_TEI_BODY = """<div type="document" xml:id="d1" n="1"><head>A Telegram<note n="1">Not printed.</note></head>
<pb n="402" xml:id="pg_402"/><p>Alfa <persName>Bravo</persName> <pb n="403" xml:id="pg_403"/>charlie.</p>
<list><label>(1)</label><item>one</item><item>two</item></list><p rend="flushleft"><hi rend="italic">Part</hi></p>
<table><row><cell>a</cell><cell>b</cell></row></table><p>Delta.</p></div>"""

_DOCX_BODY = "".join(
    [
        archives.p("On Harbours", style="Title"),
        archives.p("Alfa", properties='<w:outlineLvl w:val="0"/>'),
        archives.p(inner=archives.r("Bravo ") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + archives.r("charlie.")),
        archives.p(inner="<w:r><w:lastRenderedPageBreak/><w:t>Delta.</w:t></w:r>"),
        f"<w:tbl><w:tr><w:tc>{archives.p('a')}</w:tc><w:tc>{archives.p('b')}</w:tc></w:tr></w:tbl>",
    ]
)
_EPUB_CHAPTER = archives.chapter(
    '<h1 id="one">Alfa</h1><p>Bravo <span epub:type="pagebreak" id="p2" title="2"/>charlie '
    '<a epub:type="noteref" href="#n1">1</a>.</p><aside epub:type="footnote" id="n1">A note.</aside><p>Delta.</p>'
)

SEEDS: dict[Format, bytes] = {
    Format.FRUS: _FRUS.encode(),
    Format.PLAIN: _PLAIN.encode(),
    Format.RFC: _RFC.encode(),
    Format.MARKDOWN: _MARKDOWN.encode(),
    Format.HTML: _HTML.encode(),
    Format.TEI: builders_tei.tei(_TEI_BODY),
    Format.DOCX: archives.docx(
        _DOCX_BODY,
        footnotes=f'<w:footnote w:id="2">{archives.p("A note.")}</w:footnote>',
        core="<dc:title>T</dc:title>",
    ),
    Format.EPUB: archives.epub({"one.xhtml": _EPUB_CHAPTER}, metadata="<dc:title>On Harbours</dc:title>"),
    Format.PDF: builders_pdf.pdf(
        builders_pdf.column("Alfa", size=16) + builders_pdf.column("Bravo charlie del-", "ta echo.", top=660),
        builders_pdf.column("Foxtrot golf.", top=660),
        outline=(("Alfa", 0, 710.0),),
        labels="0 << /S /r >> 1 << /S /D /St 5 >>",
        info="/Title (On Harbours)",
    ),
}
