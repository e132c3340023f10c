/** The number of an open file, if that is what a step answered. */
export function fdOf(result: unknown): number | undefined {
  const { fd } = (result ?? {}) as { readonly fd?: unknown }; // of the steps that open, see `OpenFile`
  return typeof fd === 'number' ? fd : undefined;
}
