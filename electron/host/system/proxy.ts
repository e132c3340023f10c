import { session } from 'electron';
import type { ProxyResolver } from '../../core/network/proxy-router.ts';

/**
 * The proxies of the user's system, as Chromium finds them: the system's settings, a PAC file, or the
 * switches that the app was started with.
 * @see https://www.electronjs.org/docs/latest/api/session#sesresolveproxyurl
 */
export const systemProxies: ProxyResolver = {
  resolve: (url) => session.defaultSession.resolveProxy(url),
};
