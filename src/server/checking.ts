import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerFailure } from './page/failure-page.ts';

/**
 * A hook that answers at once when `check` throws. Thrown on, a refusal under /board would reach Bull Board's own error
 * handler, which knows neither its status nor its headers.
 */
export const checking =
  (check: (request: FastifyRequest) => void) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    try {
      check(request);
      return undefined;
    } catch (error) {
      return answerFailure(error, request, reply);
    }
  };
