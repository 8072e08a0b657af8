import type { Exchange, WireTap } from '../fetch/wire-tap.ts';
import type { Exchanged } from './exchange-records.ts';

/** A head, and chunk sizes, come on top of the largest body. */
const headRoom = 256 * 1024;

/** Keeps what one run says and hears, up to `maxBytes` of answer an exchange, until it is written. */
export function recorder(maxBytes: number): { tap: WireTap; exchanges: Exchanged[] } {
  const exchanges: Exchanged[] = [];
  const open = (url: string, ip: string | null): Exchange => {
    const sent: Uint8Array[] = [];
    const received: Uint8Array[] = [];
    const at = new Date();
    let size = 0;
    let cut = false;
    return {
      // The bytes are those of the connection's own buffers.
      sent: (bytes) => void sent.push(Buffer.from(bytes)),
      received(bytes) {
        size += bytes.length;
        cut ||= size > maxBytes + headRoom;
        if (!cut) received.push(Buffer.from(bytes));
      },
      closed(complete) {
        exchanges.push({ url, ip, at, sent: Buffer.concat(sent), received: Buffer.concat(received), complete, cut });
      },
    };
  };
  return { tap: { open }, exchanges };
}
