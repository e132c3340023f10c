/** What came in a file's place, by how its first bytes look. */
const words: ReadonlyMap<string, string> = new Map([
  ['empty', 'nothing'],
  ['html', 'a web page'],
  ['xml', 'a message (XML)'],
  ['json', 'a message (JSON)'],
  ['text', 'some text'],
  ['gzip', 'a compressed file'],
  ['zip', 'a ZIP archive'],
  ['pdf', 'a PDF document'],
  ['heif', 'a HEIF picture'],
  ['unknown', 'something unknown'],
  ...['jpg', 'png', 'webp', 'gif'].map((format) => [format, 'a picture'] as const),
  ...['mp4', 'mov', 'webm', 'mkv'].map((format) => [format, 'a video'] as const),
  ...['wav', 'mp3', 'm4a', 'flac', 'ogg', 'aac'].map((format) => [format, 'sound'] as const),
]);

/** What a host sent where a file was asked for, in words. @param got how its first bytes look */
export function sentWord(got: string): string {
  return words.get(got) ?? 'something unknown';
}
