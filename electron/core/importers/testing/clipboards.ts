/** What programs put on the clipboard as HTML, in their ways, around our own words. */

export const fromWord = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=windows-1252"><meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal { margin:0cm; font-family:"Calibri",sans-serif } @list l0 { mso-list-id:7 } --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'>
<!--StartFragment-->
<p class=MsoTitle><span lang=EN-GB>The quarry at Stenhult<o:p></o:p></span></p>
<h2><span lang=EN-GB>What was dug<o:p></o:p></span></h2>
<p class=MsoNormal><span lang=EN-GB>The quarry gave <b>forty tons</b> a day, says <a href="https://stenhult.example/report?year=2024"><st1:place w:st="on">Stenhult</st1:place> council</a>, “and no more”.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Granite<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>of it for roads<o:p></o:p></p>
<p class=MsoQuote>Nobody asked us.<o:p></o:p></p>
<table class=MsoTableGrid border=1><tr><td width=200><p class=MsoNormal>Year<o:p></o:p></p></td><td><p class=MsoNormal>Tons<o:p></o:p></p></td></tr></table>
<p class=MsoNormal style='display:none;mso-hide:all'>Not for the public.<o:p></o:p></p>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>Weighed in May.<o:p></o:p></p></div></div>
<!--EndFragment-->
</body></html>`;

export const fromGoogleDocs = `<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1f2e3d4c-7fff-aaaa"><h1 dir="ltr" style="line-height:1.38;margin-top:20pt;"><span style="font-size:20pt;font-family:Arial;">The quarry at Stenhult</span></h1><p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;">The quarry gave </span><span style="font-weight:700;">forty tons</span><span> a day, says </span><a href="https://stenhult.example/report?year=2024" style="text-decoration:none;"><span style="color:#1155cc;">Stenhult council</span></a><span>.</span></p><br /><ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" aria-level="1"><p dir="ltr" role="presentation"><span>Granite</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>of it for roads</span></p></li></ul></ul><div dir="ltr" align="left"><table><colgroup><col width="312" /></colgroup><tbody><tr><td><p dir="ltr"><span>Year</span></p></td><td><p dir="ltr"><span>Tons</span></p></td></tr></tbody></table></div></b><br class="Apple-interchange-newline">`;

export const fromLibreOffice = `<!DOCTYPE html>
<html>
<head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 24.2 (Linux)"/>
	<style type="text/css">@page { size: 21cm 29.7cm } p { line-height: 115% }</style>
</head>
<body lang="en-GB" link="#000080" dir="ltr"><h1 class="western">The quarry at Stenhult</h1>
<p style="line-height: 100%; margin-bottom: 0cm">The quarry gave <b>forty tons</b>
a day, says <a href="https://stenhult.example/report?year=2024">Stenhult council</a><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>, page <sdfield type=PAGE subtype=RANDOM format=PAGE>4</sdfield>.</p>
<p><br/></p>
<ul><li><p>Granite</p><ul><li><p>of it for roads</p></li></ul></li></ul>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Weighed in May.</p></div>
</body>
</html>`;

/** A part of a page, as Windows carries it: the elements around what was selected, with words that were not. */
export const fromBrowser = `Version:0.9\r\nStartHTML:0000000170\r\nEndHTML:0000000900\r\nStartFragment:0000000206\r\nEndFragment:0000000864\r\nSourceURL:https://www.lowmere-courier.example/2025/03/04/tram-sheds?utm_source=x\r\n<html><body>\r\nOutside of it<!--StartFragment--><nav class="share-buttons" style="color: red">Share this, they say.</nav><p style="font-family: serif">The sheds were <a href="/topics/sheds">sold</a> on Tuesday.</p><div style="display: none">Nobody sees this.</div><blockquote>It was the last day.</blockquote><!--EndFragment-->\r\n</body>\r\n</html>`;

export const hostile = `<p onclick="alert(1)">Words <img src="https://canary.example/x.png" onerror="fetch('https://canary.example/')"> that stay.</p>
<script>document.title = 'Taken over';</script><iframe src="https://canary.example/frame"></iframe><style>@import url(https://canary.example/style);</style>
<a href="javascript:alert(1)">no address</a> <a href="https://canary.example/kept">an address</a><svg><script>alert(1)</script></svg><object data="https://canary.example/o">x</object>`;
