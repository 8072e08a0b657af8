/** What a robots.txt says to Copydesk of some addresses; "+" may be fetched, "-" may not. Paths are of one host. */
export type RobotsCase = { says: string; text: string; paths: Record<string, '+' | '-'> };

// Written down from RFC 9309 and from the documentation and tests of Google's parser: what they specify, in our words.
export const robotsCases: RobotsCase[] = [
  { says: 'an empty file allows all', text: '', paths: { '/': '+', '/a': '+' } },
  {
    says: 'a group for all crawlers holds',
    text: 'User-agent: *\nDisallow: /a',
    paths: { '/a': '-', '/ab': '-', '/b': '+' },
  },
  {
    says: 'rules before any user-agent do not count',
    text: 'Disallow: /\nUser-agent: *\nDisallow: /a',
    paths: { '/': '+', '/a': '-' },
  },
  { says: 'an empty Disallow forbids nothing', text: 'User-agent: *\nDisallow:', paths: { '/': '+', '/a': '+' } },
  {
    says: 'an empty Allow allows nothing that is forbidden',
    text: 'User-agent: *\nDisallow: /\nAllow:',
    paths: { '/a': '-' },
  },
  {
    says: 'its own group goes before that for all',
    text: 'User-agent: *\nDisallow: /\n\nUser-agent: copydesk\nDisallow: /a',
    paths: { '/': '+', '/a': '-' },
  },
  {
    says: 'its own group counts even when empty',
    text: 'User-agent: *\nDisallow: /\n\nUser-agent: copydesk',
    paths: { '/a': '+' },
  },
  {
    says: 'the group for all does not count beside its own, wherever it stands',
    text: 'User-agent: copydesk\nAllow: /\n\nUser-agent: *\nDisallow: /',
    paths: { '/a': '+' },
  },
  {
    says: 'a group for another crawler does not count',
    text: 'User-agent: otherbot\nDisallow: /',
    paths: { '/a': '+' },
  },
  { says: 'names of crawlers ignore case', text: 'USER-AGENT: COPYDESK\nDISALLOW: /a', paths: { '/a': '-' } },
  { says: 'paths do not ignore case', text: 'User-agent: *\nDisallow: /A', paths: { '/A': '-', '/a': '+' } },
  {
    says: 'a version after the name does not count',
    text: 'User-agent: copydesk/2.1\nDisallow: /',
    paths: { '/a': '-' },
  },
  {
    says: 'words after the name do not count',
    text: 'User-agent: copydesk news reader\nDisallow: /',
    paths: { '/a': '-' },
  },
  { says: 'a longer name is another crawler', text: 'User-agent: copydesk-images\nDisallow: /', paths: { '/a': '+' } },
  { says: 'a shorter name is another crawler', text: 'User-agent: copy\nDisallow: /', paths: { '/a': '+' } },
  {
    says: 'a star with words after it is all crawlers',
    text: 'User-agent: * all of you\nDisallow: /',
    paths: { '/a': '-' },
  },
  { says: 'a star with letters right after it is nobody', text: 'User-agent: *bot\nDisallow: /', paths: { '/a': '+' } },
  {
    says: 'several names share a group',
    text: 'User-agent: otherbot\nUser-agent: copydesk\nDisallow: /a',
    paths: { '/a': '-', '/b': '+' },
  },
  {
    says: 'groups of one crawler are one',
    text: 'User-agent: copydesk\nDisallow: /a\n\nUser-agent: otherbot\nDisallow: /\n\nUser-agent: copydesk\nDisallow: /b',
    paths: { '/a': '-', '/b': '-', '/c': '+' },
  },
  {
    says: 'blank lines do not end a group',
    text: 'User-agent: copydesk\n\n\nDisallow: /a\n\nDisallow: /b',
    paths: { '/a': '-', '/b': '-' },
  },
  {
    says: 'a Sitemap between names does not end the naming',
    text: 'User-agent: copydesk\nSitemap: https://a.example/s.xml\nUser-agent: otherbot\nDisallow: /a',
    paths: { '/a': '-' },
  },
  {
    says: 'an unknown line between names does not end the naming',
    text: 'User-agent: copydesk\nClean-param: x\nUser-agent: otherbot\nDisallow: /a',
    paths: { '/a': '-' },
  },
  {
    says: 'a crawl-delay between names does not end the naming',
    text: 'User-agent: copydesk\nCrawl-delay: 3\nUser-agent: otherbot\nDisallow: /a',
    paths: { '/a': '-' },
  },
  {
    says: 'a Sitemap between rules does not end the group',
    text: 'User-agent: copydesk\nDisallow: /a\nSitemap: https://a.example/s.xml\nDisallow: /b',
    paths: { '/a': '-', '/b': '-' },
  },
  {
    says: 'the longest pattern wins',
    text: 'User-agent: *\nDisallow: /a\nAllow: /a/b',
    paths: { '/a/c': '-', '/a/b': '+', '/a/b/c': '+' },
  },
  {
    says: 'the longest pattern wins in any order',
    text: 'User-agent: *\nAllow: /a/b\nDisallow: /a',
    paths: { '/a/c': '-', '/a/b': '+' },
  },
  { says: 'of two as long, leave wins', text: 'User-agent: *\nDisallow: /a\nAllow: /a', paths: { '/a': '+' } },
  {
    says: 'an Allow of everything loses to a longer ban',
    text: 'User-agent: *\nAllow: /\nDisallow: /a',
    paths: { '/': '+', '/a': '-' },
  },
  {
    says: 'a star stands for any run of characters',
    text: 'User-agent: *\nDisallow: /a/*/c',
    paths: { '/a/b/c': '-', '/a//c': '-', '/a/c': '+', '/a/b/d/c/e': '-' },
  },
  {
    says: 'a star at the end changes nothing',
    text: 'User-agent: *\nDisallow: /a*',
    paths: { '/a': '-', '/abc': '-', '/b': '+' },
  },
  {
    says: 'a pattern may begin with a star',
    text: 'User-agent: *\nDisallow: *.pdf',
    paths: { '/x.pdf': '-', '/x.pdf.html': '-', '/x.html': '+' },
  },
  {
    says: 'a dollar at the end is the end',
    text: 'User-agent: *\nDisallow: /*.php$',
    paths: { '/a.php': '-', '/a.php?b': '+', '/a.php5': '+' },
  },
  { says: 'a dollar inside is a dollar', text: 'User-agent: *\nDisallow: /a$b', paths: { '/a$b': '-', '/a': '+' } },
  {
    says: 'a slash with a dollar is the home page alone',
    text: 'User-agent: *\nDisallow: /\nAllow: /$',
    paths: { '/': '+', '/a': '-' },
  },
  { says: 'the query counts', text: 'User-agent: *\nDisallow: /*?', paths: { '/a': '+', '/a?b=1': '-' } },
  {
    says: 'a query inside a pattern counts',
    text: 'User-agent: *\nDisallow: /search?q=',
    paths: { '/search?q=x': '-', '/search': '+' },
  },
  { says: 'a pattern without its slash matches no path', text: 'User-agent: *\nDisallow: a', paths: { '/a': '+' } },
  {
    says: 'leave for a folder’s index page is leave for the folder',
    text: 'User-agent: *\nDisallow: /\nAllow: /news/index.html',
    paths: { '/news/': '+', '/news/index.html': '+', '/news/a': '-' },
  },
  {
    says: 'robots.txt itself is always allowed',
    text: 'User-agent: *\nDisallow: /',
    paths: { '/robots.txt': '+', '/robots.txt.bak': '-' },
  },
  {
    says: 'letters beyond ASCII in a pattern are read as UTF-8',
    text: 'User-agent: *\nDisallow: /caf\u00e9',
    paths: { '/caf%C3%A9': '-', '/caf%c3%a9/menu': '-', '/cafe': '+' },
  },
  {
    says: 'letters beyond ASCII may be encoded in the pattern',
    text: 'User-agent: *\nDisallow: /foo/%e3%83%84',
    paths: { '/foo/\u30c4': '-', '/foo/%E3%83%84': '-' },
  },
  {
    says: 'letters beyond ASCII in a leave',
    text: 'User-agent: *\nDisallow: /\nAllow: /foo/bar/\u30c4',
    paths: { '/foo/bar/%E3%83%84': '+', '/foo/bar/\u30c4': '+' },
  },
  {
    says: 'a ban on a needlessly encoded letter is a ban on the letter',
    text: 'User-agent: *\nDisallow: /foo/%62%61%7A',
    paths: { '/foo/baz': '-', '/foo/%62%61%7A': '-' },
  },
  {
    says: 'a ban on a letter is a ban on the letter needlessly encoded',
    text: 'User-agent: *\nDisallow: /baz',
    paths: { '/%62az': '-' },
  },
  {
    says: 'leave for a needlessly encoded letter is that alone',
    text: 'User-agent: *\nDisallow: /\nAllow: /foo/bar/%62%61%7A',
    paths: { '/foo/bar/baz': '-', '/foo/bar/%62%61%7A': '+' },
  },
  {
    says: 'leave for a letter is none for the letter needlessly encoded',
    text: 'User-agent: *\nDisallow: /\nAllow: /foo/bar/baz',
    paths: { '/foo/bar/baz': '+', '/foo/bar/%62az': '-' },
  },
  {
    says: 'an encoded star or dollar is the sign itself',
    text: 'User-agent: *\nDisallow: /with-a-%2A.html\nDisallow: /foo-%24',
    paths: { '/with-a-*.html': '-', '/with-a-b.html': '+', '/foo-$': '-', '/foo-$x': '-', '/foo-': '+' },
  },
  { says: 'an encoded slash is no slash', text: 'User-agent: *\nDisallow: /a/b', paths: { '/a%2Fb': '+' } },
  { says: 'an encoded star is a star', text: 'User-agent: *\nDisallow: /a%2Ab', paths: { '/a%2ab': '-', '/axb': '+' } },
  {
    says: 'brackets, bars and carets match themselves',
    text: 'User-agent: *\nDisallow: /a[1]|{b}^',
    paths: { '/a[1]|{b}^': '-', '/a%5B1%5D%7C%7Bb%7D%5E': '-', '/a1': '+' },
  },
  {
    says: 'a per cent sign alone is itself',
    text: 'User-agent: *\nDisallow: /100%',
    paths: { '/100%': '-', '/100': '+' },
  },
  {
    says: 'a tilde, encoded or not',
    text: 'User-agent: *\nDisallow: /~joe',
    paths: { '/~joe/a': '-', '/%7Ejoe/a': '-' },
  },
  {
    says: 'comments do not count',
    text: '# all\nUser-agent: * # everybody\nDisallow: /a # not here\n#Disallow: /b',
    paths: { '/a': '-', '/b': '+' },
  },
  {
    says: 'white space around everything does not count',
    text: '  User-agent :  *  \n\tDisallow\t:\t/a \t',
    paths: { '/a': '-', '/b': '+' },
  },
  { says: 'a forgotten colon is forgiven', text: 'User-agent copydesk\nDisallow /a', paths: { '/a': '-', '/b': '+' } },
  { says: 'three words without a colon are no rule', text: 'User-agent: *\nDisallow /a /b', paths: { '/a': '+' } },
  {
    says: 'usual slips of the pen are forgiven',
    text: 'useragent: copydesk\ndissallow: /a\ndissalow: /b\ndisalow: /c\ndiasllow: /d\ndisallaw: /e',
    paths: { '/a': '-', '/b': '-', '/c': '-', '/d': '-', '/e': '-', '/f': '+' },
  },
  { says: 'a name in two words is read', text: 'User agent: copydesk\nDisallow: /a', paths: { '/a': '-' } },
  {
    says: 'half a byte order mark does not count either',
    text: '\ufffdUser-agent: *\nDisallow: /a',
    paths: { '/a': '-' },
  },
  {
    says: 'a line is read up to 16,663 characters',
    text: `User-agent: *\nDisallow: /${'a'.repeat(16_651)}/qux`,
    paths: { [`/${'a'.repeat(16_651)}/fux`]: '-', [`/${'a'.repeat(16_651)}`]: '+' },
  },
  {
    says: 'stars and an end take the longest stretch that fits',
    text: 'User-agent: *\nDisallow: /a*b*b$\nDisallow: *.gif$\nDisallow: /c**d',
    paths: { '/abb': '-', '/ab': '+', '/axbxbxb': '-', '/abbx': '+', '/x.gif.gif': '-', '/x.gif?': '-', '/cxd': '-' },
  },
  {
    says: 'a dollar before the end is a dollar',
    text: 'User-agent: *\nDisallow: /a$b\nDisallow: /c$$',
    paths: { '/a$b': '-', '/a': '+', '/c$': '-', '/c': '+' },
  },
  {
    says: 'a pattern that begins with neither slash nor star matches nothing',
    text: 'User-agent: *\nDisallow: foo\nDisallow: https://news.example/\nDisallow: $',
    paths: { '/foo': '+', '/': '+' },
  },
  { says: 'a byte order mark does not count', text: '\ufeffUser-agent: *\nDisallow: /a', paths: { '/a': '-' } },
  {
    says: 'lines may end in a carriage return',
    text: 'User-agent: *\rDisallow: /a\rDisallow: /b',
    paths: { '/a': '-', '/b': '-', '/c': '+' },
  },
  { says: 'lines may end in both', text: 'User-agent: *\r\nDisallow: /a\r\n', paths: { '/a': '-', '/b': '+' } },
  {
    says: 'a line that is far too long is cut',
    text: `User-agent: *\nDisallow: /${'a'.repeat(20_000)}`,
    paths: { [`/${'a'.repeat(17_000)}`]: '-' },
  },
  {
    says: 'what comes after a line that is far too long counts',
    text: `User-agent: *\nDisallow: /${'a'.repeat(40_000)}\nDisallow: /b`,
    paths: { '/b': '-' },
  },
  {
    says: 'a web page in its place allows all',
    text: '<!DOCTYPE html><html><head><title>Not found</title></head><body>User-agent</body></html>',
    paths: { '/a': '+' },
  },
  { says: 'a NUL among the text does no harm', text: 'User-agent: *\n\0\0\nDisallow: /a', paths: { '/a': '-' } },
  {
    says: 'parameters of a path count',
    text: 'User-agent: *\nDisallow: /*;jsessionid',
    paths: { '/a;jsessionid=1': '-', '/a': '+' },
  },
  { says: 'a fragment does not count', text: 'User-agent: *\nDisallow: /a#b', paths: { '/a#c': '-' } },
  {
    says: 'many stars do not stall it',
    text: `User-agent: *\nDisallow: /${'*a'.repeat(200)}b`,
    paths: { [`/${'a'.repeat(2_000)}`]: '+' },
  },
  {
    says: 'a file with a thousand groups is read',
    text: `${Array.from({ length: 1000 }, (_, n) => `User-agent: bot${'x'.repeat(n % 7)}\nDisallow: /`).join('\n')}\nUser-agent: *\nDisallow: /a`,
    paths: { '/a': '-', '/b': '+' },
  },
];

/** Crawl delays in seconds; null for none. */
export const delayCases: [says: string, text: string, delay: number | null][] = [
  ['of its own group', 'User-agent: copydesk\nCrawl-delay: 7\n\nUser-agent: *\nCrawl-delay: 60', 7],
  ['of the group for all', 'User-agent: *\nCrawl-delay: 1.5\nDisallow:', 1.5],
  ['of another crawler', 'User-agent: otherbot\nCrawl-delay: 60', null],
  [
    'of the group for all, beside a group of its own',
    'User-agent: *\nCrawl-delay: 60\n\nUser-agent: copydesk\nDisallow: /a',
    null,
  ],
  ['none', 'User-agent: *\nDisallow: /a', null],
  ['that is no number', 'User-agent: *\nCrawl-delay: soon', null],
  ['that is below nothing', 'User-agent: *\nCrawl-delay: -5', null],
  ['that is empty', 'User-agent: *\nCrawl-delay:', null],
  ['with its unit', 'User-agent: *\nCrawl-delay: 5s', 5],
  ['without end is none', 'User-agent: *\nCrawl-delay: Infinity', null],
  ['of two is the longer', 'User-agent: *\nCrawl-delay: 10\nCrawl-delay: 1', 10],
  ['beyond a day is a day', 'User-agent: *\nCrawl-delay: 9999999', 86_400],
];
