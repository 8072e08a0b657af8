import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { LaterError, UsageError } from '../errors.ts';
import { Refusal } from './refusal.ts';

/** The body of every answer that is not a success. */
export const failureSchema = z.object({
  error: z.object({
    code: z.string().describe('Kebab-case, for programs.'),
    message: z.string().describe('What is wrong, for people.'),
    hint: z.string().optional().describe('What to do about it.'),
  }),
});
export type FailureBody = { error: { code: string; message: string; hint?: string } };
export type Failure = { status: number; headers: Record<string, string | string[]>; body: FailureBody };

/** The answers that any route may give besides its own. */
export const failures = { '4xx': failureSchema, '5xx': failureSchema } as const;

const failure = (
  status: number,
  code: string,
  message: string,
  hint?: string,
  headers: Failure['headers'] = {},
): Failure => ({ status, headers, body: { error: hint === undefined ? { code, message } : { code, message, hint } } });

/**
 * Turns whatever was thrown into an answer. What was not foreseen is told without its message or stack, since either
 * may hold what a stranger must not see; the log has both.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return failure(error.status, error.code, error.message, error.hint, error.headers);
  if (error instanceof LaterError) {
    const seconds = Math.max(1, Math.ceil(error.delayMs / 1000));
    return failure(503, 'not-now', `${error.message}; nothing was changed`, `try again in ${seconds} s`, {
      'retry-after': String(seconds),
    });
  }
  if (error instanceof UsageError) return failure(422, 'usage', error.message, error.hint);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const faults = error.validation.map(({ instancePath, message }) => {
      const key = instancePath.replace(/^\//, '').replaceAll('/', '.');
      return key === '' ? message : `${key}: ${message}`;
    });
    const part = error.validationContext === 'querystring' ? 'query' : error.validationContext;
    return failure(400, 'malformed', `the ${part} is not as it should be: ${faults.join('; ')}`);
  }
  const { statusCode, code, message } = (error ?? {}) as Partial<FastifyError>;
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500 && message !== undefined) {
    return failure(statusCode, kebab(code ?? 'refused'), message);
  }
  return failure(500, 'internal', 'the server met an error it did not foresee', "the server's log tells more");
}

/** Answers a failure as JSON, and logs what was not foreseen. */
export function sendFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, headers, body } = failureOf(error);
  if (status >= 500) request.log.error({ err: error }, 'request failed');
  return reply.code(status).headers(headers).type('application/json; charset=utf-8').send(body);
}

// Fastify's codes read FST_ERR_CTP_BODY_TOO_LARGE.
const kebab = (code: string): string =>
  code
    .replace(/^FST_ERR_(CTP_)?/, '')
    .toLowerCase()
    .replaceAll('_', '-');
