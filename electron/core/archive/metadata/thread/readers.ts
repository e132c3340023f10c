import { boundRaw } from '../../../platform/bounds.ts';
import { publicCopy } from '../../../platform/public-copy.ts';
import { parseForeign } from '../../../platform/storable.ts';
import { toMoved } from '../../move-markers.ts';
import { toRelocations } from '../../relocations.ts';
import { readSidecar } from '../sidecar.ts';
import type { ReaderName } from '../text-protocol.ts';

/** Entries in one page: what the main thread takes in at a time costs it a few milliseconds. */
const pageSize = 1_000;

function* pagesOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += pageSize) {
    yield items.slice(from, from + pageSize);
  }
}

/**
 * How the texts are read that anybody may have written: each reader gives first what the text says as a
 * whole, then its list, page by page. No page at all says that the text is not what it should be.
 */
export const readers = {
  /** First the sidecar without files, then the files. */
  *sidecar(text: string, folder: string): Generator {
    const sidecar = readSidecar(text, folder);
    if (sidecar === undefined) return;
    const { files, rawAnswer, ...rest } = sidecar;
    // As the writer bounds it: nothing else uses it, and it may be most of the text.
    const raw = rawAnswer === undefined ? {} : { rawAnswer: boundRaw(publicCopy(rawAnswer)) };
    yield { ...rest, ...raw };
    yield* pagesOf(files);
  },
  /** First the archive's id, then pairs of path and file. */
  *moved(text: string): Generator {
    const moved = toMoved(text);
    if (moved === undefined) return;
    yield moved.id;
    yield* pagesOf([...moved.files]);
  },
  /** The relocations of an old rename journal. */
  *journal(text: string): Generator {
    yield* pagesOf(toRelocations(parseForeign(text)));
  },
} as const satisfies { readonly [N in ReaderName]: (text: string, folder: string) => Generator };
