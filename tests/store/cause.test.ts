import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causeOf } from '../../src/store/cause.ts';

describe('the cause that a message tells', () => {
  it.each([
    ['no answer within 30 s', 'no answer within <n> s'],
    ['no answer within 30.5 s', 'no answer within <n> s'],
    ['GET https://example.org/a?b=1 took too long', 'GET <address> took too long'],
    ['connect ECONNREFUSED 127.0.0.1:8080', 'connect ECONNREFUSED <ip>'],
    ['connect ECONNREFUSED [2001:db8::1]:443', 'connect ECONNREFUSED <ip>'],
    ['connect ECONNREFUSED ::1:8080', 'connect ECONNREFUSED <ip>'],
    ['getaddrinfo ENOTFOUND www.example.co.uk', 'getaddrinfo ENOTFOUND <host>'],
    ['getaddrinfo ENOTFOUND WWW.EXAMPLE.ORG', 'getaddrinfo ENOTFOUND <host>'],
    ['longer than 1 s (isolation.timeLimitSeconds)', 'longer than <n> s (isolation.timeLimitSeconds)'],
    ['document 0123456789abcdef0123 is gone', 'document <n> is gone'],
    ['job 6f9619ff-8b86-d011-b42d-00cf4fc964ff failed', 'job <n> failed'],
    ["ENOENT: no such file, open '/var/data/copydesk.db'", "ENOENT: no such file, open '<path>'"],
    ['write to desk@example.org failed', 'write to <mail> failed'],
    ['used 1,234,567 of 2,000,000 bytes', 'used <n> of <n> bytes'],
    ['at 12:30:01', 'at <n>'],
    ["Cannot read properties of undefined (reading 'text')", "Cannot read properties of undefined (reading 'text')"],
    ['a  message\n on two lines', 'a message on two lines'],
    ['the deadbeef and the facade stay', 'the deadbeef and the facade stay'],
    ['', ''],
  ])('%j is %j', (detail, cause) => {
    expect(causeOf(detail)).toBe(cause);
  });

  it('cuts a long message', () => {
    expect(causeOf('x '.repeat(5_000))).toHaveLength(200);
  });

  it('is the same for any two numbers', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        expect(causeOf(`after ${a} tries in ${b} ms`)).toBe(causeOf(`after ${b} tries in ${a} ms`));
      }),
    );
  });

  it('takes no longer for a message made to slow it down', () => {
    const before = process.cpuUsage();
    for (const bad of ['a.'.repeat(50_000), '1:'.repeat(50_000), '/a'.repeat(50_000), 'a-'.repeat(50_000)])
      causeOf(bad);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2_000);
  });
});
