import type { IncomingHttpHeaders } from 'node:http';

/** Statuses with which a check for bots is served. */
const checkStatuses: ReadonlySet<number> = new Set([202, 401, 403, 405, 429, 503]);

/** Headers by which those who check for bots say that they did, whatever the status. */
const telling: readonly (readonly [header: string, value: RegExp])[] = [
  ['cf-mitigated', /challenge|block/i], // developers.cloudflare.com: detect a challenge page response
  ['x-amzn-waf-action', /challenge|captcha/i], // docs.aws.amazon.com: AWS WAF challenge and CAPTCHA
  ['x-vercel-mitigated', /challenge|deny/i],
  ['x-datadome', /protected/i],
];

/** Servers whose own pages, in place of a file, are such checks. */
const checkers = /cloudflare|ddos-guard|sucuri|imperva|incapsula|qrator|akamaighost|datadome/i;

function valueOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return Array.isArray(value) ? value.join(' ') : (value ?? '');
}

/**
 * Whether an answer is a check for bots, or the refusal of one: the host turns this computer or network
 * away, and has not looked for the file.
 */
export function isBotCheck(status: number, headers: IncomingHttpHeaders): boolean {
  if (telling.some(([name, value]) => value.test(valueOf(headers, name)))) return true;
  const isPage = /html/i.test(valueOf(headers, 'content-type'));
  const isChecker = checkers.test(valueOf(headers, 'server'));
  return isPage && isChecker && (checkStatuses.has(status) || status === 200);
}
