import { isIP } from 'node:net';
import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';

/**
 * IPv4 that no file on the open internet has: this computer, the house, the carrier, the metadata of
 * clouds, documentation, benchmarks, groups, and what is kept for later.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const closedIPv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32', // Azure's own services, as its machines see them
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
].map((range) => ipaddr.IPv4.parseCIDR(range));

/** All of IPv6 that is given out to hosts (RFC 4291, 2.4); what lies outside is not on the internet. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Within that, what is kept for protocols and documentation, and the transition mechanisms whose
 * destination cannot be told: Teredo, ORCHID and their like (2001::/23), 6to4 (RFC 7526 has ended it).
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const closedIPv6 = [
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '2620:4f:8000::/48',
  '3ffe::/16',
  '3fff::/20',
].map((range) => ipaddr.IPv6.parseCIDR(range));

/**
 * IPv4 embedded in IPv6, in the last 32 bits: mapped (RFC 4291, 2.5.5.2), translated (RFC 2765, 2.1), and
 * NAT64, of everybody (RFC 6052, 2.1) and of one network (RFC 8215). What is inside decides.
 */
const wrapped = ['::ffff:0:0/96', '::ffff:0:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48'].map(
  (range) => ipaddr.IPv6.parseCIDR(range),
);

/**
 * What proxies answer for names when they stand in for the whole network: Clash, Surge and sing-box out of
 * the range of benchmarks (RFC 2544), sing-box and mihomo out of local IPv6 that is not assigned.
 * @see https://sing-box.sagernet.org/configuration/dns/fakeip/
 */
const answersOfProxies = {
  ipv4: ['198.18.0.0/15'].map((range) => ipaddr.IPv4.parseCIDR(range)),
  ipv6: ['fc00::/18', 'fdfe:dcba:9876::/64'].map((range) => ipaddr.IPv6.parseCIDR(range)),
};

function tailOf({ parts }: IPv6): IPv4 {
  const [high = 0, low = 0] = parts.slice(6);
  return new ipaddr.IPv4([high >> 8, high & 0xff, low >> 8, low & 0xff]);
}

/** An interface that is named by its IPv4 (ISATAP; RFC 5214, 6.1): `…:0:5efe:a.b.c.d`. */
function isIsatap({ parts }: IPv6): boolean {
  const [flags = 0, mark = 0] = parts.slice(4);
  return (flags & ~0x0200) === 0 && mark === 0x5efe;
}

function isOpenIPv4(address: IPv4): boolean {
  return !closedIPv4.some((range) => address.match(range));
}

function isOpenIPv6(address: IPv6): boolean {
  if (wrapped.some((range) => address.match(range))) return isOpenIPv4(tailOf(address));
  if (!address.match(globalUnicast) || closedIPv6.some((range) => address.match(range)))
    return false;
  return !isIsatap(address) || isOpenIPv4(tailOf(address));
}

function parse(address: string): IPv4 | IPv6 | undefined {
  // A zone is one of this computer's own networks, and other forms than Node's are no addresses.
  return isIP(address) === 0 || address.includes('%') ? undefined : ipaddr.parse(address);
}

/** Whether an IP address, as text, is on the open internet. IPv4 in IPv6 is read as what it is. */
export function isPublicAddress(address: string): boolean {
  const parsed = parse(address);
  if (parsed === undefined) return false;
  return parsed.kind() === 'ipv4' ? isOpenIPv4(parsed as IPv4) : isOpenIPv6(parsed as IPv6); // by its kind
}

/**
 * Whether an IP address, as text, that a name was resolved to may be connected to: one of the open internet,
 * or one by which a proxy on this computer stands in for it. The latter means nothing in a link.
 */
export function isPublicAnswer(address: string): boolean {
  if (isPublicAddress(address)) return true;
  const parsed = parse(address);
  if (parsed === undefined) return false;
  return parsed.kind() === 'ipv4'
    ? answersOfProxies.ipv4.some((range) => (parsed as IPv4).match(range))
    : answersOfProxies.ipv6.some((range) => (parsed as IPv6).match(range)); // by its kind
}

/** Whether an IP address, as text, is this computer: 127.0.0.0/8, also as mapped IPv6, and ::1. */
export function isLoopbackAddress(address: string): boolean {
  const parsed = parse(address);
  return parsed !== undefined && ipaddr.process(parsed.toString()).range() === 'loopback';
}
