/** Reads one page, whole; what it gives is not looked at. */
export type Engine = (html: string, url: string | null) => unknown;

/**
 * What is measured, each opened in a process of its own, so that none pays for another's code. All get the page as a
 * string; what a peer's own users would do once a process is done in opening.
 */
export const engines = {
  copydesk: async (): Promise<Engine> => {
    const { openProcessor } = await import('../../src/cli/process-body.ts');
    const { loadConfig, projectDir } = await import('../../src/config.ts');
    const process = openProcessor(loadConfig({ env: {}, cwd: projectDir }));
    const fetchedAt = new Date().toISOString();
    return (html, url) => process({ address: url ?? 'page', url, mediaType: 'text/html', fetchedAt, text: html });
  },
  readability: async (): Promise<Engine> => {
    const { Readability } = await import('@mozilla/readability');
    const { parseHTML } = await import('linkedom');
    return (html) => new Readability(parseHTML(html).document).parse();
  },
  defuddle: async (): Promise<Engine> => {
    const { Defuddle } = await import('defuddle/node');
    const { parseHTML } = await import('linkedom');
    // useAsync would ask third parties over the network about some pages.
    return (html, url) => Defuddle(parseHTML(html).document, url ?? undefined, { useAsync: false });
  },
  'bare parse': async (): Promise<Engine> => {
    const { load } = await import('cheerio/slim');
    return (html) => load(html, { xml: { xmlMode: false } });
  },
};

export type EngineName = keyof typeof engines;
export const engineNames = Object.keys(engines) as EngineName[];
