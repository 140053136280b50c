import { parseSync, type types as t } from '@babel/core';
import generate from '@babel/generator';
import { editsOf, isFixed, type Edit } from './reductions.js';

/**
 * A smaller program of which `isInteresting` still holds: parts are taken away one at a time, the larger ones first,
 * until none can be or `budget` milliseconds are over.
 */
export async function reduceProgram(
  source: string,
  isInteresting: (source: string) => boolean | Promise<boolean>,
  budget = 60_000,
): Promise<string> {
  const end = performance.now() + budget;
  const tried = new Set<string>();
  const succeeds = async (candidate: string): Promise<boolean> => {
    if (tried.has(candidate)) return false;
    tried.add(candidate);
    return parse(candidate) !== null && isInteresting(candidate);
  };
  let best = source;
  for (let shrunk = true; shrunk && performance.now() < end;) {
    shrunk = false;
    let edits = allEdits(best);
    for (let i = 0; i < edits.length && performance.now() < end; i++) {
      const candidate = apply(best, edits[i]!);
      if (candidate.length >= best.length || !(await succeeds(candidate))) continue;
      best = candidate;
      shrunk = true;
      edits = allEdits(best);
      i--;
    }
  }
  const printed = print(best);
  return (await isInteresting(printed)) ? printed : best;
}

/** The ways to make a program smaller in one place, coarse ones first. */
function allEdits(source: string): Edit[] {
  const file = parse(source);
  if (file === null) return [];
  const edits: Edit[] = [];
  const visit = (node: t.Node, ancestors: readonly t.Node[]): void => {
    if (isFixed(node)) return;
    edits.push(...editsOf(node, ancestors, source));
    for (const child of childrenOf(node)) visit(child, [...ancestors, node]);
  };
  visit(file.program, []);
  const gain = ({ start, end, text }: Edit): number => end - start - text.length;
  return edits.sort((a, b) => gain(b) - gain(a));
}

function childrenOf(node: t.Node): t.Node[] {
  return Object.entries(node).flatMap(([key, value]) =>
    key.endsWith('omments') || key === 'loc' ? [] : [value].flat().filter(isNode),
  );
}

function isNode(value: unknown): value is t.Node {
  return typeof value === 'object' && value !== null && typeof (value as t.Node).type === 'string';
}

function apply(source: string, { start, end, text }: Edit): string {
  return source.slice(0, start) + text + source.slice(end);
}

function parse(source: string): t.File | null {
  try {
    return parseSync(source, {
      configFile: false,
      babelrc: false,
      filename: 'program.ts',
      sourceType: 'unambiguous',
      parserOpts: { plugins: ['typescript'] },
    }) as t.File;
  } catch {
    return null;
  }
}

function print(source: string): string {
  const file = parse(source);
  return file === null ? source : generate(file).code;
}
