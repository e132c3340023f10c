/** The system's code of an error. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/**
 * What systems say while another program has a file in its hands for a moment: a virus scanner, an indexer,
 * a sync client, a name that is about to be removed (Windows).
 */
export const heldCodes: ReadonlySet<unknown> = new Set([
  'EPERM',
  'EACCES',
  'EBUSY',
  'ETXTBSY',
  'EAGAIN',
  'EDEADLK',
]);

/** What a file system says of what it does not have at all: an operation, a flag, an attribute. */
export const unsupported: ReadonlySet<unknown> = new Set([
  'EINVAL',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOTTY',
]);
