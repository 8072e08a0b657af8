import { request } from 'undici';

export type Answer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The body as JSON; throws when it is not. */
  json(): unknown;
};

type Ask = { method?: 'GET' | 'POST' | 'PUT' | 'DELETE'; headers?: Record<string, string>; body?: string };

/** Sends one request with exactly these headers: unlike fetch it lets a test claim any Host or Sec-Fetch-Site. */
export async function ask(url: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> {
  const answer = await request(url, { method, headers, body: body ?? null });
  const text = await answer.body.text();
  return { status: answer.statusCode, headers: answer.headers, text, json: () => JSON.parse(text) };
}

/** POSTs a value as JSON. */
export const post = (url: string, value: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  });

/** What a browser sends with the user copydesk. */
export const basic = (secret: string, user = 'copydesk'): string =>
  `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
