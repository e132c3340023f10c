import type { JsonObject } from '../../../shared/json.ts';
import type { MediaLinks, TaskRecord } from '../../../shared/task.ts';
import { boundParameters, boundRaw, cut, most } from '../../platform/bounds.ts';
import { publicCopy, withoutQueries } from '../../platform/public-copy.ts';
import type { Sidecar } from './sidecar-types.ts';

/** The user's own words are kept as they are; only what no person has written is cut. */
const maxNotes = 1_000_000;
const maxTags = 1_000;

/** Of a tag, a name or a reason, in characters. */
const maxWord = 1_000;

/** Files of one task whose links are told: results, and what it was made from. */
const maxMissed = 100;

function publicRecord(record: TaskRecord): TaskRecord {
  const { prompt, videoId, parameters } = record;
  return {
    ...record,
    ...(prompt !== undefined && { prompt: cut(prompt, most.prompt) }),
    ...(videoId !== undefined && { videoId: cut(videoId, most.word) }),
    parameters: boundParameters(publicCopy(parameters) as JsonObject), // an object stays one
  };
}

function publicLinks(links: readonly string[]): readonly string[] {
  return links.filter((each) => each.length <= most.link).map((each) => withoutQueries(each));
}

/**
 * A link's query goes: it may be a signature, and a sidecar goes wherever its video goes. A repair needs
 * no more than host and path; where the host wants the query too, it asks the provider for a fresh link.
 */
function publicMedia({
  videoUrl,
  thumbnailUrl,
  moreUrls = [],
}: MediaLinks): MediaLinks | undefined {
  const [video] = publicLinks([videoUrl]);
  const [thumbnail] = publicLinks(thumbnailUrl === undefined ? [] : [thumbnailUrl]);
  const more = publicLinks(moreUrls.slice(0, most.results - 1));
  if (video === undefined) return undefined;
  return {
    videoUrl: video,
    ...(thumbnail !== undefined && { thumbnailUrl: thumbnail }),
    ...(more.length > 0 && { moreUrls: more }),
  };
}

/**
 * What a sidecar says as it may lie in a folder that is given away: without signatures, callbacks and
 * keys, and never more than the reader reads, whatever the provider has said.
 */
export function publicSidecar(sidecar: Sidecar): Sidecar {
  const { record, rawAnswer, media, missedInputs, ...rest } = sidecar;
  const links = media === undefined ? undefined : publicMedia(media);
  return {
    ...rest,
    accountName: cut(rest.accountName, maxWord),
    tags: rest.tags.slice(0, maxTags).map((tag) => cut(tag, maxWord)),
    notes: cut(rest.notes, maxNotes),
    ...(record !== undefined && { record: publicRecord(record) }),
    ...(rawAnswer !== undefined && { rawAnswer: boundRaw(publicCopy(rawAnswer)) }),
    ...(links !== undefined && { media: links }),
    ...(missedInputs !== undefined && { missedInputs: missedInputs.slice(0, maxMissed) }),
  };
}
