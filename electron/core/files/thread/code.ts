/** The system's code of an error. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** What a file system says of what it does not have at all: an operation, a flag, an attribute. */
export const unsupported: ReadonlySet<unknown> = new Set([
  'EINVAL',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOTTY',
]);
