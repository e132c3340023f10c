import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Protocol } from 'electron';

/** The page's own scheme: `reelkeep:` is for links from elsewhere, and shares no origin with it. */
export const pageScheme = 'reelkeep-app';

/** Where a scheme's requests are answered: a session's `protocol`. */
export type SchemeServer = Pick<Protocol, 'handle' | 'unhandle'>;

/** The origin of Reelkeep's own page. */
export const appOrigin = `${pageScheme}://window`;

/**
 * Nothing but the page's own files and the archive's media. No `unsafe-*`: scripts and styles are
 * files. Trusted Types leave `innerHTML` to Svelte's own templates.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' reelkeep-media:",
  'media-src reelkeep-media:',
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
  // No pop-ups, dialogs of the page, downloads, pointer lock or presentation. A form must be allowed
  // for its submit event; `form-action` above lets none leave.
  'sandbox allow-scripts allow-same-origin allow-forms',
].join('; ');

/** What no part of the page may ask for, whatever the permission handlers would say. */
const refusedFeatures = [
  ...['bluetooth', 'camera', 'clipboard-read', 'clipboard-write', 'display-capture', 'geolocation'],
  ...['hid', 'idle-detection', 'local-fonts', 'microphone', 'midi', 'payment', 'serial', 'usb'],
  ...['publickey-credentials-get', 'screen-wake-lock', 'storage-access', 'window-management'],
];

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // A name in a link would be asked of the name server. The page cannot take this back.
  'X-DNS-Prefetch-Control': 'off',
  'Permissions-Policy': refusedFeatures.map((feature) => `${feature}=()`).join(', '),
  // No opener policy: the window has no opener and can open none (`sandbox`), and Chromium would start a first
  // process for the page only to throw it away and start another one.
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

const mimeTypes: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** The file that an address of the page names; `undefined` for any that leads out of the folder. */
function filePath(url: URL, folder: string): string | undefined {
  const path = decodePath(url.pathname === '/' ? '/index.html' : url.pathname);
  if (path === undefined || !/^(\/[\w@~-][\w@~.-]*)+$/.test(path)) return undefined;
  const file = join(folder, path);
  return file.startsWith(join(folder, sep)) ? file : undefined;
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function refusal(status: number): Response {
  return new Response(null, { status, headers });
}

async function serve(request: Request, folder: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
  const url = new URL(request.url);
  const file = new URL(appOrigin).host === url.host ? filePath(url, folder) : undefined;
  const type = file === undefined ? undefined : mimeTypes[extname(file).toLowerCase()];
  if (file === undefined || type === undefined) return refusal(404);
  try {
    const body = await readFile(file);
    return new Response(request.method === 'HEAD' ? null : body, {
      headers: { ...headers, 'Content-Type': type, 'Content-Length': String(body.byteLength) },
    });
  } catch {
    return refusal(404);
  }
}

/**
 * Serves the built page at `reelkeep-app://window/` out of `folder`, every answer under the same policy.
 * @see https://www.electronjs.org/docs/latest/api/protocol#protocolhandlescheme-handler
 */
export function serveApp(schemes: SchemeServer, folder: string): { dispose(): void } {
  schemes.handle(pageScheme, (request) => serve(request, folder));
  return {
    dispose: () => {
      schemes.unhandle(pageScheme);
    },
  };
}
