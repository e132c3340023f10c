#!/usr/bin/env node
// Stands in for fpm where electron-builder cannot fetch it: understands what electron-builder hands to it, and
// makes the package with the system’s own tools. electron-builder starts it as CUSTOM_FPM_PATH.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDeb } from './fpm/deb.ts';
import { readRequest } from './fpm/request.ts';
import { makeRpm } from './fpm/rpm.ts';
import { stage } from './fpm/stage.ts';

process.umask(0o022); // whoever builds: dpkg-deb refuses folders of one user alone
const request = readRequest(process.argv.slice(2));
const workDir = mkdtempSync(join(tmpdir(), 'reelkeep-fpm-'));
try {
  const root = join(workDir, 'root');
  stage(root, request.files);
  if (request.type === 'deb') makeDeb(request, root);
  else if (request.type === 'rpm') makeRpm(request, root, workDir);
  else throw new Error(`a package of type “${request.type}” cannot be made without fpm`);
} finally {
  rmSync(workDir, { recursive: true, force: true });
}
