import { expect, test } from 'vitest';
import {
  isFormatOf,
  kindByExtension,
  sniff,
  type Sniffed,
} from '../../../../electron/core/media/sniff.ts';

test.each([
  ['\0\0\0\x20ftypisom', 'mp4'],
  ['\0\0\0\x20ftypmp42', 'mp4'],
  ['\0\0\0\x14ftypqt  ', 'mov'],
  ['\0\0\0\x20ftypheic', 'heif'],
  ['\0\0\0\x20ftypavif', 'heif'],
  ['\x1a\x45\xdf\xa3\x01', 'webm'],
  ['\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska', 'mkv'],
  ['\xff\xd8\xff\xe0', 'jpg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['RIFF\x20\0\0\0WEBPVP8 ', 'webp'],
  ['RIFF\x20\0\0\0WAVEfmt ', 'wav'],
  ['RIFF\x20\0\0\0AVI LIST', 'unknown'],
  ['fLaC\0\0\0\x22', 'flac'],
  ['OggS\0\x02', 'ogg'],
  ['ID3\x04\0\0', 'mp3'],
  ['\xff\xfb\x90\x64', 'mp3'],
  ['\xff\xf3\x48\xc4', 'mp3'],
  ['\xff\xfeh\0e\0', 'unknown'],
  ['\xff\xf1\x50\x80', 'aac'],
  ['\xff\xf1\x7c\x80', 'text'],
  ['\0\0\0\x20ftypM4A ', 'm4a'],
  ['\0\0\0\x08wide\0\0\0\x10mdat', 'mov'],
  ['\0\0\0\x08wide\0\0\0\x18ftypisom', 'mp4'],
  ['\0\0\x10\0moov\0\0\0\x6cmvhd', 'mov'],
  ['GIF89a', 'gif'],
  ['\x1f\x8b\x08', 'gzip'],
  ['%PDF-1.7', 'pdf'],
  ['PK\x03\x04', 'zip'],
  ['', 'empty'],
  ['<!DOCTYPE html><html>', 'html'],
  ['\xef\xbb\xbf\r\n  <html lang="en">', 'html'],
  ['<?xml version="1.0"?><Error>', 'xml'],
  ['{"code":404}', 'json'],
  ['error code: 1010', 'text'],
  ['\0\0\0\0\0\0\0\0', 'unknown'],
])('%j looks like %s', (head, word) => {
  expect(sniff(Buffer.from(head, 'latin1'))).toBe(word);
});

test('a video request takes only containers of video', () => {
  expect(isFormatOf('video', 'mp4')).toBe(true);
  expect(isFormatOf('video', 'jpg')).toBe(false);
  expect(isFormatOf('image', 'mp4')).toBe(false);
  expect(isFormatOf('image', 'html')).toBe(false);
});

test('a request for any takes sound as well, and still no page', () => {
  expect(isFormatOf('video', 'wav')).toBe(false);
  expect(
    ['mp4', 'webm', 'png', 'gif', 'wav', 'mp3'].every((word) => isFormatOf('any', word as Sniffed)),
  ).toBe(true);
  expect(isFormatOf('any', 'html')).toBe(false);
});

test.each([
  ['mp4', 'video'],
  ['gif', 'image'],
  ['mp3', 'audio'],
  ['m4a', 'audio'],
  ['MP4', undefined],
  ['exe', undefined],
  ['', undefined],
  ['toString', undefined],
  ['__proto__', undefined],
])('the ending %j may be of a %s', (extension, kind) => {
  expect(kindByExtension(extension)).toBe(kind);
});
