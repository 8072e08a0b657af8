import type { ConnectorNeeds } from './connector.ts';
import { faultOf } from './error-codes.ts';
import type { Gate } from './gate.ts';
import { checkedUrl } from './guard.ts';
import { exchange } from './request.ts';
import { inTurn, isTimeout } from './visit.ts';

/** What a form was answered: the status and the beginning of the body, or why there is no answer. */
export type Posted = { status: number; body: string } | { failed: string };

export type PostNeeds = { connector: ConnectorNeeds; gate: Gate | null; userAgent: string; timeoutMs: number };

const mostBody = 500;
/** How long a form waits for its turn at the host. */
const patienceMs = 30_000;

/** Sends a form, as to a WebSub hub, guarded and in turn like any fetch; redirects are not followed. Never throws. */
export async function postForm(
  address: string,
  form: Record<string, string>,
  { connector, gate, userAgent, timeoutMs }: PostNeeds,
): Promise<Posted> {
  try {
    const url = checkedUrl(address, undefined, connector.guard);
    return await inTurn(gate, url, { who: `post ${address}`, patienceMs }, [], (hop) => {
      const headers = { 'user-agent': userAgent, 'content-type': 'application/x-www-form-urlencoded' };
      const signal = AbortSignal.timeout(timeoutMs);
      const asked = { url, headers, signal, form: new URLSearchParams(form).toString() };
      return exchange(asked, connector, hop, async ({ status, body }) => ({ status, body: await beginning(body) }));
    });
  } catch (error) {
    const fault = isTimeout(error) ? null : faultOf(error);
    return {
      failed: fault ? `${fault.code}: ${fault.message}` : error instanceof Error ? error.message : String(error),
    };
  }
}

async function beginning(body: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of body) {
    text += Buffer.from(chunk).toString('utf8');
    if (text.length >= mostBody) break;
  }
  return text.slice(0, mostBody);
}
