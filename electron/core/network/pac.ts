/** A proxy of the user's system. */
export interface Proxy {
  readonly kind: 'http' | 'https' | 'socks4' | 'socks5';
  /** A name or an address, without brackets. */
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
}

/** One way to a host. */
export type Route = 'direct' | Proxy;

/** The words of a PAC file's answer, and the port that each stands for when none is given. */
const kinds: ReadonlyMap<string, readonly [kind: Proxy['kind'], port: number]> = new Map([
  ['PROXY', ['http', 80]],
  ['HTTP', ['http', 80]],
  ['HTTPS', ['https', 443]],
  ['SOCKS', ['socks4', 1080]],
  ['SOCKS4', ['socks4', 1080]],
  ['SOCKS5', ['socks5', 1080]],
]);

/** Text between `%` that is no escape stays as it is: a password may well have one. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseWay(entry: string): Route | undefined {
  const [word = '', place = '', ...more] = entry.trim().split(/\s+/);
  if (word.toUpperCase() === 'DIRECT') return place === '' ? 'direct' : undefined;
  const known = kinds.get(word.toUpperCase());
  // As in a URL, what stands before the last `@` is a name and a password.
  const parts = /^(?:(?:([^:]*)(?::(.*))?)@)?(\[[\da-f:.]+\]|[^:@/[\]]+)(?::(\d{1,5}))?$/i.exec(
    place,
  );
  if (known === undefined || parts === null || more.length > 0) return undefined;
  const [, user, password, host = '', port] = parts;
  const [kind, usualPort] = known;
  const number = port === undefined ? usualPort : Number(port);
  if (number < 1 || number > 65_535) return undefined;
  return {
    kind,
    host: host.replace(/^\[|\]$/g, ''),
    port: number,
    ...(user !== undefined && { user: unescaped(user) }),
    ...(password !== undefined && { password: unescaped(password) }),
  };
}

/**
 * Reads what a PAC file answers: `PROXY a:1; SOCKS5 b:2; DIRECT`, in the order in which the ways are to
 * be tried. Unknown entries are left out.
 * @returns at least one way: text without any stands for none but `direct`
 * @see https://developer.mozilla.org/docs/Web/HTTP/Guides/Proxy_servers_and_tunneling/Proxy_Auto-Configuration_PAC_file
 */
export function parsePac(text: string): readonly Route[] {
  const routes = text.split(';').flatMap((entry) => parseWay(entry) ?? []);
  return routes.length > 0 ? routes : ['direct'];
}

/** A proxy as it may be shown and logged: never with its password. */
export function nameOf({ host, port }: Proxy): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}
