/** Small file helpers of the build. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export const hashText = (text) => crypto.createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Hash over names and contents. */
export function hashFiles(files) {
  const hash = crypto.createHash('sha256');
  for (const file of [...files].sort())
    hash.update(file).update('\0').update(fs.readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** Paths below `dir` that match, relative to it, with `/`, sorted; [] when there is no such folder. */
export function listFiles(dir, pattern) {
  if (!fs.existsSync(dir)) return [];
  return fs
    .readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => pattern.test(file))
    .sort();
}

export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined; // absent or half-written: the caller starts afresh
  }
}

/** Writes through a temporary name, so that nobody reads half a file, and only if the content differs. */
export function writeIfChanged(file, text) {
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return false;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, text);
  fs.renameSync(temporary, file);
  return true;
}
