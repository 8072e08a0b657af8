import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What the server answers to one question: addresses, a response code (RFC 1035, 4.1.1), or nothing at all. */
export type NameAnswer = string[] | { code: number } | 'silence';
export type Names = Record<string, { four: NameAnswer; six: NameAnswer }>;

/** A name server on loopback, as small as it can be: one question a packet, A and AAAA. */
export async function openNameServer(names: Names) {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const { name, end } = question(query);
    const six = query.readUInt16BE(end) === 28;
    const answer = names[name]?.[six ? 'six' : 'four'] ?? { code: 3 };
    if (answer === 'silence') return;
    const addresses = Array.isArray(answer) ? answer : [];
    const head = Buffer.from(query.subarray(0, 12));
    head.writeUInt16BE(0x8180 | (Array.isArray(answer) ? 0 : answer.code), 2);
    head.writeUInt16BE(addresses.length, 6);
    head.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([head, query.subarray(12, end + 4), ...addresses.map(record)]), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    async close() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function question(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

/** A record of class IN for the name of the question, which stands at offset 12. */
function record(address: string): Buffer {
  const bytes = Buffer.from(ipaddr.parse(address).toByteArray());
  const head = Buffer.from('c00c00000001000000000000', 'hex');
  head.writeUInt16BE(isIPv4(address) ? 1 : 28, 2);
  head.writeUInt16BE(bytes.length, 10);
  return Buffer.concat([head, bytes]);
}
