import ipaddr from 'ipaddr.js';
import type { AddressFailure } from '../shared/failure.ts';
import { fail, succeed, type Outcome } from '../shared/outcome.ts';

/** Ranges of ipaddr.js that lie on this computer or in its own network, or lead nowhere. */
const publicRange = 'unicast';

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/**
 * Whether an IP address, as text, is on the open internet. IPv4 addresses mapped into IPv6 are read
 * as what they are (RFC 4291, 2.5.5.2).
 */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === publicRange;
}

/** Whether a URL's host is this computer: `localhost`, 127.0.0.0/8, ::1. */
export function isLoopbackHost(hostname: string): boolean {
  const host = withoutBrackets(hostname).toLowerCase();
  if (host === 'localhost' || host.endsWith('.localhost')) return true; // RFC 6761, 6.3
  return ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback';
}

/** Whether a host is this computer, or an address in its own network. Names are not resolved. */
export function isPrivateHost(hostname: string): boolean {
  const host = withoutBrackets(hostname);
  return isLoopbackHost(host) || (ipaddr.isValid(host) && !isPublicAddress(host));
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

/** What people type: without a scheme, with the path of the API, with spaces around. */
function completeAddress(input: string): string {
  const typed = input.trim();
  if (typed === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(typed)) return typed;
  const isHere = /^(localhost|127\.|\[::1\])/i.test(typed);
  return `${isHere ? 'http' : 'https'}://${typed}`;
}

/** An address as it may be shown again: what stands before an `@` could be a password. */
function withoutPassword(input: string): string {
  return input.replace(/\/\/[^/@]*@/, '//…@');
}

/**
 * The base URL that an account may use: https anywhere, http only on this computer.
 * @returns the URL without query, hash and trailing slashes
 */
export function checkBaseUrl(input: string): Outcome<string, AddressFailure> {
  const shown = withoutPassword(input);
  const url = parseAddress(completeAddress(input));
  if (url === undefined) return fail({ code: 'address-invalid', input: shown });
  if (url.protocol !== 'https:' && !isLoopbackHost(url.hostname)) {
    return fail({ code: 'address-not-https', input: shown });
  }
  // Calls bring `/api/v1/…` themselves; people copy it from the documentation.
  return succeed(url.origin + url.pathname.replace(/\/+(api\/v1\/*)?$/, ''));
}

/**
 * Whether `url` is on the very host of the account's own base URL, which the user typed and which may
 * therefore be private: a gateway in the house, a fake provider. Its port does not matter.
 */
export function isOwnHost(url: URL, baseUrl: string): boolean {
  const base = new URL(baseUrl);
  return url.hostname === base.hostname && (url.protocol === 'https:' || base.protocol === 'http:');
}

/**
 * The link that a file may be fetched from: https on a public host, or the host of the account's own
 * base URL. Host names are checked again, by address, when they are resolved.
 */
export function checkMediaUrl(input: string, baseUrl: string): Outcome<URL, AddressFailure> {
  const url = parseAddress(input);
  if (url === undefined) return fail({ code: 'address-invalid', input });
  if (isOwnHost(url, baseUrl)) return succeed(url);
  if (url.protocol !== 'https:') return fail({ code: 'address-not-https', input });
  return isPrivateHost(url.hostname) ? fail({ code: 'address-private', input }) : succeed(url);
}
