const beyondAscii = /[^\0-\x7f]/;

/**
 * The form in which two names are compared: file systems of Windows and macOS do not tell cases apart,
 * and macOS does not tell composed from decomposed letters.
 */
export function foldName(name: string): string {
  // Most names are plain, and a month's folder has thousands.
  if (!beyondAscii.test(name)) return name.toLowerCase();
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}
