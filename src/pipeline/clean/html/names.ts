const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Elements whose content is never text of the page. */
export const unread = set(
  'script style title noscript template svg math iframe object canvas select datalist audio video map head textarea input embed frameset',
);

/** Elements that end the text before them. */
export const blocks = set(
  'address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul caption label',
);

/** Elements that say by name that they are no part of the story. */
export const furnitureNames: Readonly<Record<string, string>> = {
  nav: 'nav',
  footer: 'footer',
  aside: 'aside',
  form: 'form',
  button: 'form',
  label: 'form',
  fieldset: 'form',
  dialog: 'menu',
  menu: 'menu',
  header: 'header',
};

const roles: Readonly<Record<string, string>> = {
  navigation: 'nav',
  banner: 'header',
  contentinfo: 'footer',
  complementary: 'aside',
  search: 'form',
  dialog: 'menu',
  menu: 'menu',
  menubar: 'menu',
  toolbar: 'menu',
  alert: 'menu',
};

/** Words of class names and ids that page authors all over the world use for what is not the story. */
const HINT =
  /(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|share|sharing|sharebar|sharedaddy|social|socials|related|recommended|recommendations|comments?|disqus|newsletter|subscribe|signup|sidebar|cookie|cookies|consent|gdpr|promo|promos|advert|adverts|advertisement|advertising|ad|ads|adslot|sponsored|outbrain|taboola|widget|widgets|popup|modal|toolbar|pagination|pager|tags|taglist|trending|most-read|mostread|popular|skip-link|screen-reader-text|sr-only|visually-hidden)(?:$|[\s_-])/i;

/** The page part that an element's name, role, class or visibility says it is; null when it says nothing. */
export function furnitureOf(name: string, attribs: Readonly<Record<string, string>>): string | null {
  if (attribs.hidden !== undefined || /display\s*:\s*none/i.test(attribs.style ?? '')) return 'hidden';
  const byRole = roles[(attribs.role ?? '').toLowerCase()];
  if (byRole) return byRole;
  const byName = furnitureNames[name];
  if (byName) return byName;
  const hints = `${attribs.class ?? ''} ${attribs.id ?? ''}`;
  return hints.length > 1 && hints.length < 1000 && HINT.test(hints) ? 'menu' : null;
}
