import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { asLink } from './fields.ts';

/** Names of parameters that hold a picture or a video: `videoUrl`, `image_urls`, `firstFrame`, `input_urls`. */
const mediaName = /image|video|input|frame|picture|photo|reference|mask/i;

/** Addresses that are told something, and have nothing to give; sound cannot be proven. */
const otherName = /call_?back|hook|audio|sound|voice/i;

/** More than any model takes; whatever names more is not asked for all of them. */
const maxInputs = 12;

function linksIn(value: JsonValue | undefined): readonly string[] {
  const link = asLink(value);
  if (link !== undefined) return [link];
  return Array.isArray(value) ? value.flatMap((each: JsonValue) => asLink(each) ?? []) : [];
}

/**
 * Links to the pictures and videos that a generation was made from, as its parameters repeat them, each
 * once and in their order. None of them is a result.
 */
export function inputsOf(parameters: JsonObject): readonly string[] {
  const links = Object.entries(parameters)
    .filter(([name]) => mediaName.test(name) && !otherName.test(name))
    .flatMap(([, value]) => linksIn(value));
  return [...new Set(links)].slice(0, maxInputs);
}
