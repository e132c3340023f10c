import type { Brand } from '../../shared/brand.ts';

/** A path below a root that `toRelativePath` has looked at: `2026/11/a fox [7d2c58e1].mp4`. */
export type RelativePath = Brand<string, 'RelativePath'>;

/** What the usual file systems take (ext4, APFS, NTFS: 255), in bytes of UTF-8. */
const longestNameBytes = 255;

/** PATH_MAX of Linux, in bytes of UTF-8. */
const longestPathBytes = 4096;

/** More folders below one another than any template makes. */
const deepest = 64;

/** `\` leads into a folder on Windows, `:` to another stream of the file; nothing that is seen has the rest. */
const foreignCharacter = /[\\:\p{Cc}\p{Cs}]/u;

/** Windows drops these from a name's end, and so finds another file. */
const droppedEnd = /[. ]$/;

/** Device names on Windows, with any extension; superscript digits count as digits there. */
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=$|[ .])/i;

/** Code points that HFS+ leaves out when it compares names (Apple TN1150, "Unicode Subtleties"). */
const ignored = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** The hash list of a folder; all other files of Reelkeep's own begin with a dot. */
const manifest = 'manifest-sha256.txt';

/** The second name that Windows gives to a file whose own one is long, where it could be one of Reelkeep's. */
const shortName = /^[^.]{1,6}~\d{1,6}(?:\.(?:txt|jso|tmp))?$/i;

/** Whether Windows takes a name for a device, whatever its ending. */
export function isDeviceName(name: string): boolean {
  return deviceName.test(name);
}

/** Whether a name is a plain one on every system: what it names lies in its folder, and is seen there. */
function isPlainName(name: string): boolean {
  if (name === '' || foreignCharacter.test(name) || droppedEnd.test(name)) return false;
  const compared = name.replace(ignored, '');
  if (compared === '' || compared.startsWith('.')) return false;
  return !isDeviceName(compared) && Buffer.byteLength(name) <= longestNameBytes;
}

/** Whether a file's name may be that of one which Reelkeep keeps for itself. */
function isOwnText(name: string): boolean {
  const compared = name.normalize('NFC').replace(ignored, '').toLowerCase();
  return compared === manifest || shortName.test(compared);
}

/**
 * The one rule for the name of a user's file in an archive, wherever the name was read: a sidecar, a
 * manifest, a journal, the ledger. Such a path leads to the same place on Windows, macOS and Linux, never
 * out of the root, to nothing hidden, and to none of Reelkeep's own files (markers, journals, hash lists).
 * @param text relative to a root, with `/`
 * @returns `undefined` for anything else
 */
export function toRelativePath(text: string): RelativePath | undefined {
  if (text.length > longestPathBytes || Buffer.byteLength(text) > longestPathBytes)
    return undefined;
  const names = text.split('/');
  if (names.length > deepest || !names.every(isPlainName)) return undefined;
  return isOwnText(names.at(-1) ?? '') ? undefined : (text as RelativePath); // looked at above
}
