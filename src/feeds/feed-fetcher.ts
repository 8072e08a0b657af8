/** What a feed's address gave. `permanent` is where it moved for good: every redirect on the way was a permanent one. */
export type FeedAnswer =
  | {
      status: 'ok';
      bytes: Uint8Array;
      charset: string | null;
      url: string;
      permanent: string | null;
      etag: string | null;
      lastModified: string | null;
      /** How long the answer may be kept (Cache-Control), and hubs that the Link header names. */
      maxAgeMs: number | null;
      hubs: string[];
      self: string | null;
    }
  | { status: 'unchanged'; permanent: string | null; maxAgeMs: number | null }
  | { status: 'failed'; code: string; detail: string; retryAfterMs: number | null };

/** What the last poll left, for a conditional GET. */
export type Validators = { etag: string | null; lastModified: string | null };

/** The way to the web that feeds take. Failures are answers, not errors. */
export type FeedFetcher = {
  get(address: string, validators: Validators): Promise<FeedAnswer>;
  /** POSTs a form, as to a WebSub hub; gives the status, or why there is none. */
  post(address: string, form: Record<string, string>): Promise<{ status: number; body: string } | { failed: string }>;
};
