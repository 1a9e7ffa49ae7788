/** Ways of a page to run or to load something; each names itself to `origin` when it comes through. */
export const hostileWays = [
  'script',
  'inline-script',
  'onerror',
  'svg-onload',
  'svg-image',
  'img',
  'srcset',
  'picture',
  'poster',
  'video',
  'audio',
  'iframe',
  'srcdoc',
  'object',
  'embed',
  'stylesheet',
  'preload',
  'import',
  'css',
  'css-escaped',
  'css-variable',
  'image-set',
  'font',
  'inline-style',
  'background',
  'input-image',
] as const;

/** Ways to lead the page elsewhere. */
export const leavingWays = ['refresh', 'form'] as const;

/** A page that tries all of them, around an article that is read like any other. */
export function hostilePage(origin: string, article: string, { leaves = true } = {}): string {
  const at = (name: (typeof hostileWays)[number] | (typeof leavingWays)[number] | 'base'): string => `${origin}/${name}`;
  return `<!DOCTYPE html>
<html lang="en" onclick="fetch('${at('inline-script')}')">
<head>
<meta charset="utf-8">
<title>Harbour news</title>
${leaves ? `<meta http-equiv="refresh" content="0;url=${at('refresh')}">` : ''}
<link rel="stylesheet" href="${at('stylesheet')}">
<link rel="preload" as="image" href="${at('preload')}">
<style>
@import url(${at('import')});
@font-face { font-family: far; src: url(${at('font')}); }
:root { --far: url(${at('css-variable')}); }
.css { background: url(${at('css')}); }
.escaped { background: u\\72 l("${at('css-escaped')}"); }
.variable { background-image: var(--far); }
.set { background-image: image-set(url("${at('image-set')}") 1x); }
p { font-family: far, serif; }
</style>
<script src="${at('script')}"></script>
<script>window.ran = true; fetch('${at('inline-script')}');</script>
</head>
<body background="${at('background')}" onload="fetch('${at('inline-script')}')">
<article>${article}</article>
<div class="css">one</div><div class="escaped">two</div><div class="variable">three</div><div class="set">four</div>
<div style="background-image: url(${at('inline-style')})">five</div>
<img src="data:image/png;base64,AAAA" onerror="fetch('${at('onerror')}')">
<img src="${at('img')}" alt="A photo of the wall"><img srcset="${at('srcset')} 1x">
<picture><source srcset="${at('picture')}"><img alt=""></picture>
<svg onload="fetch('${at('svg-onload')}')"><image href="${at('svg-image')}" width="9" height="9"/></svg>
<video poster="${at('poster')}" src="${at('video')}" preload="auto"></video><audio src="${at('audio')}" preload="auto"></audio>
<iframe src="${at('iframe')}"></iframe><iframe srcdoc="<img src='${at('srcdoc')}'>"></iframe>
<object data="${at('object')}"></object><embed src="${at('embed')}">
<form action="${at('form')}" method="get"><input type="image" src="${at('input-image')}"><button id="send">Send it</button></form>
<a id="away" href="${at('form')}">Read on elsewhere</a>
<math><mtext><table><mglyph><style><img src="${at('onerror')}" onerror="fetch('${at('onerror')}')"></style></mglyph></table></mtext></math>
<noscript><p title="</noscript><img src=x onerror=fetch('${at('onerror')}')>">six</p></noscript>
</body>
</html>`;
}
