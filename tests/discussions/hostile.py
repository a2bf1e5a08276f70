# ruff: noqa: E501  # markup as it comes
"""Markup from people who mean harm, and from programs that mean well. Used wherever words come in."""

#: Each would run a script, load something, or leave the box it stands in, if it were shown as sent.
HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x00>alert(1)</script>",
    "<script/x>alert(1)</script>",
    "<<script>alert(1);//<</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    '<img src="x` `<script>alert(1)</script>"` `>',
    "<img/src/onerror=alert(1)>",
    "<image src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><foreignObject><p onclick=alert(1)>x</p></foreignObject></svg>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<textarea><p title="</textarea><img src=x onerror=alert(1)>">',
    '<title><p title="</title><img src=x onerror=alert(1)>">',
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
    "<template><img src=x onerror=alert(1)></template>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<base href=javascript:alert(1)//>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import '//evil.example/x.css'</style>",
    '<style><img src="</style><img src=x onerror=alert(1)//">',
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p style='behavior:url(#default#time2)' onbegin=alert(1)>x</p>",
    '<p style="position:fixed;inset:0">x</p>',
    "<div onmouseover='alert(1)'>x</div>",
    "<p onclick=alert(1) autofocus tabindex=1 onfocus=alert(1)>x</p>",
    "<p class=button id=main>x</p>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<body onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='&#x6A&#x61vascript&colon;alert(1)'>x</a>",
    "<a href='java&Tab;script&NewLine;:alert(1)'>x</a>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
    "<a href='//evil.example/'>x</a>",
    "<a href='/account/logout/'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='https:javascript:alert(1)'>x</a>",
    "<a href='https://www.gov.uk@evil.example/'>x</a>",
    "<a href='https://www.gov.uk\\@evil.example/'>x</a>",
    "<a href='https://ok.example/\" onmouseover=\"alert(1)'>x</a>",
    "<a href=\"https://ok.example/'onmouseover='alert(1)\">x</a>",
    "<a href='https://ok.example/' target=_blank ping=//evil.example download>x</a>",
    "<a href='https://ok.example/'><a href='javascript:alert(1)'>x</a></a>",
    "<a\x0chref=javascript:alert(1)>x</a>",
    "<a/href=javascript:alert(1)>x</a>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><x onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "\u003cscript\u003ealert(1)\u003c/script\u003e",
    "{{ constructor.constructor('alert(1)')() }}",
    "{% load static %}{% debug %}",
    "${alert(1)} #{alert(1)} <%= alert(1) %>",
    "</p></div></article><script>alert(1)</script>",
    "<blockquote cite=javascript:alert(1)>x</blockquote>",
    "<li value=1 type=a onclick=alert(1)>x",
    "<p>\u202egnp.exe\u202c and \u200b\ufeff\x00\x08x</p>",
]

#: The same tricks through the marks of the plain composer.
HOSTILE_MARKS = [
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](javascript&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    '[x](https://ok.example/"onmouseover="alert(1))',
    '[x](https://ok.example/ "><script>alert(1)</script>")',
    "![x](https://evil.example/pixel.gif)",
    "![x](javascript:alert(1))",
    "<https://ok.example/><script>alert(1)</script>",
    "[<img src=x onerror=alert(1)>](https://ok.example/)",
    "**<script>alert(1)</script>**",
    "> <iframe src=javascript:alert(1)>",
    "- <svg onload=alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "```\n<script>alert(1)</script>\n```",
    'https://ok.example/"onmouseover=alert(1)',
    "https://ok.example/<script>alert(1)</script>",
]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style></head><body lang=EN-GB>
<!--StartFragment--><h2 style='margin-top:2.0pt'>Lessons from the <i>first</i> year<o:p></o:p></h2>
<p class=MsoNormal><span style='font-size:11.0pt'>We began in&nbsp;<b>March</b> with
three wards.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span><![endif]>Ask the mosque first<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>then the club<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>Share the minutes</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Book the hall</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>Tell the police team</p>
<!--EndFragment--></body></html>"""

OUTLOOK = """<div class="WordSection1"><p class="MsoNormal"><span style="mso-fareast-language:EN-US">Hi all,</span></p>
<p class="MsoNormal">&nbsp;</p><p class="MsoNormal">The report is <a href="https://www.gov.uk/report?a=1&amp;b=2"
target="_blank" data-auth="NotApplicable"><span style="color:#0563C1">here</span></a>.</p>
<ul type="disc"><li class="MsoListParagraph">one<ul><li>inner</li></ul></li><li>two</li></ul>
<table class="MsoNormalTable"><tbody><tr><td>Ward</td><td>Reports</td></tr><tr><td>North</td><td>12</td></tr></tbody></table>
<div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> Sam<br><b>Sent:</b> 2 May</p></div></div></div>"""

#: Desktop Outlook: a table for the layout, paragraphs in every cell, and the mail that was answered below.
OUTLOOK_MAIL = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]--><style><!-- p.MsoNormal {margin:0cm;} --></style>
<!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit" spidmax="1026"/></xml><![endif]--></head><body lang=EN-GB>
<div class=WordSection1><p class=MsoNormal><span style='font-family:"Arial",sans-serif'>Dear all,<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><table class=MsoNormalTable border=0><tr><td width=600><table border=1>
<tr><td><p class=MsoNormal><b>Where</b><o:p></o:p></p></td><td><p class=MsoNormal><b>When</b><o:p></o:p></p></td></tr>
<tr><td><p class=MsoNormal>The library<o:p></o:p></p></td><td><p class=MsoNormal>3 March<o:p></o:p></p></td></tr></table>
<p class=MsoNormal>Bring a mug.<o:p></o:p></p></td></tr></table>
<p class=MsoNormal><b><span style='color:#1F497D'>Jo Penhale</span></b><br>Community officer<o:p></o:p></p>
<p class=MsoNormal><img width=120 id="Picture_x0020_1" src="cid:image001.png@01D9" alt="Logo"></p>
<div><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b><span lang=EN-US>From:</span></b>
<span lang=EN-US>Sam &lt;sam@a.example&gt;<br><b>Sent:</b> 2 March 2026 09:14<br><b>Subject:</b> Dates<o:p></o:p></span></p></div></div>
<p class=MsoNormal>Can you send the dates?<o:p></o:p></p></div></body></html>"""

GOOGLE_DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"
style="line-height:1.38;"><span style="font-size:11pt;font-weight:700;font-style:normal">Bold</span><span
style="font-weight:400;font-style:italic"> and slanted</span></p><br /><ul><li dir="ltr" aria-level="1"><p dir="ltr"
role="presentation"><span style="font-weight:400">first</span></p></li><ul><li dir="ltr" aria-level="2"><p>below it</p></li></ul>
<li><p>second</p></li></ul></b>"""
