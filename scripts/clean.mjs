/** `npm run clean`: removes everything that the build, the tests and the examples made. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, CACHE, PACKAGE_DIRS } from './packages.mjs';

const made = [
  CACHE,
  path.join(ROOT, 'coverage'),
  path.join(ROOT, 'packages/runtime/src/kernels/generated'),
  ...PACKAGE_DIRS.map((dir) => path.join(ROOT, 'packages', dir, 'dist')),
];
for (const name of fs.readdirSync(path.join(ROOT, 'examples')))
  made.push(path.join(ROOT, 'examples', name, 'out'));
for (const folder of made) fs.rmSync(folder, { recursive: true, force: true });
