import type { PageFacts } from './page-facts.ts';
import { isListing, pageSigns, START } from './page-signs.ts';

export type PageKind =
  | 'article'
  | 'teaser'
  | 'live-blog'
  | 'gallery-only'
  | 'video-only'
  | 'index-page'
  | 'consent-wall'
  | 'bot-challenge'
  | 'error-page'
  | 'not-news';

/**
 * What a page is, and why: a sentence for people. `points` is the sum of the signs that hold and of what every page starts
 * from; above LIMIT it is no article.
 */
export type KindOutcome = { kind: PageKind; reason: string; points: number; signs: { points: number; why: string }[] };

const LIMIT = 0.5;
/** Characters of prose: less cannot be a story, so little may be a message, and more is no message. */
const NOTHING = 80;
const LITTLE = 600;
const MESSAGE = 1500;
/** The share of the prose that has to ask for consent. */
const MOST = 0.5;
/** Paragraphs that open a story behind a wall. */
const OPENING = 1500;

const BOT =
  /just a moment|attention required|access (?:to this page has been )?denied|are you (?:a )?(?:human|robot)|robot check|captcha|security (?:check|verification)|checking your browser|verif(?:y|ying) (?:that )?you are (?:a )?human|pardon our interruption|ddos/i;
/** The number of an error where a title names one, not that of an index or a car. */
const STATUS =
  /(?:^|[|–—:»·!?("-]\s*|\b(?:error|fehler|erreur|errore|erro|http|status|code|page|seite)\s*:?\s*)(?:404|410|500|502|503)(?=\s*(?:$|[|–—:«·!)"-]|error|not|gone|bad|internal|server|service|gateway|page|seite))/iu;
const ERROR =
  /\bnot found\b|page (?:unavailable|missing)|seite nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata|página não encontrada|niet gevonden|nie znaleziono|не найдена|bulunamadı|見つかりません|找不到|찾을 수 없/iu;
/** What no page about an error says of itself. */
const STORY = /(?:Article|Posting|Report)$/;
const LIVE = /^LiveBlogPosting$/;

/** Tells what kind of page it is, from its structure and from what it declares. Words alone decide nothing. */
export function pageKind(facts: PageFacts): KindOutcome {
  const signs = pageSigns.filter((sign) => sign.holds(facts));
  const points = signs.reduce((sum, sign) => sum + sign.points, START);
  const told = signs.map(({ points: worth, why }) => ({ points: worth, why }));
  const answer = (kind: PageKind, reason: string): KindOutcome => ({
    kind,
    reason,
    points,
    signs: [{ points: START, why: 'what every page starts from' }, ...told],
  });
  const { declared, prose } = facts;
  const title = declared.title ?? '';
  if (prose < MESSAGE && BOT.test(title))
    return answer('bot-challenge', `the title reads "${title}", and there is little else`);
  if (
    prose < MESSAGE &&
    (STATUS.test(title) || (ERROR.test(title) && !declared.types.some((type) => STORY.test(type))))
  )
    return answer('error-page', `the title reads "${title}", and there is little else`);
  if ((prose < LITTLE && facts.consent > prose) || (facts.build.buttons > 0 && facts.asking > prose * MOST))
    return answer('consent-wall', 'what it says asks for consent, and there is little else');
  if (prose < NOTHING)
    return answer(declaredMedia(facts) ?? (facts.cards > 0 ? 'index-page' : 'not-news'), 'it holds no story');
  if (points > LIMIT) {
    const strongest = signs.filter((sign) => sign.points > 0).sort((a, b) => b.points - a.points);
    const isList = facts.share < 0.15 || facts.cards >= 5 || isListing(facts);
    return answer(
      isList ? 'index-page' : 'not-news',
      strongest
        .slice(0, 3)
        .map((sign) => sign.why)
        .join('; '),
    );
  }
  if (prose < LITTLE) {
    const media = declaredMedia(facts);
    if (media) return answer(media, 'it declares itself so, and holds little prose');
  }
  if (declared.types.some((type) => LIVE.test(type))) return answer('live-blog', 'JSON-LD calls it a live blog');
  if (prose < OPENING && (declared.free === false || facts.paywall > 0))
    return answer(
      'teaser',
      declared.free === false
        ? 'declared as not accessible for free, and short'
        : 'a part of the page sells access, and the rest is short',
    );
  return answer('article', 'its structure is that of an article');
}

function declaredMedia({ declared }: PageFacts): 'gallery-only' | 'video-only' | null {
  if (/^video/i.test(declared.ogType ?? '')) return 'video-only';
  return declared.types.some((type) => /^(?:ImageGallery|MediaGallery)$/.test(type)) ? 'gallery-only' : null;
}
