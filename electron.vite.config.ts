import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { bundledPackages } from './scripts/dist/bundled.ts';
import { asciiChunks } from './scripts/dist/ascii-chunks.ts';

/** What is new is shown by the app itself, also where there is no network. */
const changelog: Plugin = {
  name: 'reelkeep-changelog',
  generateBundle() {
    const source = readFileSync(resolve(import.meta.dirname, 'CHANGELOG.md'));
    this.emitFile({ type: 'asset', fileName: 'CHANGELOG.md', source });
  },
};

/** A window's own icon on Linux, where no desktop file may tell it: an AppImage has none until it is installed. */
const windowIcon: Plugin = {
  name: 'reelkeep-window-icon',
  generateBundle() {
    const source = readFileSync(resolve(import.meta.dirname, 'electron/icon/png/128x128.png'));
    this.emitFile({ type: 'asset', fileName: 'window-icon.png', source });
  },
};

// The inputs are explicit because the folders are `electron/` and `renderer/`, not electron-vite's
// `src/main`, `src/preload` and `src/renderer`. Everything is bundled: the app ships without
// node_modules, so nothing is resolved at run time. The targets are those of
// the older Electron that Reelkeep also runs on (33: Node 20.18, Chromium 130).
export default defineConfig({
  main: {
    plugins: [bundledPackages('main'), asciiChunks(), changelog, windowIcon],
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      externalizeDeps: false,
      rolldownOptions: {
        // The threads that work on disks, or read long texts, start from files of their own, beside the
        // main one.
        input: {
          main: 'electron/main.ts',
          'disk-thread': 'electron/core/files/thread/disk-thread.ts',
          'text-thread': 'electron/core/archive/metadata/thread/text-thread.ts',
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          comments: false, // they would stay in memory; the packages' notices are a file of their own
        },
      },
    },
  },
  preload: {
    plugins: [bundledPackages('preload')],
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      externalizeDeps: false,
      // A sandboxed preload is one CommonJS file: Electron offers it neither ESM nor `require` of files.
      rolldownOptions: {
        input: 'electron/preload.ts',
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [svelte(), bundledPackages('renderer')],
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      minify: true,
      assetsInlineLimit: 0, // the page's policy knows no `data:`
      // Absolute: Vite's dependency scan in development looks for a relative one below `root`.
      rolldownOptions: { input: resolve(import.meta.dirname, 'renderer/index.html') },
    },
  },
});
