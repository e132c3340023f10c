import { webm } from '../unit/core/media/media-samples.ts';
import {
  archived,
  onThumbnail,
  onVideo,
  playFaults,
  waits,
  type End,
  type FaultCase,
  type SetUp,
} from './case.ts';

const thumbnail = 'dunes.jpg';

/** The top-level boxes of an MP4, in order (ISO/IEC 14496-12, 4.2). */
function boxesOf(bytes: Buffer): { readonly type: string; readonly bytes: Buffer }[] {
  const boxes = [];
  for (let at = 0; at < bytes.length;) {
    const size = bytes.readUInt32BE(at);
    boxes.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      bytes: bytes.subarray(at, at + size),
    });
    at += size;
  }
  return boxes;
}

function boxes(bytes: Buffer, ...types: readonly string[]): Buffer {
  const all = boxesOf(bytes);
  return Buffer.concat(
    types.map((type) => all.find((box) => box.type === type)?.bytes ?? Buffer.of()),
  );
}

/** A task whose video is a file of the test's own making. */
function made(make: (dunes: Buffer) => Buffer, name = 'made.mp4'): SetUp {
  return ({ it }) => {
    it.provider.addFile(name, make(it.provider.bytesOf('dunes.mp4')));
    const script = [{ state: 'success', video: name, thumbnail } as const];
    return it.provider.addTask({ endpoint: 'runway', script });
  };
}

/** Broken for as long as the provider serves it; then it serves another one. */
function broken(name: string, make: (dunes: Buffer) => Buffer): FaultCase {
  return {
    name,
    set: made(make),
    end: waits('ready', 'media-damaged'),
    lift: ({ it }) => {
      for (const { id, state } of it.core.tasks.tasks()) {
        if (state === 'archived') continue;
        it.provider.setTask(id, { state: 'success', video: 'dunes.mp4', thumbnail });
      }
    },
  };
}

function endsWith(extension: string): NonNullable<FaultCase['also']> {
  return (_bench, task) => {
    const paths = task.state === 'archived' ? task.files.map(({ path }) => path) : [];
    if (!paths.some((path) => path.endsWith(extension))) throw new Error(paths.join('\n'));
  };
}

const videos: readonly FaultCase[] = [
  {
    name: 'has its index at the end',
    set: made((dunes) => boxes(dunes, 'ftyp', 'mdat', 'moov')),
    end: archived,
  },
  {
    name: 'is a WebM by the name of MP4',
    set: made(() => webm),
    end: archived,
    also: endsWith('.webm'),
  },
  broken('has no index', (dunes) => boxes(dunes, 'ftyp', 'mdat')),
  broken('has no pictures', (dunes) => boxes(dunes, 'ftyp', 'moov')),
  broken('ends in mid-picture', (dunes) => dunes.subarray(0, 100_000)),
  broken('ends in mid-index', (dunes) => boxes(dunes, 'ftyp', 'mdat', 'moov').subarray(0, -500)),
  broken('is a beginning and nothing more', (dunes) => dunes.subarray(0, 40)),
  broken('is a beginning and zeros', (dunes) =>
    Buffer.concat([dunes.subarray(0, 40), Buffer.alloc(90_000)]),
  ),
  { name: 'is cut short, once', set: onVideo('truncated-video', { times: 1 }), end: archived },
  {
    name: 'is a picture',
    set: onVideo({ on: 'file', replacedBy: 'dunes.jpg' }),
    end: waits('ready', 'media-not-media'),
  },
];

const withoutPicture: NonNullable<FaultCase['also']> = (_bench, task) => {
  if (task.thumbnail !== undefined) throw new Error(task.thumbnail.path);
};

const thumbnails: readonly FaultCase[] = (
  [
    ['is not there', 'file-404'],
    ['is refused', 'file-403'],
    ['is empty', 'empty-file'],
    ['never comes', 'file-hang'],
    ['breaks off', 'file-reset'],
    ['is a page', 'html-file'],
    ['meets a server error', 'file-500'],
    ['leads into the network', 'redirect-to-private'],
    ['is a video', { on: 'file', replacedBy: 'tide.mp4' }],
    ['is a drawing', { on: 'file', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }],
    ['is cut short', { on: 'file', body: '\u00ff' }],
  ] as const
).map(([what, fault]) => ({
  name: `has a thumbnail that ${what}`,
  set: onThumbnail(fault),
  end: archived,
  also: withoutPicture,
}));

const pictures: readonly FaultCase[] = [
  {
    name: 'has a PNG as thumbnail that is a JPEG',
    set: ({ it }) => {
      const step = { state: 'success', video: 'dunes.mp4', thumbnail: 'jpeg-inside.png' } as const;
      return it.provider.addTask({ endpoint: 'runway', script: [step] });
    },
    end: archived,
    also: endsWith('.jpg'),
  },
];

/** Three results, of which the second meets a fault. */
function several(
  name: string,
  fault: 'file-404' | 'html-file' | 'reset-midway',
  end: End,
): FaultCase {
  return {
    name,
    endpoint: 'market',
    set: ({ it }) => {
      const results = ['aurora.mp4', 'dunes.mp4'];
      const step = { state: 'success', video: 'nebula.mp4', results } as const;
      const id = it.provider.addTask({ endpoint: 'market', script: [step] });
      it.provider.fault(fault, { taskId: id, path: /_2_/ });
      if (fault === 'file-404') it.provider.fault(fault, { taskId: id, via: 'download-url' });
      return id;
    },
    end,
  };
}

playFaults('A video', [
  ...videos,
  ...thumbnails,
  ...pictures,
  several('is one of three, and gone', 'file-404', waits('ready', 'media-refused')),
  several('is one of three, and a page', 'html-file', waits('ready', 'media-not-media')),
  several('is one of three, and often cut', 'reset-midway', archived),
]);
