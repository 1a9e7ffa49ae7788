import type { LeftOutReason } from '../../../../shared/domain/entities.ts';
import type { PageElement } from './lines.ts';

/**
 * What elements of a page are by what their makers called them. `anywhere`: also inside longer words; `alone`: between white space and
 * hyphens, since they are parts of many harmless names.
 */
const calledSo: readonly { reason: LeftOutReason; anywhere?: RegExp; alone?: RegExp }[] = [
  {
    reason: 'comments',
    anywhere:
      /disqus|comment-?(?:list|section|thread|area|wrap|form|body|respond|block|container)|livefyre|viafoura|fb-comments|leserkommentar/,
    alone: bounded('comments?|commentlist|responses|kommentare?|comentarios|commentaires|respond|replies|guestbook'),
  },
  {
    reason: 'related',
    anywhere:
      /related(?!-?(?:to|media))|recommend|recirc|more-?(?:stories|news|from|on|in|articles|posts|like)|read-?(?:more|next|also)|see-?also|also-?(?:read|see|like)|you-?may|up-?next|next-?(?:article|story|post|up)|prev(?:ious)?-?(?:article|story|post)|most-?(?:read|popular|viewed|shared|commented|recent)|trending|popular|top-?stories|latest-?(?:news|stories|posts|articles)|teaser|similar|recent-?(?:post|article|comment|stor)|post-?nav|article-?nav|entry-?nav|storylist|headlines-?list|mehr-?zum|weitere-?(?:artikel|meldungen)|en-?relation|lire-?aussi|te-?puede|leggi-?anche|jp-relatedposts|yarpp|crp_|zergnet|ligatus|plista|outbrain|taboola|revcontent|mgid|dianomi/,
    alone: bounded('related|similar|teasers?|readnext|suggestions?|suggested|inline-?related|external-?links|onward|archive-list'),
  },
  {
    reason: 'advertisement',
    anywhere:
      /advert|sponsor|promo(?!tion-?text)|adsense|doubleclick|dfp-|-dfp|ad-?(?:slot|unit|container|wrapper|banner|block|label|text|box|zone)|google-?ad|affiliate|commercial|merch|buy-?(?:now|button)|shopping|product-?(?:card|widget)|gpt-?ad|werbung|anzeige|publicidad|publicite|reklam/,
    alone: bounded('ads?|adv|advt|offer|deals?'),
  },
  {
    reason: 'notice',
    anywhere:
      /cookie|gdpr|consent|newsletter|subscri(?:be|ption)|sign-?up|signin|sign-in|log-?in|register|membership|donat(?:e|ion)|paywall-?(?:message|prompt|bar|cta|overlay)|regwall|metered|app-?(?:promo|banner|download)|download-?app|push-?notif|support-?us|fundraising|call-?to-?action|browser-?(?:warning|upgrade)|noscript|disclaimer|correction-?policy|abo-?(?:box|teaser)/,
    alone: bounded('cta|alert|warning|notification|toast|modal|popup|pop-up|overlay|lightbox|banner|promo'),
  },
  {
    reason: 'sharing',
    anywhere:
      /shar(?:ing|e-?(?:bar|tool|button|link|this|icon|widget|article|post|block|list))|social(?!ist|-?(?:security|science))|addthis|addtoany|sharedaddy|follow-?(?:us|me|button)|bookmark|print-?(?:link|button|icon)|email-?(?:this|link|article)|reaction|like-?button|tweet-?(?:button|this)|whatsapp|teilen|compartir|partager|condividi/,
    alone: bounded('share|shares|sharer|follow|tools|toolbar|utility|actions?|print|like|likes|rating|ratings|vote|votes'),
  },
  {
    reason: 'navigation',
    anywhere:
      /bread-?crumb|skip-?(?:link|to|nav)|navigation|navbar|nav-?(?:menu|bar|list|links?)|site-?(?:map|nav)|table-?of-?contents|(?:main|sub|side|mega|off-?canvas|burger)-?menu|jump-?(?:link|to)|pagination|pager|paging|tag-?(?:list|cloud|links|s)|post-?tags|article-?tags|topic-?(?:list|tags)|keywords|category-?(?:list|links)|cat-?links|taxonomy|wp-pagenavi/,
    alone: bounded(
      'nav|menu|menus|crumbs?|tabs?|tags?|tagged|topics|toc|categories|category|filed|search|searchform|languages?|dropdown|submenu|archives?|rubrik',
    ),
  },
  {
    reason: 'byline',
    anywhere:
      /by-?line|author-?(?:bio|box|info|name|card|meta|link|wrap|details|block|profile|about|image|avatar)|about-?(?:the-?)?author|writer-?(?:bio|info)|publish(?:ed)?-?(?:date|time|on|at)|date-?(?:published|line|time|modified|posted)|time-?stamp|post-?(?:meta|info|date|author|byline)|entry-?(?:meta|date|author|info|footer)|article-?(?:meta|info|date|author|timestamp|byline)|story-?(?:meta|date|byline)|meta-?(?:data|info|bar|box)|reading-?time|read-?time|word-?count|view-?count|(?:posted|authored|submitted)-?(?:on|by)?|(?:post|node)-?created|news-?(?:date|item-?(?:time|date))|last-?(?:updated|modified)|contributor/,
    alone: bounded(
      'author|authors|autor|auteur|vcard|date|datum|fecha|time|timestamp|dateline|meta|bio|profile|avatar|published|updated|credit|credits|views|byline',
    ),
  },
  {
    reason: 'page-footer',
    anywhere:
      /(?:site|page|global|main|bottom)-?footer|footer-?(?:nav|links|menu|wrap|container|content|bottom|widget)|copyright|colophon|imprint|impressum|legal-?(?:notice|links)/,
    alone: bounded('footer|foot|legal'),
  },
  {
    reason: 'page-header',
    anywhere:
      /(?:site|page|global|main|top)-?header(?!-?content)|masthead|top-?bar|header-?(?:nav|menu|top|bar|wrap|container)|ticker|breaking-?news/,
    alone: bounded('logo|branding|head-?line-?bar'),
  },
  {
    reason: 'related',
    anywhere: /side-?bar|right-?(?:rail|col|column)|left-?(?:rail|col|column)|widget|secondary|tertiary|rail-|-rail/,
    alone: bounded('aside|rail|widgets?|sidebars?'),
  },
];

function bounded(words: string): RegExp {
  return new RegExp(`(?:^|[\\s_-])(?:${words})(?:[\\s_-]|$)`);
}

const roles: Readonly<Record<string, LeftOutReason>> = {
  navigation: 'navigation',
  banner: 'page-header',
  contentinfo: 'page-footer',
  complementary: 'related',
  search: 'form',
  dialog: 'notice',
  alertdialog: 'notice',
  menu: 'navigation',
  menubar: 'navigation',
  tablist: 'navigation',
  toolbar: 'sharing',
};
const tags: Readonly<Record<string, LeftOutReason>> = {
  nav: 'navigation',
  footer: 'page-footer',
  aside: 'related',
  form: 'form',
  button: 'form',
  label: 'form',
  fieldset: 'form',
  dialog: 'notice',
  address: 'byline',
};

/** What nearly everybody calls the article itself, or something that stands in it. A post of WordPress has its labels among its names. */
const articleNames =
  /(?:article|story|post|entry|news|blog|main|page|single)-?_*-?(?:body|content|text|copy|entry)|(?:body|content)-?_*-?(?:text|copy|article)|articlebody|hentry|type-post|status-publish|twitter-tweet|instagram-media/;

/** What an element is by its tag, role and names alone; null where none of them says that it is no part of an article. */
export function zoneOf({ tag, names, role }: Pick<PageElement, 'tag' | 'names' | 'role'>): LeftOutReason | null {
  if (Object.hasOwn(tags, tag)) return tags[tag]!;
  if (Object.hasOwn(roles, role)) return roles[role]!;
  if (names === '' || tag === 'html' || tag === 'body' || tag === 'main' || tag === 'article' || articleNames.test(names)) return null;
  return calledSo.find(({ anywhere, alone }) => anywhere?.test(names) || alone?.test(names))?.reason ?? null;
}
