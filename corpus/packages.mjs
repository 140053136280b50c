import fs from 'node:fs';

/** The list `export const packages = […]` of a file with cases, read as text: importing the file would load them. */
export function packages(file) {
  const text = fs.readFileSync(file, 'utf8');
  const list = /export const packages = (\[[^\]]*\])/.exec(text)?.[1];
  if (list === undefined) throw new Error(`${file} does not say \`export const packages = ['…']\``);
  return JSON.parse(list.replaceAll("'", '"').replace(/,\s*\]/, ']'));
}
