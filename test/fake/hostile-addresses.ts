/** IPv4 addresses that no link may lead to: the first, the last and a known one of every closed range. */
export const closedIPv4: readonly string[] = [
  ...['0.0.0.0', '0.0.0.1', '0.255.255.255'],
  ...['10.0.0.0', '10.0.0.1', '10.255.255.255'],
  ...['100.64.0.0', '100.100.100.200', '100.127.255.255'],
  ...['127.0.0.1', '127.0.0.2', '127.1.2.3', '127.255.255.255'],
  ...['169.254.0.1', '169.254.169.254', '169.254.170.2', '169.254.255.255'],
  ...['172.16.0.1', '172.17.0.1', '172.31.255.255'],
  ...['192.0.0.1', '192.0.0.192', '192.0.2.1', '192.88.99.1'],
  ...['192.168.0.1', '192.168.1.254', '192.168.255.255'],
  ...['168.63.129.16', '192.31.196.1', '192.52.193.1', '192.175.48.1'],
  ...['198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1'],
  ...['224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.254', '255.255.255.255'],
];

/** What proxies that stand in for the whole network answer for names; in a link they are closed. */
export const answersOfProxies: readonly string[] = [
  ...['198.18.0.0', '198.18.0.1', '198.18.255.254', '198.19.0.1', '198.19.255.255'],
  ...['fc00::1', 'fc00::a1b2', 'fc00:3fff:ffff::1', 'fdfe:dcba:9876::1', 'fdfe:dcba:9876::ffff'],
];

/** IPv4 addresses just beside the closed ranges, and some that everybody knows. */
export const openIPv4: readonly string[] = [
  ...['1.0.0.0', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0'],
  ...['126.255.255.255', '128.0.0.0', '169.253.255.255', '169.255.0.0'],
  ...['172.15.255.255', '172.32.0.0', '192.0.1.0', '192.167.255.255', '192.169.0.0'],
  ...['198.17.255.255', '198.20.0.0', '223.255.255.255', '8.8.8.8', '93.184.215.14'],
];

/** IPv6 addresses that no link may lead to, without IPv4 in them. */
export const closedIPv6: readonly string[] = [
  ...['::', '::1', '0:0:0:0:0:0:0:1', '::2', '1::1'],
  ...['fc00::1', 'fc00:4000::1', 'fdfe:dcba:9877::1', 'fd00::1', 'fd00:ec2::254', 'fdff:ffff::1'],
  ...['fe80::1', 'febf::1', 'fec0::1', 'feff::1', 'ff02::1', 'ff0e::1'],
  ...['100::1', '64:ff9b:1::1', '64:ff9b:1:7f00:0:100::', '2001::1', '2001:2::1', '2001:10::1'],
  ...['2001:20::1', '2001:db8::1', '2002::1', '3ffe::1', '3fff::1', '2620:4f:8000::1', '5f00::1'],
];

/** IPv6 addresses of the open internet. */
export const openIPv6: readonly string[] = [
  '2606:4700::1111',
  '2001:4860:4860::8888',
  '2a00:1450:4001:82a::200e',
  '2620:fe::fe',
];

/** Names that the internet does not give out. */
export const closedNames: readonly string[] = [
  ...['localhost', 'localhost.', 'localhost..', 'LOCALHOST', 'a.localhost', 'a.b.localhost.'],
  ...['%6c%6f%63%61%6c%68%6f%73%74', 'ｌｏｃａｌｈｏｓｔ', 'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ', 'localhost.localdomain'],
  ...['router', 'router.', 'intranet', 'kubernetes', 'db', 'ip6-localhost', 'ip6-loopback'],
  ...['printer.local', 'printer.local.', 'PRINTER.LOCAL', 'nas.lan', 'nas.home', 'nas.home.arpa'],
  ...['metadata.google.internal', 'metadata.google.internal.', 'host.docker.internal'],
  ...['kubernetes.default.svc.cluster.local', 'wiki.corp', 'wiki.intranet', 'wiki.private'],
];

function bytesOf(address: string): readonly number[] {
  return address.split('.').map(Number);
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

function octal(value: number): string {
  return `0${value.toString(8)}`;
}

/** The ways in which a URL may write an IPv4 address (url.spec.whatwg.org, IPv4 parser, and IDNA). */
export function formsOfIPv4(address: string): readonly string[] {
  const bytes = bytesOf(address);
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return [
    address,
    `${address}.`,
    String(number),
    hex(number),
    hex(number).toUpperCase().replace('X', 'x'),
    `0${octal(number)}`,
    bytes.map(hex).join('.'),
    bytes.map(octal).join('.'),
    bytes.map((byte) => `00000${byte.toString(8)}`).join('.'),
    [hex(a), octal(b), c, d].join('.'),
    [a, number % 2 ** 24].join('.'),
    [a, b, c * 256 + d].join('.'),
    [hex(a), hex(number % 2 ** 24)].join('.'),
    address.replaceAll('.', '。'),
    address.replaceAll('.', '%2e'),
    address.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    address.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x1d7ce + Number(digit))),
  ];
}

/** The ways in which IPv6 carries an IPv4 address. */
export function wrapsOf(address: string): readonly string[] {
  const [a = 0, b = 0, c = 0, d = 0] = bytesOf(address);
  const words = [a * 256 + b, c * 256 + d].map((word) => word.toString(16));
  const tail = words.join(':');
  const inverted = [a * 256 + b, c * 256 + d].map((word) => (word ^ 0xffff).toString(16)).join(':');
  return [
    `::ffff:${address}`,
    `::ffff:${tail}`,
    `0:0:0:0:0:ffff:${tail}`,
    `::${address}`,
    `::${tail}`,
    `::ffff:0:${address}`,
    `64:ff9b::${address}`,
    `64:ff9b::${tail}`,
    `64:ff9b:1::${tail}`,
    `64:ff9b:1:ffff::${address}`,
    `2002:${tail}::`,
    `2002:${tail}::1`,
    `2001:0:4136:e378:8000:63bf:${inverted}`,
    `::5efe:${address}`,
    `fe80::5efe:${tail}`,
    `2a00:1450:4001:82a:0:5efe:${tail}`,
    `2a00:1450:4001:82a:200:5efe:${tail}`,
  ];
}
