/** What a part of a page is for, when its own markup says so. */
export type Part =
  | 'comments'
  | 'consent'
  | 'paywall'
  | 'newsletter'
  | 'share'
  | 'advert'
  | 'related'
  | 'teaser'
  | 'author'
  | 'tags'
  | 'navigation'
  | 'contents'
  | 'hidden'
  | 'meta'
  | 'caption'
  | 'footer'
  | 'button'
  | 'form'
  | 'aside'
  | 'dek';

/**
 * Words of class names and ids that page authors all over the world use, by part. Where words of several parts meet, the
 * part that stands first here wins: "comment-form" is comments.
 */
export const partWords: readonly (readonly [Part, string])[] = [
  [
    'comments',
    'comment comments disqus commentlist respond reply replies kommentare kommentar commentaires comentarios commenti reacties komentarze kommentarer viafoura livefyre',
  ],
  [
    'consent',
    'cookie cookies gdpr consent privacy ccpa onetrust didomi cookiebanner cookiebar cookiewall cookienotice cookieconsent',
  ],
  ['paywall', 'paywall regwall metered metering registrationwall'],
  [
    'newsletter',
    'newsletter newsletters signup subscribe subscription subscriptions optin mailchimp mailinglist abonnieren inscription',
  ],
  [
    'share',
    'share sharing shares sharebar sharedaddy sharebuttons social socials socialmedia addthis addtoany sociallinks sharethis teilen follow whatsapp',
  ],
  [
    'advert',
    'advert adverts advertisement advertising advertorial sponsor sponsored sponsors adslot adsbygoogle adbox adunit promo promos promotion promobox banner anzeige werbung publicidad pubblicita publicite reklama taboola outbrain revcontent mgid affiliate disclosure cta calltoaction',
  ],
  [
    'related',
    'related recommended recommendation recommendations recommend recirc recirculation readmore readnext trending popular mostread mostpopular morenews similar youmaylike upnext verwandt weiterlesen relacionadas relacionados relacionado correlati lire gerelateerd linkbox morefrom morestories seealso crosslink',
  ],
  ['teaser', 'teaser teasers'],
  [
    'author',
    'author authors byline bylines bio biography autor autoren authorbox authorinfo auteur autore contributor contributors profile',
  ],
  ['tags', 'tags tag taglist tagcloud keywords topics hashtags schlagworte etiquetas'],
  [
    'navigation',
    'nav navbar navigation menu breadcrumb breadcrumbs pagination pager paging toolbar prevnext navi skip',
  ],
  ['contents', 'toc tableofcontents'],
  ['hidden', 'sr visuallyhidden screenreader offscreen'],
  ['meta', 'meta metadata timestamp postmeta dateline pubdate publishdate postinfo articleinfo metainfo date datetime'],
  [
    'caption',
    'caption captions figcaption legend legende credit credits copyright imagecaption photocredit bildunterschrift bilduntertitel bildtext imgcaption phototext',
  ],
  ['footer', 'footer disclaimer colophon impressum licence license licenceinfo'],
  ['button', 'btn button buttons rating ratings'],
  ['form', 'form modal popup overlay message messages notice notification tooltip login logout poll polls'],
  ['aside', 'sidebar aside rail infobox'],
  [
    'dek',
    'subtitle preamble excerpt synopsis tagline dek standfirst strapline chapo bajada copete entradilla sottotitolo untertitel vorspann',
  ],
];

/** Words that say it only together. */
export const partPhrases: readonly (readonly [RegExp, Part])[] = [
  [/(?:^|[ _-])table-of-contents(?:$|[ _-])/, 'contents'],
  [/(?:^|[ _-])call-to-action(?:$|[ _-])/, 'advert'],
  [/(?:^|[ _-])(?:sign[_-]up|mailing[_-]list|email[_-](?:capture|form|list))(?:$|[ _-])/, 'newsletter'],
  [/(?:^|[ _-])(?:img|image|photo|pic|picture|media)[_-](?:desc|descr|description)(?:$|[ _-])/, 'caption'],
  [
    /(?:^|[ _-])(?:sr-only|visually-hidden|screen-reader(?:-text)?|screenreader-only|assistive-text)(?:$|[ _-])/,
    'hidden',
  ],
  [
    /(?:^|[ _-])(?:read-(?:more|also|next)|see-also|more-(?:from|on|news|stories|articles|posts|like)|(?:latest|recent|other|most-read|popular|next|previous|you-may)-(?:posts|articles|news|stories|also-like)|also-read|mehr-zum-thema|lire-aussi|leggi-anche|lea-tambien|up-next)(?:$|[ _-])/,
    'related',
  ],
];
