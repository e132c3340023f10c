import { isIP } from 'node:net';
import type { AddressFailure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import { isLoopbackAddress, isPublicAddress, isPublicAnswer } from './ip-ranges.ts';

export { isPublicAddress, isPublicAnswer };

/**
 * Ends of names that the internet does not give out: this computer (RFC 6761, 6.3), the house
 * (RFC 6762, RFC 8375), a company, a cloud.
 */
const privateName =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)$/;

/**
 * Further ends that only a network of its own resolves: of clusters, of other networks than the internet
 * (RFC 7686, RFC 9476), of tests (RFC 6761, 6.2 and 6.4). Asked directly, what they lead to is checked;
 * a proxy resolves them itself, from within its network.
 */
const networkName =
  /(?:^|\.)(?:workgroup|svc|consul|cluster|docker|kubernetes|test|example|invalid|onion|i2p|alt|arpa)$/;

/** Of an address that is shown again, in characters. */
const maxShown = 200;

/** As it is compared: without brackets, without the dots of the root, in small letters. */
function bare(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '')
    .toLowerCase();
}

/** Whether a URL's host is this computer: `localhost`, 127.0.0.0/8, ::1. */
export function isLoopbackHost(hostname: string): boolean {
  const host = bare(hostname);
  return /(?:^|\.)localhost$/.test(host) || isLoopbackAddress(host);
}

/** Whether a host is this computer, or an address that is not on the internet. Names are not resolved. */
export function isPrivateAddressHost(hostname: string): boolean {
  const host = bare(hostname);
  return isLoopbackHost(host) || (isIP(host) !== 0 && !isPublicAddress(host));
}

/**
 * Whether a host is not one of the internet: a private address, a name of one label, or one of those
 * that are given out in a house, a company or a cloud. Names are not resolved.
 */
export function isPrivateHost(hostname: string): boolean {
  const host = bare(hostname);
  if (isIP(host) !== 0) return !isPublicAddress(host);
  return !host.includes('.') || privateName.test(host);
}

function parseAddress(input: string): URL | undefined {
  try {
    const url = new URL(input);
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
    return isWeb && url.hostname !== '' && url.username === '' && url.password === ''
      ? url
      : undefined;
  } catch {
    return undefined;
  }
}

/** What is copied along with an address: quotation marks, invisible marks, a sentence's end. */
const aroundAddress =
  /^[\s\u200b-\u200f\u2060\ufeff"'`<“”„«»‘’(]+|[\s\u200b-\u200f\u2060\ufeff"'`>“”„«»‘’),.;]+$/g;

/** A scheme that is nearly one: `https:/`, `https//`, `https:\\`, with a wide colon. */
const nearlyScheme = /^(https?)(?::|：)?(?:[\\/]{1,3}|(?=:))/i;

/** What people type: without a scheme, with the path of the API, with spaces and quotation marks around. */
function completeAddress(input: string): string {
  const trimmed = input.replace(aroundAddress, '');
  const typed = trimmed
    .replace(nearlyScheme, (_, scheme: string) => `${scheme}://`)
    .replace(/^\/+/, '');
  if (typed === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(typed)) return typed;
  const isHere = /^(localhost|127\.|\[::1\])/i.test(typed);
  // A word alone is no address: a name, or a key in the wrong field. A host of this house has its scheme.
  if (!isHere && !/[.:]/.test(typed.replace(/\/.*/s, ''))) return '';
  return `${isHere ? 'http' : 'https'}://${typed}`;
}

/** An address as it may be shown again: what stands before an `@` could be a password, a long word a key. */
function shownAs(input: string): string {
  const shown = input
    .replace(/^([a-z]+:\/\/)?[^/\s]*@/i, (_, scheme = '') => `${String(scheme)}…@`)
    .replace(/^[^\s./:]{16,}$/, '…')
    .replace(/\p{C}/gu, '�');
  return shown.length > maxShown ? `${shown.slice(0, maxShown)}…` : shown;
}

/** A link as it may be shown: its query may be a signature or a password. */
function shownLink(input: string): string {
  return shownAs(input.replace(/[?#].*/s, '?…'));
}

/**
 * The base URL that an account may use: https anywhere, http only on this computer.
 * @returns the URL without query, hash and trailing slashes
 */
export function parseBaseUrl(input: string): Outcome<string, AddressFailure> {
  const shown = shownAs(input);
  const url = parseAddress(completeAddress(input));
  if (url === undefined) return fail({ code: 'address-invalid', input: shown });
  if (url.protocol !== 'https:' && !isLoopbackHost(url.hostname)) {
    return fail({ code: 'address-not-https', input: shown });
  }
  // `https://https//…`, the scheme twice, leads to a host of that name.
  if (/^https?$/.test(url.hostname)) return fail({ code: 'address-invalid', input: shown });
  // Calls bring `/api/v1/…` themselves; people copy it from the documentation, the endpoint's name and all.
  return succeed(url.origin + url.pathname.replace(/\/+(?:api\/v1(?:\/.*)?)?$/i, ''));
}

/** The port that a URL leads to, said or not. */
function portOf({ port, protocol }: URL): string {
  if (port !== '') return port;
  return protocol === 'https:' ? '443' : '80';
}

/**
 * Whether `url` is on the very host and port of the account's own base URL, which the user typed and
 * which may therefore be private: a gateway in the house, a fake provider.
 */
export function isAccountHost(url: URL, baseUrl: string): boolean {
  const base = new URL(baseUrl);
  const isSame = url.hostname === base.hostname && portOf(url) === portOf(base);
  return isSame && (url.protocol === 'https:' || base.protocol === 'http:');
}

/**
 * The link that a file may be fetched from: https on a public host, or the host and port of the
 * account's own base URL. Host names are checked again, by address, when they are resolved.
 */
export function validateDownloadUrl(input: string, baseUrl: string): Outcome<URL, AddressFailure> {
  const url = parseAddress(input);
  const shown = shownLink(input);
  if (url === undefined) return fail({ code: 'address-invalid', input: shown });
  if (isAccountHost(url, baseUrl)) return succeed(url);
  if (url.protocol !== 'https:') return fail({ code: 'address-not-https', input: shown });
  if (isPrivateHost(url.hostname)) return fail({ code: 'address-private', input: shown });
  return succeed(url);
}

/**
 * Whether a proxy may be asked to lead to a host that a foreign link names: a public one, at the
 * port of https. It is the proxy that resolves the name and makes the connection, from within its network.
 */
export function isWebTarget(host: string, port: number): boolean {
  return port === 443 && !isPrivateHost(host) && !networkName.test(bare(host));
}
