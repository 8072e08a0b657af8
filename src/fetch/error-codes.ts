import type { FailureCode } from './failures.ts';
import { FetchFault } from './fetch-fault.ts';

/** What the codes of Node, OpenSSL and undici mean for a fetch. */
const codes: Record<string, FailureCode> = {
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-reset',
  ECONNABORTED: 'connection-reset',
  EPIPE: 'connection-reset',
  UND_ERR_SOCKET: 'connection-reset',
  UND_ERR_CLOSED: 'connection-reset',
  UND_ERR_DESTROYED: 'connection-reset',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  ETIMEDOUT: 'connect-timeout',
  UND_ERR_HEADERS_OVERFLOW: 'headers-too-large',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'bad-http',
  // undici asserts what a host may break, as a status below 100.
  ERR_ASSERTION: 'bad-http',
  EPROTO: 'tls-handshake',
  // OpenSSL's verdicts on a certificate, as Node names them: https://nodejs.org/api/tls.html#x509-certificate-error-codes
  CERT_HAS_EXPIRED: 'bad-certificate',
  CERT_NOT_YET_VALID: 'bad-certificate',
  CERT_REVOKED: 'bad-certificate',
  CERT_REJECTED: 'bad-certificate',
  CERT_UNTRUSTED: 'bad-certificate',
  CERT_CHAIN_TOO_LONG: 'bad-certificate',
  CERT_SIGNATURE_FAILURE: 'bad-certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'bad-certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'bad-certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'bad-certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'bad-certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'bad-certificate',
  UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: 'bad-certificate',
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: 'bad-certificate',
  ERROR_IN_CERT_NOT_BEFORE_FIELD: 'bad-certificate',
  ERROR_IN_CERT_NOT_AFTER_FIELD: 'bad-certificate',
  INVALID_CA: 'bad-certificate',
  INVALID_PURPOSE: 'bad-certificate',
  PATH_LENGTH_EXCEEDED: 'bad-certificate',
  HOSTNAME_MISMATCH: 'bad-certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'bad-certificate',
  ERR_TLS_CERT_ALTNAME_FORMAT: 'bad-certificate',
};

/** Families of codes that are too many to name one by one. */
const families: [RegExp, FailureCode][] = [
  [/^HPE_/, 'bad-http'],
  [/^(ERR_SSL_|ERR_TLS_)/, 'tls-handshake'],
];

/** An error's code, in it or in what caused it: several attempts to connect come as one error that holds them all. */
function codeOf(error: Error): string {
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  // undici's parser leaves the code of most of its errors out, and names a 100 or 101 that nobody asked for as a broken socket.
  if (error.name === 'HTTPParserError' && code === undefined) return 'HPE_';
  if (code === 'UND_ERR_SOCKET' && /^bad (?:response|upgrade)$/.test(error.message)) return 'HPE_';
  if (typeof code === 'string') return code;
  const [first] = Array.isArray(errors) ? errors : [];
  return first instanceof Error ? codeOf(first) : error.cause instanceof Error ? codeOf(error.cause) : '';
}

/** OpenSSL's messages are lines of numbers and file names, with the reason in a field of its own. */
function saidBy(error: Error): string {
  const { reason } = error as { reason?: unknown };
  return typeof reason === 'string' ? reason : error.message.replace(/\s+/g, ' ').trim();
}

/** The fault that an error of the network stands for; null when it is none that is known: then it is thrown on. */
export function faultOf(error: unknown): FetchFault | null {
  if (error instanceof FetchFault) return error;
  if (!(error instanceof Error)) return null;
  const code = codeOf(error);
  const known = codes[code] ?? families.find(([form]) => form.test(code))?.[1];
  return known === undefined ? null : new FetchFault(known, saidBy(error) || code, { cause: error });
}

/** Names that do not exist, and every other answer of DNS: the second kind passes. RFC 2308; getaddrinfo(3). */
const noSuchName = new Set(['ENOTFOUND', 'ENODATA', 'ENONAME', 'EBADNAME', 'EAI_NONAME', 'EAI_NODATA']);

/** Whether an error of DNS means that the name does not exist. */
export const saysNoSuchName = (error: unknown): boolean => error instanceof Error && noSuchName.has(codeOf(error));

/** The fault that a failed look-up of a host's name stands for. */
export function lookupFault(hostname: string, error: unknown): FetchFault {
  if (saysNoSuchName(error)) return new FetchFault('no-such-host', hostname, { cause: error });
  const code = error instanceof Error ? codeOf(error) : '';
  return new FetchFault('dns-trouble', `${hostname} (${code || String(error)})`, { cause: error });
}
