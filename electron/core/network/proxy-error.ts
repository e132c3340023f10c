import type { ProxyFailure, UnreachableFailure } from '../../shared/failure.ts';
import { nameOf, type Proxy } from './pac.ts';

/** A proxy was reached, and will not lead to the host. */
export class ProxyRefusedError extends Error {
  override readonly name = 'ProxyRefusal';
  readonly code = 'ERR_PROXY_REFUSED';
  readonly proxy: string;
  /** The status of the answer to CONNECT; SOCKS has none. */
  readonly httpStatus: number | undefined;

  /** @param reason the proxy's own word */
  constructor(proxy: Proxy, reason: string, httpStatus?: number) {
    super(reason);
    this.proxy = nameOf(proxy);
    this.httpStatus = httpStatus;
  }
}

/** A proxy that cannot be reached, says nothing in time, or speaks no language of proxies. */
export class ProxyUnreachableError extends Error {
  override readonly name = 'ProxyDown';
  readonly code = 'ERR_PROXY_DOWN';
  readonly proxy: string;
  /** The system's own word. */
  readonly detail: string;

  constructor(proxy: Proxy, detail: string) {
    super(detail);
    this.proxy = nameOf(proxy);
    this.detail = detail;
  }
}

/**
 * What an error of a call comes to, if a proxy is behind it, however deep in the causes.
 * @param host the host that was called
 */
export function toProxyFailure(
  error: unknown,
  host: string,
): ProxyFailure | UnreachableFailure | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ProxyRefusedError) {
      const { proxy, message: detail, httpStatus } = cause;
      const status = httpStatus === undefined ? {} : { httpStatus };
      return { code: 'proxy-refused', host, proxy, detail, ...status };
    }
    if (cause instanceof ProxyUnreachableError) {
      return { code: 'unreachable', host, detail: `${cause.detail} at the proxy ${cause.proxy}` };
    }
  }
  return undefined;
}
