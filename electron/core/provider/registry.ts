import type { EndpointId } from '../../shared/endpoint.ts';
import type { EndpointAdapter } from './adapter.ts';
import { aleph } from './aleph.ts';
import { luma } from './luma.ts';
import { market } from './market.ts';
import { runway } from './runway.ts';
import { suno } from './suno.ts';
import { veo } from './veo.ts';

/** Every endpoint, in the order in which an id is tried of which nothing tells more. One line each. */
export const endpoints: readonly EndpointAdapter[] = [runway, aleph, market, veo, luma, suno];

/** The adapter of an endpoint; `undefined` for a name that no adapter has. */
export function findEndpoint(id: EndpointId | string): EndpointAdapter | undefined {
  return endpoints.find((endpoint) => endpoint.id === id);
}
