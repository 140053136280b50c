import { type NodePath, parseSync, type types as t } from '@babel/core';
import generate from '@babel/generator';
import traverse from '@babel/traverse';
import * as types from '@babel/types';

/** Makes a program smaller in one way; returns whether the node was touched. */
type Change = (path: NodePath) => void;

const parserOpts = { plugins: ['typescript' as const] };

/** The ways to make a program smaller, coarse ones first. */
const stages: readonly ((path: NodePath) => Change[])[] = [removals, unwrappings, simplifications];

/**
 * A smaller program of which `isInteresting` still holds: parts are taken away one at a time, the larger ones first,
 * until none can be or `budget` milliseconds are over.
 */
export function reduceProgram(
  source: string,
  isInteresting: (source: string) => boolean,
  budget = 60_000,
): string {
  let best = print(parse(source));
  if (!isInteresting(best)) return source;
  const end = performance.now() + budget;
  for (let shrunk = true; shrunk;) {
    shrunk = false;
    for (const stage of stages) {
      for (let index = 0; performance.now() < end;) {
        const candidate = nthChange(best, stage, index);
        if (candidate === null) break;
        if (candidate.length < best.length && isInteresting(candidate)) {
          best = candidate;
          shrunk = true;
        } else index++;
      }
    }
  }
  return best;
}

function parse(source: string): t.File {
  return parseSync(source, {
    configFile: false,
    babelrc: false,
    filename: 'program.ts',
    parserOpts,
  }) as t.File;
}

function print(file: t.File): string {
  return generate(file).code;
}

/** The program after the change number `index` of all that are possible, in order; null beyond the last. */
function nthChange(source: string, stage: (path: NodePath) => Change[], index: number): string | null {
  const file = parse(source);
  let left = index;
  let done = false;
  traverse(file, {
    enter(path) {
      if (done || isFixed(path)) return;
      for (const change of stage(path)) {
        if (left-- > 0) continue;
        change(path);
        done = true;
        path.stop();
        return;
      }
    },
  });
  return done ? print(file) : null;
}

/** What the checker needs stays: the arguments, the exports, and types where they are kept. */
function isFixed(path: NodePath): boolean {
  const isKept = (at: NodePath): boolean =>
    at.isTSType() ||
    at.isExportSpecifier() ||
    (at.isVariableDeclarator() && types.isIdentifier(at.node.id, { name: 'cases' }));
  return path.find(isKept) !== null;
}

function removals(path: NodePath): Change[] {
  const { node } = path;
  const changes: Change[] = [];
  const isWhole = (path.isStatement() || types.isSwitchCase(node)) && path.inList;
  if (isWhole && !path.isExportDeclaration()) changes.push((at) => at.remove());
  if (types.isIfStatement(node) && node.alternate)
    changes.push((at) => ((at.node as t.IfStatement).alternate = null));
  return changes;
}

function unwrappings(path: NodePath): Change[] {
  const { node } = path;
  const changes: Change[] = [];
  if (path.isLoop() || path.isLabeledStatement()) changes.push(replaceBy(path.node.body));
  if (types.isIfStatement(node)) {
    changes.push(replaceBy(node.consequent));
    if (node.alternate) changes.push(replaceBy(node.alternate));
  }
  if (types.isBlockStatement(node) && path.inList)
    changes.push((at) => void at.replaceWithMultiple((at.node as t.BlockStatement).body));
  return changes;
}

function simplifications(path: NodePath): Change[] {
  const { node } = path;
  const changes: Change[] = [];
  if (path.isExpression() && !types.isLiteral(node) && isReplaceable(path)) {
    for (const part of partsOf(node)) changes.push(replaceBy(part));
    if (!types.isIdentifier(node)) changes.push(replaceBy(types.numericLiteral(2)));
  }
  if ('typeAnnotation' in node && node.typeAnnotation && !types.isTSTypeAnnotation(node))
    changes.push((at) => ((at.node as t.Identifier).typeAnnotation = null));
  return changes;
}

function replaceBy(part: t.Node): Change {
  return (path) => void path.replaceWith(types.cloneNode(part));
}

/** Neither a place that is assigned, nor a callee, nor a declared name. */
function isReplaceable({ parent, key, listKey }: NodePath): boolean {
  if (listKey === 'params' || types.isUpdateExpression(parent) || types.isPattern(parent)) return false;
  if (types.isAssignmentExpression(parent) || types.isForXStatement(parent)) return key === 'right';
  if (types.isCallExpression(parent) || types.isNewExpression(parent)) return key !== 'callee';
  if (types.isVariableDeclarator(parent)) return key === 'init';
  if (types.isMemberExpression(parent)) return key === 'property' && parent.computed;
  if (types.isObjectProperty(parent)) return key === 'value';
  return !types.isFunction(parent) || key === 'body';
}

function partsOf(node: t.Node): t.Expression[] {
  const parts: t.Expression[] = [];
  for (const key of types.VISITOR_KEYS[node.type] ?? []) {
    const child = (node as unknown as Record<string, unknown>)[key];
    for (const each of Array.isArray(child) ? (child as unknown[]) : [child]) {
      const inner = each as t.Node | null | undefined;
      if (types.isObjectProperty(inner)) parts.push(inner.value as t.Expression);
      else if (types.isExpression(inner)) parts.push(inner);
    }
  }
  return parts;
}
