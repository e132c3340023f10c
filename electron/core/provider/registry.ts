import type { EndpointId } from '../../shared/endpoint.ts';
import type { EndpointAdapter } from './adapter.ts';
import { aleph } from './aleph.ts';
import { market } from './market.ts';
import { runway } from './runway.ts';

/** Every endpoint, in the order in which an id of unknown endpoint is tried. One line each. */
export const endpoints: readonly EndpointAdapter[] = [runway, aleph, market];

/** The adapter of an endpoint; `undefined` for a name that no adapter has. */
export function findEndpoint(id: EndpointId | string): EndpointAdapter | undefined {
  return endpoints.find((endpoint) => endpoint.id === id);
}
