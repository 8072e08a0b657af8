import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

/** Public by its range, and yet a service of the cloud that the machine stands in: Azure's WireServer. */
const cloudServices = new Set(['168.63.129.16']);

/** IPv6 that is in use on the public internet; all else is unassigned or special. https://www.iana.org/assignments/ipv6-address-space */
const globalSpace = ipaddr.IPv6.parseCIDR('2000::/3');
/** Parts of it that are not hosts: protocol assignments (Teredo, ORCHID, benchmarks), 6bone. */
const notHosts = ['2001::/23', '3ffe::/16'].map((range) => ipaddr.IPv6.parseCIDR(range));
/** NAT64's well-known prefix: what lies behind is the IPv4 address in its last 32 bits. RFC 6052. */
const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/**
 * Says why an IP address must not be fetched, or null when it is one of the public internet. An IPv4 address that is
 * written inside an IPv6 one is judged itself.
 */
export function whyNotPublic(ip: string): string | null {
  let address: ipaddr.IPv4 | ipaddr.IPv6;
  try {
    address = ipaddr.process(ip);
  } catch {
    return `${ip} is not an IP address`;
  }
  const why = address instanceof ipaddr.IPv6 ? whyNotPublic6(address) : whyNotPublic4(address);
  if (why !== null) return `${ip} is ${why}`;
  return ownAddresses().has(address.toString()) ? `${ip} is an address of this machine` : null;
}

function whyNotPublic4(address: ipaddr.IPv4): string | null {
  if (cloudServices.has(address.toString())) return 'a cloud service address';
  const range = address.range();
  return range === 'unicast' ? null : `in the ${range} range`;
}

function whyNotPublic6(address: ipaddr.IPv6): string | null {
  if (address.match(nat64)) {
    const why = whyNotPublic4(new ipaddr.IPv4(address.toByteArray().slice(12)));
    return why === null ? null : `NAT64 of an address that is ${why}`;
  }
  const range = address.range();
  if (range !== 'unicast') return `in the ${range} range`;
  if (!address.match(globalSpace) || notHosts.some((one) => address.match(one))) return 'outside the public IPv6 space';
  return isIsatap(address) ? 'an ISATAP address' : null;
}

/** ISATAP puts 0:5efe or 200:5efe and an IPv4 address into the lower half, under any prefix; RFC 5214, 6.1. */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return ((parts[4] ?? 0) & ~0x0200) === 0 && parts[5] === 0x5efe;
}

/** A service that listens on every interface is not public because the machine has a public address. */
function ownAddresses(): Set<string> {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return new Set(all.map(({ address }) => ipaddr.process(address.split('%')[0] ?? address).toString()));
}
