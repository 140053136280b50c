import fs from 'node:fs';
import path from 'node:path';
import { transformSync } from '@babel/core';
import generate from '@babel/generator';
import { parse } from '@babel/parser';
import * as t from '@babel/types';
import plugin from 'babel-plugin-diff';
import { printLine } from './printLine';

/** Characters of a function and of what is emitted for it, white space and comments left out of account by printing both compactly. */
interface Sizes {
  source: number;
  reverse: number;
  tangent: number;
  /** The tangents of forward and reverse companion. */
  second: number;
  traced: number;
}

/** Prints the length of the emitted code over that of its source, for every function of the objectives, and the time to compile a file. */
export function printSizes(only: string | null): void {
  const folder = path.join(__dirname, '..', 'objectives');
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((each) => each.endsWith('.ts')).sort()) {
    if (only !== null && !file.includes(only)) continue;
    const text = fs.readFileSync(path.join(folder, file), 'utf8');
    printFile(file, text);
  }
}

function printFile(file: string, text: string): void {
  const sizes = sizesOf(compile(file, text));
  console.log();
  printLine([
    `${file}, compiled in ${compileTime(file, text).toFixed(0)} ms`,
    'source',
    'reverse',
    'tangent',
    'second order',
    'traced',
  ]);
  const total: Sizes = { source: 0, reverse: 0, tangent: 0, second: 0, traced: 0 };
  for (const [name, size] of sizes) {
    printSize(`  ${name}`, size);
    for (const key of ['source', 'reverse', 'tangent', 'second', 'traced'] as const) total[key] += size[key];
  }
  if (sizes.size > 1) printSize('  together', total);
}

function printSize(name: string, { source, reverse, tangent, second, traced }: Sizes): void {
  const over = (length: number): string => `${(length / source).toFixed(1)} ×`;
  printLine([name, `${source}`, over(reverse), over(tangent), over(second), over(traced)]);
}

function compile(file: string, text: string): t.File {
  const result = transformSync(text, {
    configFile: false,
    babelrc: false,
    filename: path.join(__dirname, file),
    presets: ['@babel/preset-typescript'],
    plugins: [[plugin, {}]],
    comments: false,
  });
  return parse(result?.code ?? '', { sourceType: 'module' });
}

/** Milliseconds, the median of some compilations after the first. */
function compileTime(file: string, text: string): number {
  const times = Array.from({ length: 6 }, () => {
    const start = performance.now();
    compile(file, text);
    return performance.now() - start;
  });
  return times.slice(1).sort((a, b) => a - b)[2]!;
}

/** By the name under which a function is attached: what stands in its companions and in the functions that these call for it. */
function sizesOf(program: t.File): Map<string, Sizes> {
  const sizes = new Map<string, Sizes>();
  const sizeOf = (name: string): Sizes => {
    let size = sizes.get(name);
    if (size === undefined)
      sizes.set(name, (size = { source: 0, reverse: 0, tangent: 0, second: 0, traced: 0 }));
    return size;
  };
  const attached = new Map<string, t.ObjectExpression>();
  t.traverseFast(program, (node) => {
    if (!t.isCallExpression(node) || !t.isIdentifier(node.callee, { name: '_attach' })) return;
    const [, name, , record] = node.arguments;
    if (!t.isStringLiteral(name) || !t.isArrowFunctionExpression(record)) return;
    if (t.isObjectExpression(record.body)) attached.set(name.value, record.body);
  });
  for (const [name, record] of attached) {
    const size = sizeOf(name);
    for (const property of record.properties) {
      const key = t.isObjectProperty(property) && t.isIdentifier(property.key) ? property.key.name : '';
      const length = lengthOf(property);
      if (key === 'traced') size.traced += length;
      else if (key === 'tangent') size.tangent += length;
      else if (key === 'second') size.second += length;
      else size.reverse += length;
    }
  }
  t.traverseFast(program, (node) => {
    const named =
      t.isFunctionDeclaration(node) && node.id
        ? { name: node.id.name, f: node }
        : t.isVariableDeclarator(node) && t.isIdentifier(node.id) && node.init
          ? { name: node.id.name, f: node.init }
          : null;
    if (named === null) return;
    const [, stem, role] =
      /^(.*?)(?:_(forward|reverse|tangent|traced|forwardTangent|reverseTangent)\d*)?$/.exec(named.name)!;
    if (!attached.has(stem!)) return;
    const kind = kindOf(role);
    sizeOf(stem!)[kind] += lengthOf(named.f);
  });
  return sizes;
}

function kindOf(role: string | undefined): keyof Sizes {
  if (role === undefined) return 'source';
  if (role.endsWith('Tangent')) return 'second';
  return role === 'tangent' ? 'tangent' : 'reverse';
}

function lengthOf(node: t.Node): number {
  return generate(node, { comments: false, minified: true }).code.length;
}
