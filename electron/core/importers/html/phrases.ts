import type { LeftOutReason } from '../../../../shared/domain/entities.ts';

/** Lines that pages put between the paragraphs of an article, told by how they begin: never those of running text. */
const openings: readonly { reason: LeftOutReason; pattern: RegExp }[] = [
  {
    reason: 'related',
    pattern:
      /^\W*(?:related(?: (?:stories|articles|coverage|posts|links|topics|reading|content|news|video|story|article))?\s*(?::|$)|read (?:more|also|next|this)\b|also (?:read|see|on)\b|see (?:also|more)\b|more (?:from|on|stories|about|news|like this)\b|watch(?: (?:now|live|more|this|below))?\s*:|recommended\b|you (?:may|might) (?:also )?(?:like|be interested)|don['’]t miss\b|must[- ]read|trending\b|most (?:read|popular|viewed)|popular (?:stories|posts|articles|on)|editor['’]?s['’]? (?:picks|choice)|top (?:stories|headlines)|latest (?:news|stories)|up next\b|next (?:article|story|up)\b|previous (?:article|story)|keep reading|continue reading|further reading|what to read next|lire aussi|à lire aussi|lire la suite|voir aussi|leggi anche|lees (?:ook|meer|verder)|mehr zum thema|mehr (?:dazu|lesen)|lesen sie (?:auch|mehr)|auch interessant|das könnte sie|zum thema|te puede interesar|lea? (?:también|más)|ver (?:también|más)|noticias relacionadas|leia (?:também|mais)|veja (?:também|mais)|saiba mais|czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również)|polecamy|przeczytaj|читайте также|смотрите также|читать далее|läs (?:också|mer)|les også|læs også|lue myös|devamını oku|ayrıca oku)/iu,
  },
  {
    reason: 'advertisement',
    pattern:
      /^\W*(?:advertise?ments?|advert|ad|sponsored(?: content| by.{0,40})?|promoted|paid (?:content|post)|(?:story|article|report) continues (?:below|after).{0,40}|scroll (?:down )?(?:to|for).{0,40}|continue reading below|anzeige|werbung|publicité|pubblicità|publicidad|publicidade|advertentie|reklama|реклама|annons|mainos)\W*$/iu,
  },
  {
    reason: 'notice',
    pattern:
      /^\W*(?:sign up (?:for|to|here|now)|subscribe(?: (?:to|now|here|for|today))?\b|get (?:the|our|all the|more) [^.]{0,60}(?:newsletter|app|inbox|email)|click here (?:to|for)\b|download (?:the|our)\b|join (?:our|us)\b|like (?:what you|this (?:story|article))|want (?:more|to read more)|enjoy(?:ed|ing)? this|support (?:us|our)\b|already a (?:subscriber|member)|log ?in\b|sign in\b|register (?:now|for|to)\b|this (?:site|website) uses cookies|we use cookies|by (?:signing|subscribing|clicking)|create (?:a |your )?(?:free )?account|have (?:a|an) (?:tip|story)|for more (?:news|stories|on)|stay up to date|newsletter\b|jetzt (?:abonnieren|anmelden)|abonnez-vous|s['’]abonner|iscriviti|suscríbete|inscreva-se)/iu,
  },
  {
    reason: 'sharing',
    pattern:
      /^\W*(?:share(?: (?:this|on|via|with|it|article|story|now).{0,40})?|tweet|follow (?:us|me|him|her|them|@)\b.{0,80}|facebook|twitter|whatsapp|linkedin|pinterest|reddit|instagram|telegram|email(?: this)?|print(?: this)?|copy link|(?:\d+ )?(?:shares?|likes?|views?)|teilen|partager|condividi|compartir|compartilhar|udostępnij|поделиться|dela|delen)\W*$/iu,
  },
  {
    reason: 'comments',
    pattern:
      /^\W*(?:\d+ )?(?:comments?(?: \(\d+\)| are closed.*)?|leave a (?:reply|comment).*|post a comment|(?:join|view) the (?:conversation|discussion).*|what do you think.*|tell us what you think.*|have your say.*|show comments|view comments|load comments|kommentare?|commentaires?|comentarios?|commenti|reacties|komentarze|комментарии)\W*$/iu,
  },
  {
    reason: 'byline',
    pattern:
      /^\W*(?:(?:first )?(?:published|posted|updated|last (?:updated|modified)|modified|created)\b.{0,80}\d.{0,40}|\d+ (?:min|minutes?|mins|hours?|days?|weeks?|months?) (?:ago|read)|(?:image|photo|picture|video)s? (?:credits?|copyright|source|courtesy)\b.{0,100}|(?:image|photo|picture|foto|photograph|credit|source|copyright|bild|quelle|crédit)\s*:.{0,120}|(?:getty|reuters|ap|afp|epa|shutterstock|istock|alamy)(?: images?)?|enlarge(?: image)?|view (?:gallery|photos|image)|image caption|media caption|file photo|\(?(?:ap|getty|reuters|afp) ?(?:photo|images?)?(?:\/.{0,60})?\)?)\W*$/iu,
  },
  {
    reason: 'navigation',
    pattern:
      /^\W*(?:tags?|topics?|filed under|categor(?:y|ies)|keywords|in this (?:article|story)|more (?:topics|tags)|back to top|skip to.*|jump to.*|table of contents|contents|home|menu|close|next|previous|prev|back|advertise with us|themen|schlagworte|etiquetas|étiquettes|tagi|теги)\s*(?::.{0,200})?\W*$/iu,
  },
  {
    reason: 'page-footer',
    pattern:
      /^\W*(?:©|\(c\)\s|copyright\b).{0,200}$|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|tutti i diritti/iu,
  },
];

const longestPhrase = 320;

/** What only somebody says who wants to be subscribed to, also in whole sentences. */
const offers =
  /\b(?:sign up|subscribe|get|start your day|newsletter|issues for)\b.*\b(?:delivered|straight|sent) (?:directly |right )?(?:to|through|into) your (?:inbox|letter ?box|mail ?box|door)\b|\bclick here for more information\b|^\W*media playback is unsupported\b/iu;

/** Why a short line between paragraphs is no part of the article, by its own words; null where they say nothing of the kind. */
export function phraseOf(text: string): LeftOutReason | null {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  if (line.length > longestPhrase) return null;
  return openings.find(({ pattern }) => pattern.test(line))?.reason ?? null;
}

/** Does a line offer to be sent something? Running text does not, whatever it is about. */
export const isOffer = (text: string): boolean => text.length <= longestPhrase && offers.test(text);
