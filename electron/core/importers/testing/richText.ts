/** A report in Rich Text Format: letters of two code pages, a list, a table, a note, a link, hidden and deleted words. */
export const tramReport = String.raw`{\rtf1\ansi\ansicpg1252\deff0
{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fswiss\fcharset204{\*\falt Arial} Arial Cyr;}{\f2\ftech\fcharset2 Symbol;}}
{\colortbl;\red255\green0\blue0;}
{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s5 Caption;}{\*\cs10 Default Paragraph Font;}}
{\info{\title The tram that stopped}{\author Lena Vogt}{\creatim\yr2024\mo5\dy2\hr10\min3}{\revtim\yr2024\mo5\dy9}{\doccomm not this}}
{\header\pard Draft\par}
\pard\plain\s1\outlinelevel0 The tram that stopped\par
\pard\plain The caf\'e9 closed at 8 \endash  \ldblquote nobody came\rdblquote . \u1058?\u1088\'3f\f1\'e0\'ec\'e2\'e0\'e9\f0{\footnote\pard\chftn  Police log.\par}{\v  hidden}{\deleted  deleted}\par
\pard See {\field{\*\fldinst{HYPERLINK "https://tram.example/log"}}{\fldrslt{the log}}}. {\f2 a}\'80 \u-10179?\u-8704?\par
\pard\ls1\ilvl0{\listtext\'b7\tab}First\par{\listtext\'b7\tab}\ilvl1 Second\par
\trowd\cellx100\cellx200\pard\intbl Year\cell Trams\cell\row
\pard\s5 Table 1\par
{\*\unknown never}{\pict\wmetafile8 0102}
{\*\annotation\pard Ask her.\par}\pard Nord\-see\_Hafen\line next\par}`;
