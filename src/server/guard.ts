import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { UsageError } from '../errors.ts';
import { hostName, isLoopback } from './loopback.ts';
import { Refusal } from './refusal.ts';
import { holdsSecret } from './secrets.ts';

type Access = Pick<Config, 'host' | 'token' | 'password'>;

/**
 * Who may do what. `everyRequest` runs before each request, `board` before each that concerns Bull Board; both throw a
 * Refusal. A write is any method but GET, HEAD and OPTIONS, so that no route can forget to be guarded.
 */
export type Guard = {
  locked: boolean;
  everyRequest(request: FastifyRequest): void;
  board(request: FastifyRequest): void;
};

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * @throws UsageError when the server would be open to other machines without a secret.
 */
export function makeGuard(access: Access): Guard {
  const locked = access.token !== null || access.password !== null;
  const loopback = isLoopback(access.host);
  if (!loopback && !locked) {
    throw new UsageError(
      `the web server is to listen on ${access.host}, where other machines reach it, and has neither token nor password`,
      'set COPYDESK_TOKEN (16 characters or more) or COPYDESK_PASSWORD (8 or more), or leave COPYDESK_HOST at 127.0.0.1',
    );
  }
  return {
    locked,
    everyRequest(request) {
      if (loopback && !locked) ownName(request);
      if (safeMethods.has(request.method)) return;
      sameOrigin(request);
      if (locked && request.routeOptions.config.signed !== true) secret(request, access);
    },
    board(request) {
      if (locked) secret(request, access);
    },
  };
}

/**
 * DNS rebinding: a web page of evil.example, whose name now resolves to 127.0.0.1, is of one origin with this server in
 * the browser's eyes. Its requests name evil.example as the host, which is how they are told apart.
 */
function ownName(request: FastifyRequest): void {
  const name = hostName(request.headers.host);
  if (name !== null && isLoopback(name)) return;
  throw new Refusal(403, 'foreign-host', `this server answers to loopback names only, not to "${name ?? ''}"`, {
    hint: 'use http://localhost; behind a proxy set COPYDESK_PASSWORD or COPYDESK_TOKEN',
  });
}

/**
 * Cross-site writes: a browser says where a write comes from, in Sec-Fetch-Site or at least in Origin. A program sends
 * neither and passes, except with a form: that only browsers send, and they name the origin.
 */
function sameOrigin(request: FastifyRequest): void {
  const { origin, host, 'sec-fetch-site': site, 'content-type': type = '' } = request.headers;
  if (site !== undefined ? site === 'same-origin' || site === 'none' : origin !== undefined && isOf(origin, host))
    return;
  if (site === undefined && origin === undefined && !/^\s*application\/x-www-form-urlencoded/i.test(type)) return;
  throw new Refusal(
    403,
    'cross-site',
    `a write must come from this server's own pages, not from ${origin ?? 'elsewhere'}`,
    {
      hint: 'programs send JSON to POST /api/requests, without an Origin header',
    },
  );
}

function isOf(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

function secret(request: FastifyRequest, access: Access): void {
  if (holdsSecret(request.headers.authorization, access)) return;
  throw new Refusal(401, 'unauthorized', 'this needs the token or the password of this server', {
    hint: 'send "Authorization: Bearer TOKEN"; in a browser the user is copydesk',
    headers: { 'www-authenticate': ['Basic realm="Copydesk", charset="UTF-8"', 'Bearer realm="Copydesk"'] },
  });
}
