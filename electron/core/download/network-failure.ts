import type { Failure } from '../../shared/failure.ts';
import { toProxyFailure } from '../network/proxy-error.ts';
import { unaskedCode } from '../network/proxy-agent.ts';
import { privateAddressCode, type MediaHttpError } from './media-http-client.ts';

/** Node's and OpenSSL's codes for a certificate that is not to be trusted (nodejs.org/api/tls.html). */
const certificateCodes =
  /^(?:CERT_|ERR_TLS_CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|CRL_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)/;

/** The system's own word for an error: its code, else its message. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

/** What an error before the answer's head comes to. */
export function toNetworkFailure(error: MediaHttpError): Failure {
  const { host } = error;
  const ofProxy = toProxyFailure(error.cause, host);
  if (ofProxy !== undefined) return ofProxy;
  const detail = errorCode(error.cause);
  if (detail === privateAddressCode) return { code: 'address-private', input: host };
  if (detail === unaskedCode) return { code: 'address-port', input: host };
  if (certificateCodes.test(detail)) return { code: 'bad-certificate', host, detail };
  return { code: 'unreachable', host, detail };
}
