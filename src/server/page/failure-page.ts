import type { FastifyReply, FastifyRequest } from 'fastify';
import { failureOf, sendFailure } from '../failure.ts';
import { html } from './html.ts';
import { layout } from './layout.ts';

const titles: Record<number, string> = {
  400: 'That cannot be asked',
  401: 'Password needed',
  403: 'Refused',
  404: 'Not found',
  409: 'Which one?',
  413: 'Too much at once',
  503: 'Not now',
};

/** Answers a failure as a page, and logs what was not foreseen. */
export function sendFailurePage(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, headers, body } = failureOf(error);
  if (status >= 500) request.log.error({ err: error }, 'request failed');
  const { message, hint } = body.error;
  const title = titles[status] ?? (status >= 500 ? 'Something went wrong' : 'Refused');
  const main = html`<h1>${title}</h1>
<p>${message}.</p>${hint !== undefined && html`<p class="note">${hint}</p>`}
<p><a href="/">To the articles</a></p>`;
  return reply.code(status).headers(headers).type('text/html; charset=utf-8').send(layout(title, main));
}

/** Answers a failure as a page where a browser asked for one, as JSON elsewhere. */
export function answerFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return wantsPage(request) ? sendFailurePage(error, request, reply) : sendFailure(error, request, reply);
}

// The API and Bull Board's data are read by programs, whatever they say that they accept.
function wantsPage(request: FastifyRequest): boolean {
  return /\btext\/html\b/.test(request.headers.accept ?? '') && !/^\/(api|board\/api)\//.test(request.url);
}
