/** A request that is turned down on purpose: the HTTP status, a kebab-case code, what is wrong, what to do about it. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly hint: string | undefined;
  readonly headers: Record<string, string | string[]>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { hint?: string; headers?: Record<string, string | string[]> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = more.hint;
    this.headers = more.headers ?? {};
  }
}
