import { type Html, html } from './html.ts';

/** The attribute that tells a browser and a screen reader which language follows; nothing when it is not known. */
export const languageOf = (language: string | null): Html => (language === null ? html`` : html` lang="${language}"`);
