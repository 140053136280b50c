import type { AnyFunction } from '../records/Companions.js';

interface NodeProcess {
  getBuiltinModule?(name: string): object | undefined;
}

/** Functions of Node's own modules that only look at what they are given: text or a test comes out. None elsewhere. */
export function lookingFunctions(): AnyFunction[] {
  const { process: node, Buffer: buffers } = globalThis as unknown as {
    process?: NodeProcess;
    Buffer?: object;
  };
  const util = node?.getBuiltinModule?.('node:util') as Record<string, unknown> | undefined;
  const assert = node?.getBuiltinModule?.('node:assert');
  return [
    ...functionsIn(buffers, ['isBuffer', 'isEncoding', 'byteLength', 'compare']),
    ...functionsIn(util, ['format', 'formatWithOptions', 'inspect', 'isArray', 'isDeepStrictEqual']),
    ...functionsIn(util?.['types']),
    ...functionsIn(assert, comparisons),
  ];
}

/** The assertions that call nothing back. */
const comparisons = [
  'ok',
  'equal',
  'notEqual',
  'strictEqual',
  'notStrictEqual',
  'deepEqual',
  'notDeepEqual',
  'deepStrictEqual',
  'notDeepStrictEqual',
  'fail',
  'ifError',
  'match',
  'doesNotMatch',
];

function functionsIn(owner: unknown, names?: readonly string[]): AnyFunction[] {
  if (owner === undefined || owner === null) return [];
  const parts = owner as Record<string, unknown>;
  return (names ?? Object.keys(parts))
    .map((name) => parts[name])
    .filter((each): each is AnyFunction => typeof each === 'function');
}
