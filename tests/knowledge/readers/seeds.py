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

_SETEXT = """On Harbours
===========

1. one
   > quoted
   > - deeper

     ```python
     code
     ```
2. two<br>more <a id="here"></a>

* [ ] open

<div align="center">

**Bravo** [charlie][ref] ![pier](pier.png)

</div>

Delta
-----
| a |
|--:|
| `x | y` |

    set in[^one]

[^one]: A note
    that goes on.
[ref]: <https://example.org> "Echo"
"""
_WEB_PAPER = """<html><head><title>Foreign Relations of the United States, 1952–1954, China and Japan, Volume XIV, Part 1 -
Office of the Historian</title><link rel="canonical" href="https://history.state.gov/historicaldocuments/frus1952-54v14p1/d1">
</head><body><header class="masthead"><ul><li><a href="/">Home</a></li></ul></header><div id="content-inner">
<div class="tei-div4"><h4>1. Memorandum</h4><p class="tei-p3">Alfa<sup><a class="note" href="#fn1" id="fnref1" rel="footnote">1</a>
</sup> <a class="tei-pb1" href="/x" id="pg_5">[Page 5]</a>bravo.</p><blockquote><p>“Charlie.”</p></blockquote>
<table><caption>Aid</caption><tr><td><table><tr><td>in<td>ner</table><td><h3>Delta</h3></td></tr></table>
<ul><li>echo<ul><li>foxtrot</li></ul>golf</li></ul><details><summary>Hotel</summary>India</details></div>
<ol class="footnotes"><li id="fn1"><p>Source: <em>Juliett</em>.<a href="#fnref1">↩</a></p></li></ol></div>
<footer><p>About us</p></footer></body></html>"""
_TEI_FRONT = """<titlePage><docTitle>On Harbours</docTitle></titlePage>
<div type="section" xml:id="preface"><pb xml:id="pg_iii"/><head>Preface</head><p>Alfa.</p></div>
<div type="section" xml:id="persons"><head>Persons</head><list><item><hi rend="strong"><persName xml:id="p_B1">Bravo, A.</persName>
</hi>, Minister</item><item>Charlie</item></list></div>
<div type="section" xml:id="terms"><head>Terms</head><list type="terms"><item><term xml:id="t_D1">DELTA</term>, a ship</item></list></div>"""
_TEI_VOLUME = """<div type="compilation" xml:id="comp1"><head>China<note n="1">See <ref target="#d2">Document 2</ref>.</note></head>
<pb n="1" xml:id="pg_1"/><div type="chapter" xml:id="ch1"><head>Aid</head>
<div type="document" xml:id="d1" n="1"><note rend="inline" type="source">793.00: Telegram</note><head>No. 1<lb/>Alfa</head>
<opener><dateline>Moscow, <date when="1952">1952</date></dateline><salute>Sir:</salute></opener>
<p>One <choice><sic>teh</sic><corr>the</corr></choice> <gloss target="#t_D1">DELTA</gloss>.<note n="1" xml:id="d1fn1">First <pb
n="2" xml:id="pg_2"/>runs on.</note></p><quote rend="blockquote"><p>“Two.”</p></quote>
<list type="participants"><head>Participants:</head><item>Mr. Echo<list><item>inner</item></list></item></list>
<lg><l>Foxtrot</l><l>golf</l></lg><closer><signed>Hotel</signed></closer>
<frus:attachment xmlns:frus="http://history.state.gov/frus/ns/1.0"><head>India</head><p>Juliett.</p></frus:attachment></div>
<div type="document" xml:id="d2" n="2"><p>Kilo <del>lima</del>mike.</p><pb n="[3]" xml:id="pg_3"/><table><head>Aid</head><row>
<cell><p>Year</p></cell><cell>Sum<note n="1">In dollars.</note></cell></row></table><figure><figDesc>A map</figDesc></figure></div>
</div></div>"""
_INNER = f"<w:tbl><w:tr><w:tc>{archives.p('c')}</w:tc></w:tr></w:tbl>"
_DOCX_TYPED = "".join(
    [
        archives.p("Contents", style="TOCHeading"),
        archives.p("Alfa 1", style="TOC1"),
        archives.p("Alfa", run='<w:b/><w:sz w:val="32"/>'),
        archives.p(inner=archives.r("Bravo") + "<w:ins>" + archives.r(" in") + "</w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del>"),
        archives.p(inner='<w:r><w:br w:type="page"/></w:r>' + archives.r("Charlie", '<w:b w:val="0"/>') + '<w:r><w:endnoteReference w:id="3"/></w:r>'),
        archives.p("Delta", run="<w:b/>"),
        archives.p("item", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        f"<w:tbl><w:tr><w:tc>{archives.p('a')}{archives.p('b')}</w:tc><w:tc>{_INNER}{archives.p()}</w:tc></w:tr></w:tbl>",
        archives.p(inner="<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" + archives.p("boxed")
                   + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" + archives.p("boxed")
                   + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"),
        f"<w:sdt><w:sdtPr/><w:sdtContent>{archives.p(inner='<w:hyperlink>' + archives.r('Echo') + '</w:hyperlink>')}</w:sdtContent></w:sdt>",
        archives.p(inner='<w:r><w:t>Fox</w:t><w:softHyphen/><w:t>trot</w:t><w:tab/><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'),
    ]
)  # fmt: skip
_DOCX_STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style><w:style w:type="paragraph" w:styleId="TOCHeading">
<w:name w:val="TOC Heading"/><w:basedOn w:val="TOC1"/></w:style><w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>
<w:rPr><w:b/></w:rPr></w:style>"""
_NCX = """<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap/><pageList><pageTarget value="5"><navLabel><text>5</text></navLabel>
<content src="one.xhtml#p5"/></pageTarget><pageTarget><navLabel><text>vi</text></navLabel><content src="two.xhtml#p6"/></pageTarget>
</pageList></ncx>"""
_OLD_PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"><dc:title>On Harbours</dc:title>
<dc:creator opf:role="aut">A. B.</dc:creator><dc:date>1954-05-01</dc:date></metadata><manifest>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/><item id="a" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="two.xhtml" media-type="application/xhtml+xml"/></manifest><spine toc="ncx"><itemref idref="a"/><itemref idref="b"/>
</spine><guide><reference type="toc" href="three.xhtml"/></guide></package>"""
_OLD_CHAPTERS = {
    "one.xhtml": archives.chapter(
        '<h1>Alfa</h1><p id="p5">Bravo<sup><a href="two.xhtml#n1" id="m1">1</a></sup>.</p><ul><li>one<ol><li>two</li></ol></li></ul>'
    ),
    "two.xhtml": archives.chapter(
        '<h2 id="p6">Charlie</h2><table><tr><td>a</td><td>b</td></tr></table><pre>x\n y</pre>'
        '<div class="footnotes"><p id="n1"><a href="one.xhtml#m1">1</a> A note.</p></div>'
    ),
}
_OLD_BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OEBPS/old.opf"/></rootfiles></container>',
    "OEBPS/old.opf": _OLD_PACKAGE,
    "OEBPS/toc.ncx": _NCX,
    **{f"OEBPS/{name}": content for name, content in _OLD_CHAPTERS.items()},
}
_LINES = ("The harbour was closed to all of them, and nobody in the", "city knew for how long it would re-", "main so.")


def _printed(number: int) -> list[builders_pdf.Text]:
    """A page as books have it: a running head, a heading, a list, two columns, a table, a footnote in small print."""
    column = builders_pdf.column
    return [
        *column("On Harbours", top=760),
        *column(str(number), x=500, top=760),
        *column(f"{number}. Alfa", top=720, size=14, font=builders_pdf.BOLD),
        *column(*_LINES),
        *column("1", x=110, top=681, size=6),
        *column("\u2022 one", "\u2022 two", x=90, top=650),
        *column(*_LINES, top=600, leading=11),
        *column("Bravo", *_LINES, x=320, top=600, leading=11),
        *column("x = 1", "    y", top=500, font=builders_pdf.TYPEWRITER),
        *column("a", "c", top=450),
        *column("b", "d", x=200, top=450),
        *column("1 Not printed.", top=80, size=7),
    ]


SEEDS: dict[Format, tuple[bytes, ...]] = {
    Format.FRUS: (_FRUS.encode(),),
    Format.PLAIN: (_PLAIN.encode(),),
    Format.RFC: (_RFC.encode(),),
    Format.MARKDOWN: (_MARKDOWN.encode(), _SETEXT.encode()),
    Format.HTML: (_HTML.encode(), _WEB_PAPER.encode()),
    Format.TEI: (
        builders_tei.tei(_TEI_BODY),
        builders_tei.tei(_TEI_VOLUME, front=_TEI_FRONT, back='<div type="index"><p>China, 1</p></div>'),
        builders_tei.piece("<head>Alfa</head><p>One.</p><pb n='7' xml:id='pg_7'/><p>Two.</p>"),
    ),
    Format.DOCX: (
        archives.docx(
            _DOCX_BODY,
            footnotes=f'<w:footnote w:id="2">{archives.p("A note.")}</w:footnote>',
            core="<dc:title>T</dc:title>",
        ),
        archives.docx(
            _DOCX_TYPED,
            styles=_DOCX_STYLES,
            endnotes=f'<w:endnote w:id="3">{archives.p("Another note.")}</w:endnote>',
        ),
    ),
    Format.EPUB: (
        archives.epub({"one.xhtml": _EPUB_CHAPTER}, metadata="<dc:title>On Harbours</dc:title>"),
        archives.archive(_OLD_BOOK),
    ),
    Format.PDF: (
        builders_pdf.pdf(
            builders_pdf.column("Alfa", size=16) + builders_pdf.column("Bravo charlie del-", "ta echo.", top=660),
            builders_pdf.column("Foxtrot golf.", top=660),
            outline=(("Alfa", 0, 710.0),),
            labels="0 << /S /r >> 1 << /S /D /St 5 >>",
            info="/Title (On Harbours)",
        ),
        builders_pdf.pdf(*map(_printed, range(11, 17))),
    ),
}
