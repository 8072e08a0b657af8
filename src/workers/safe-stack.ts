const longest = 4_000;

/**
 * A stack for other eyes: paths are told from the project's folder on, the home folder is `~`, credentials in addresses are
 * taken out, and what goes past 4,000 signs is cut.
 */
export function safeStack(stack: string, { project, home }: { project: string; home: string }): string {
  const safe = stack
    .replaceAll(`file://${project}/`, '')
    .replaceAll(`${project}/`, '')
    .replaceAll(home.length > 1 ? home : '\0', '~')
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1');
  return safe.length <= longest ? safe : `${safe.slice(0, longest - 1).toWellFormed()}…`;
}
