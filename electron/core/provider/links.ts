import type { JsonObject, JsonValue } from '../../shared/json.ts';
import type { MediaLinks } from '../../shared/task.ts';
import { most } from '../platform/bounds.ts';
import { asLink, asObject, asOnlyObject, parseJson } from './fields.ts';

/** What an answer names at one of its places for results. */
export interface ResultLinks {
  /** Each once, in the provider's order. */
  readonly links: readonly string[];
  /** The picture that stands for them, where one is named beside a video or a sound. */
  readonly pictureUrl?: string;
}

/** Fields are compared without what separates words: `audio_url`, `audioUrl`. */
function bare(name: string): string {
  return name.replaceAll(/[_\- ]/g, '').toLowerCase();
}

/** Repeats the request, or is a callback address: never a result. */
const noResult = /param|prompt|input|callback|hook|request|reference|mask|source|parent/;

/** Pictures that stand for a video, and streams that are no files. */
const besides = /cover|thumb|poster|preview|snapshot|stream|avatar|watermarkimage/;

/** The picture of a video or a sound, beside it. */
const picture = /^(?:result)?(?:image|cover|thumbnail|thumb|poster|snapshot)(?:image)?(?:url)?s?$/;

/** Fields that hold pictures, whatever they are for. */
const ofPictures = /image|cover|thumb|poster/;

/** What holds results and is none itself. */
const container = /^(?:data|response|results?|outputs?|info|items?|list|resultobject|resultjson)$/;

interface Rank {
  readonly name: RegExp;
  /** A picture beside it is no result, but shows what it is. */
  readonly hasPicture?: true;
}

/**
 * The names under which endpoints give their results, the better first: of one object only the first that
 * has links counts, since the others have the same in another form (with a watermark, as a picture).
 */
const ranks: readonly Rank[] = [
  { name: /^(?:full)?resulturls$/ },
  { name: /^resultwatermarkurls?$/ },
  { name: /^(?:result|output)?video(?:url)?s?$/, hasPicture: true },
  { name: /^urls?$/ },
  { name: /^(?:result|output|file|download|media)urls?$/ },
  { name: /^(?:result|output)?audio(?:url)?s?$/, hasPicture: true },
  { name: /^(?:result|output)?images?(?:url)?s?$/ },
  { name: /^origin(?:al)?urls?$/ },
  { name: container },
];

/** Links one after another in a text: each begins with its scheme. */
const listed = /[\s,;|]+(?=https?:\/\/)/i;

/** A list that is nearly JSON: `['https://…', 'https://…']`. */
const inBrackets = /https?:\/\/[^\s"'`,\])]+/gi;

function linksInText(text: string): readonly string[] | undefined {
  const parts = text.trim().split(listed);
  const links = parts.map((part) => asLink(part));
  return links.every((link) => link !== undefined) ? links : undefined;
}

/** Walks one place of an answer, deep first; keeps no more than a task may have. */
class Walk {
  pictureUrl: string | undefined;

  in(value: JsonValue | undefined): readonly string[] {
    if (typeof value === 'string') return this.#inText(value);
    if (Array.isArray(value)) return value.flatMap((each: JsonValue) => this.in(each));
    const object = asObject(value);
    return object === undefined ? [] : this.#inObject(object);
  }

  /** Only what the names of results hold, not whatever else is a link. */
  inNamed(object: JsonObject): readonly string[] {
    const fields = Object.entries(object).map(([name, value]) => [bare(name), value] as const);
    for (const { name: wanted, hasPicture } of ranks) {
      const links = fields.flatMap(([name, value]) => (wanted.test(name) ? this.in(value) : []));
      if (links.length === 0) continue;
      if (hasPicture) this.#noticePicture(fields);
      return links;
    }
    return [];
  }

  #inText(text: string): readonly string[] {
    const links = linksInText(text);
    if (links !== undefined) return links;
    const parsed = parseJson(text);
    if (parsed !== undefined && parsed !== text) return this.in(parsed);
    return text.trimStart().startsWith('[') ? (text.match(inBrackets) ?? []) : [];
  }

  #inObject(object: JsonObject): readonly string[] {
    const named = this.inNamed(object);
    if (named.length > 0) return named;
    const others = Object.entries(object).filter(([name]) => !noResult.test(bare(name)));
    const isBeside = ([name]: readonly [string, JsonValue]) => besides.test(bare(name));
    const links = others.filter((field) => !isBeside(field)).flatMap(([, value]) => this.in(value));
    return links.length > 0
      ? links
      : others.filter(isBeside).flatMap(([, value]) => this.in(value));
  }

  #noticePicture(fields: readonly (readonly [string, JsonValue])[]): void {
    const found = fields.find(([name, value]) => picture.test(name) && asLink(value) !== undefined);
    this.pictureUrl ??= asLink(found?.[1]);
  }
}

function toResult(walk: Walk, links: readonly string[]): ResultLinks {
  const { pictureUrl } = walk;
  const isOther = pictureUrl !== undefined && !links.includes(pictureUrl);
  return { links: [...new Set(links)], ...(isOther && { pictureUrl }) };
}

/**
 * The links in a value that holds results: a link, several in one text, a list, or an object that holds
 * them, each as itself or as JSON text. A link under an undocumented name counts where the
 * known names have none; what repeats the request never does.
 */
export function resultLinks(value: JsonValue | undefined): ResultLinks {
  const walk = new Walk();
  return toResult(walk, walk.in(value));
}

/** The names of results that stand beside a task's own fields: nothing else there may be one. */
const namesBeside = /^(?:result(?:video|audio|image|watermark)?urls?|origin(?:al)?urls)$/;

/** Results that an answer names among the task's own fields, as older ones do. */
export function linksBeside(data: JsonObject): ResultLinks {
  const fields = Object.entries(data).filter(([name]) => namesBeside.test(bare(name)));
  const walk = new Walk();
  return toResult(walk, walk.inNamed(Object.fromEntries(fields)));
}

/**
 * Results of an endpoint that makes films, where its own field has none: in its response or beside the
 * task's own fields, as its siblings name theirs. A picture alone is no film, which is still to come then.
 */
export function filmLinks(response: JsonValue | undefined, data: JsonObject): ResultLinks {
  const object = asOnlyObject(response);
  const inResponse = resultLinks(object && withoutPictures(object));
  return filmsOf(firstLinks([inResponse, linksBeside(withoutPictures(data))]));
}

const endsAsFilm = /\.(?:mp4|mov|webm)(?:[?#]|$)/i;
const endsAsPicture = /\.(?:jpe?g|png|webp)(?:[?#]|$)/i;

/** Of an endpoint that makes films: a picture in the same list as a film shows what it is, and is no result. */
export function filmsOf(found: ResultLinks): ResultLinks {
  if (!found.links.some((link) => endsAsFilm.test(link))) return found;
  const pictures = found.links.filter((link) => endsAsPicture.test(link));
  const pictureUrl = found.pictureUrl ?? pictures[0];
  const links = found.links.filter((link) => !pictures.includes(link));
  return { links, ...(pictureUrl !== undefined && { pictureUrl }) };
}

function withoutPictures(object: JsonObject): JsonObject {
  const isOther = ([name]: readonly [string, JsonValue]) => !ofPictures.test(bare(name));
  return Object.fromEntries(Object.entries(object).filter(isOther));
}

/** What is found at the first of the places that has any; nothing where none has. */
export function firstLinks(places: Iterable<ResultLinks>): ResultLinks {
  for (const found of places) if (found.links.length > 0) return found;
  return { links: [] };
}

/** A task's links out of what was found; `undefined` for none. Beyond `most.results` they are counted only. */
export function toMedia({ links, pictureUrl }: ResultLinks): MediaLinks | undefined {
  const [videoUrl, ...moreUrls] = links.slice(0, most.results);
  if (videoUrl === undefined) return undefined;
  const omitted = links.length - 1 - moreUrls.length;
  return {
    videoUrl,
    ...(pictureUrl !== undefined && { thumbnailUrl: pictureUrl }),
    ...(moreUrls.length > 0 && { moreUrls }),
    ...(omitted > 0 && { omitted }),
  };
}
