/** What a web page can hold that runs, loads or leads away, each calling `<origin>/<name>` where it is not kept from it. */
export interface Way {
  name: string;
  /** What stands in the page; `at` gives the address that it calls, `run` a script that calls it. */
  markup: (at: string, run: string) => string;
}

const way = (name: string, markup: Way['markup']): Way => ({ name, markup });

/** Those that call out of an unguarded page as soon as it is parsed. */
export const ways: readonly Way[] = [
  way('script', (at) => `<script src="${at}"></script>`),
  way('inline-script', (_, run) => `<script>${run}</script>`),
  way('module', (_, run) => `<script type="module">${run}</script>`),
  way('image-error', (_, run) => `<img src="x:" onerror="${run}">`),
  way('svg-load', (_, run) => `<svg onload="${run}"></svg>`),
  way('svg-script', (_, run) => `<svg><script>${run}</script></svg>`),
  way('svg-image', (at) => `<svg><image href="${at}"/></svg>`),
  way('toggle', (_, run) => `<details open ontoggle="${run}">x</details>`),
  way('focus', (_, run) => `<input autofocus onfocus="${run}">`),
  way('animation', (_, run) => `<style>@keyframes a{}</style><p style="animation:a 1ms" onanimationend="${run}">x</p>`),
  way('frame-script', (_, run) => `<iframe srcdoc="<script>${run}</script>"></iframe>`),
  way('frame-address', (_, run) => `<iframe src="javascript:${run}"></iframe>`),
  way('noscript', (_, run) => `<noscript><p title="</noscript><img src=x: onerror=${quoteless(run)}>">`),
  way('image', (at) => `<img src="${at}">`),
  way('image-set', (at) => `<picture><source srcset="${at} 1x"><img src="x:"></picture>`),
  way('style', (at) => `<style>.called { background-image: url("${at}") }</style><p class="called">x</p>`),
  way('style-attribute', (at) => `<p style="background-image: url('${at}')">x</p>`),
  way('style-import', (at) => `<style>@import "${at}";</style>`),
  way('stylesheet', (at) => `<link rel="stylesheet" href="${at}">`),
  way('frame', (at) => `<iframe src="${at}"></iframe>`),
  way('object', (at) => `<object data="${at}"></object>`),
  way('embed', (at) => `<embed src="${at}">`),
  way('video', (at) => `<video src="${at}" autoplay muted></video>`),
  way('poster', (at) => `<video poster="${at}"></video>`),
  way('image-button', (at) => `<input type="image" src="${at}">`),
  way('background', (at) => `<table background="${at}"><tr><td>x</td></tr></table>`),
];

/** Leads away what comes after it, or the page as a whole. */
export const refresh = way('refresh', (at) => `<meta http-equiv="refresh" content="0;url=${at}">`);
export const base = way('base', (at) => `<base href="${at}/"><img src="relative">`);

/** Harmless where it stands, and live once somebody writes it out and parses it again. */
export const mutations: readonly Way[] = [
  way('mutation-style', (_, run) => `<svg></p><style><a id="</style><img src=x: onerror=${quoteless(run)}>"></style></svg>`),
  way(
    'mutation-math',
    (_, run) => `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x: onerror=${quoteless(run)}&gt;">`,
  ),
  way(
    'mutation-form',
    (_, run) => `<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=${quoteless(run)} src=x:>">`,
  ),
  way('mutation-textarea', (_, run) => `<svg><textarea><a title="</textarea><img src=x: onerror=${quoteless(run)}>"></a></svg>`),
];

const quoteless = (run: string): string => run.replaceAll(' ', '/**/');

const addressOf = (origin: string, { name }: Way): string => `${origin}/${name}`;
const runOf = (origin: string, one: Way): string => `new Image().src=\`${addressOf(origin, one)}\``;

export const markupOf = (origin: string, one: Way): string => one.markup(addressOf(origin, one), runOf(origin, one));

/** The same as words of a text, which stay words: as they stand in the source of a page. */
export const escaped = (markup: string): string => markup.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
