import type { Brand } from './brand.ts';

/** The call that reports a task: `runway`, `aleph`, `market`. The registry in core is the list of them. */
export type EndpointId = Brand<string, 'EndpointId'>;

/** Names an endpoint. Only the registry's adapters make these; everything else looks them up. */
export function endpointId(name: string): EndpointId {
  return name as EndpointId; // the one place that brands
}

/** An endpoint as the window shows it. */
export interface EndpointView {
  readonly id: EndpointId;
  readonly label: string;
}
