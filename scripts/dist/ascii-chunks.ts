/** The part of a bundler’s chunk that is changed here. */
interface Chunk {
  readonly type: string;
  code?: string;
}

/** What rewrites chunks. Shaped like a Vite plugin. */
interface AsciiChunksPlugin {
  readonly name: string;
  readonly apply: 'build';
  generateBundle(options: unknown, bundle: Readonly<Record<string, Chunk>>): void;
}

/**
 * Code with every character beyond ASCII escaped, unit by unit. Right in texts, templates and regular expressions,
 * where two escapes make one character as the two units do; comments are gone by then, and names are ASCII.
 */
export function toAscii(code: string): string {
  return code.replace(/(\\*)([^\0-\x7f])/g, (_all, slashes: string, unit: string) => {
    // One that is escaped already, for no reason, stands for itself.
    const before = slashes.length % 2 === 0 ? slashes : slashes.slice(1);
    return `${before}\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/**
 * Writes the chunks in ASCII. V8 keeps the source of all that runs, one byte for each character as long as all of
 * them are of Latin-1, else two: a quotation mark costs as much memory as the whole file.
 */
export function asciiChunks(): AsciiChunksPlugin {
  return {
    name: 'reelkeep-ascii-chunks',
    apply: 'build',
    generateBundle(_options, chunks) {
      for (const chunk of Object.values(chunks)) {
        if (chunk.type === 'chunk' && chunk.code !== undefined) chunk.code = toAscii(chunk.code);
      }
    },
  };
}
