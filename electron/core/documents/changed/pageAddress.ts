/** What identifies a page, whatever way its address was written. */
export interface PageAddress {
  /** The same for all addresses of one page. */
  key: string;
  /** The page as most see it, or a form of it whose text may differ although nobody changed the article. */
  edition: 'page' | 'amp' | 'print';
}

/** Says where a reader came from, and nothing of the page. */
const trackers =
  /^(?:utm_.*|at_(?:medium|campaign|link.*|ptr.*|format|bbc_team)|mc_[ce]id|_hs.*|hsa_.*|pk_.*|mtm_.*|matomo_.*|piwik_.*|oly_.*|vero_.*|ns_.*|(?:fb|g|dc|ms|y|tw|ttc|li_fat_|wbra|gbra)c?l?id|fb_action_.*|fb_source|gclsrc|igshid|igsh|ref_src|ref_url|cmpid|cmp|ito|ocid|ftag|icid|smid|smtyp|sref|sr_share|soc_.*|share|shared|rss|xtor|xtref|wt_?mc.*|wt_?zmc|cvid|cid_source|mkt_tok|s_kwcid|ncid|guccounter|guce_.*|_ga|_gl|spm|scm|linkid|traffic_source|feature)$/i;

const printValue = /^(?:1|true|yes|print|pdf)?$/i;

/**
 * The page that an address leads to; null for anything but http and https, and for front pages, which sites put down as the address of every
 * article when they are set up badly. Scheme, `www.`, mobile hosts, fragment, slashes at the end, tracking parameters and
 * the order of the others do not count; AMP and print forms belong to their page.
 */
export function pageAddress(address: string): PageAddress | null {
  let url: URL;
  try {
    url = new URL(outOfCache(address.trim()));
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  let edition: PageAddress['edition'] = 'page';
  let host = url.hostname.replace(/\.$/, '');
  if (/^amp\.(?=[^.]+\.)/.test(host)) edition = 'amp';
  host = host.replace(/^(?:(?:www\d?|amp|m|mobile)\.)+(?=[^.]+\.)/, '');

  let path = wellEscaped(url.pathname)
    .replace(/\/+$/, '')
    .replace(/\/index\.(?:html?|php)$/i, '');
  const withoutAmp = path.replace(/\/amp$|^\/amp(?=\/)|\.amp(?=(?:\.html?)?$)/i, '');
  if (withoutAmp !== path) edition = 'amp';
  const withoutPrint = withoutAmp.replace(/(?<=\/[^/]+)\/print(?:able)?$/i, '');
  if (withoutPrint !== withoutAmp) edition = 'print';
  path = withoutPrint.replace(/\/+$/, '');

  const parameters: string[] = [];
  for (const [name, value] of url.searchParams) {
    if (/^(?:amp|outputtype|output)$/i.test(name) && /^(?:amp|1|true)?$/i.test(value)) edition = 'amp';
    else if (/^print(?:able|er|version)?$/i.test(name) && printValue.test(value)) edition = 'print';
    else if (/^(?:view|mode|format|action)$/i.test(name) && /^print(?:able)?$/i.test(value)) edition = 'print';
    else if (!trackers.test(name)) parameters.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  }
  const query = parameters.length > 0 ? `?${parameters.toSorted().join('&')}` : '';
  // Behind `#!` some sites hide the page itself.
  const place = url.hash.startsWith('#!') && url.hash.length > 2 ? url.hash : '';
  if (path + query + place === '') return null;
  return { key: `${host}${url.port === '' ? '' : `:${url.port}`}${path}${query}${place}`, edition };
}

/** The address behind that of a copy which a search engine keeps of an AMP page. */
function outOfCache(address: string): string {
  const kept =
    /^https?:\/\/(?:www\.)?google\.[a-z.]+\/amp\/(s\/)?(.+)$/i.exec(address) ??
    /^https?:\/\/[^/]+\.cdn\.ampproject\.org\/[cv]\/(s\/)?(.+)$/i.exec(address);
  if (!kept) return address;
  const [, secure, rest] = kept;
  return `${secure ? 'https' : 'http'}://${rest!}${rest!.includes('?') ? '&' : '?'}amp=1`;
}

/** Letters that need no escape are written without it, and others escaped in one way. */
function wellEscaped(path: string): string {
  try {
    return path
      .split('/')
      .map((part) => encodeURIComponent(decodeURIComponent(part)))
      .join('/');
  } catch {
    return path;
  }
}
