import type { types as t } from '@babel/core';
import * as types from '@babel/types';

/** A piece of a text and what is to stand in its place. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What the checker needs stays: the arguments, the exports, and types where they are kept. */
export function isFixed(node: t.Node): boolean {
  if (
    types.isVariableDeclaration(node) &&
    node.declarations.some(({ id }) => types.isIdentifier(id, { name: 'cases' }))
  )
    return true;
  return types.isExportSpecifier(node) || isExported(node);
}

/** `exports.name = …` */
function isExported(node: t.Node): boolean {
  if (!types.isExpressionStatement(node) || !types.isAssignmentExpression(node.expression)) return false;
  const { left } = node.expression;
  return types.isMemberExpression(left) && types.isIdentifier(left.object, { name: 'exports' });
}

/** The ways to make a node smaller or to take it away. */
export function editsOf(node: t.Node, ancestors: readonly t.Node[], source: string): Edit[] {
  const parent = ancestors.at(-1);
  if (!parent) return [];
  return [
    ...removals(node, parent),
    ...unwrappings(node, parent, source),
    ...simplifications(node, parent, source),
  ];
}

/** Lists of nodes out of which each can be taken. */
const plainLists = ['body', 'cases', 'consequent'];
const commaLists = ['elements', 'properties', 'arguments', 'params', 'declarations', 'expressions'];

function removals(node: t.Node, parent: t.Node): Edit[] {
  const edits: Edit[] = [];
  for (const [key, list] of Object.entries(parent) as [string, unknown][]) {
    if (!Array.isArray(list) || !list.includes(node)) continue;
    if (plainLists.includes(key) && !types.isExportNamedDeclaration(node)) edits.push(span(node, ''));
    if (commaLists.includes(key)) edits.push(withoutElement(list as (t.Node | null)[], node));
  }
  if (types.isIfStatement(node) && node.alternate)
    edits.push({ start: node.consequent.end!, end: node.alternate.end!, text: '' });
  if (types.isTryStatement(node) && node.handler && node.finalizer) {
    edits.push({ start: node.handler.end!, end: node.finalizer.end!, text: '' });
    edits.push(span(node.handler, ''));
  }
  if (
    types.isVariableDeclarator(node) &&
    node.init &&
    types.isIdentifier(node.id) &&
    !types.isForXStatement(parent)
  )
    edits.push({ start: node.id.end!, end: node.init.end!, text: '' });
  if (types.isFunction(node) || types.isClassMethod(node)) edits.push(...lessParameters(node));
  return edits;
}

function lessParameters({ params }: t.Function): Edit[] {
  return params.flatMap((param) =>
    types.isAssignmentPattern(param) ? [{ start: param.left.end!, end: param.end!, text: '' }] : [],
  );
}

/** Takes an element out, with a comma. */
function withoutElement(list: readonly (t.Node | null)[], node: t.Node): Edit {
  const at = list.indexOf(node);
  const [before, after] = [list[at - 1], list[at + 1]];
  if (after) return { start: node.start!, end: after.start!, text: '' };
  if (before) return { start: before.end!, end: node.end!, text: '' };
  return span(node, '');
}

function unwrappings(node: t.Node, parent: t.Node, source: string): Edit[] {
  const inner: (t.Node | null | undefined)[] = [];
  if (types.isLoop(node) || types.isLabeledStatement(node)) inner.push(node.body);
  if (types.isIfStatement(node)) inner.push(node.consequent, node.alternate);
  if (types.isTryStatement(node)) inner.push(node.block, node.finalizer);
  const edits = inner.flatMap((part) => (part ? [span(node, textOf(part, source))] : []));
  const isListed = types.isBlockStatement(parent) || types.isProgram(parent) || types.isSwitchCase(parent);
  if (types.isBlockStatement(node) && isListed)
    edits.push(span(node, source.slice(node.start! + 1, node.end! - 1)));
  return edits;
}

function simplifications(node: t.Node, parent: t.Node, source: string): Edit[] {
  if ('typeAnnotation' in node && types.isTSTypeAnnotation(node.typeAnnotation))
    return [span(node.typeAnnotation, '')];
  if (!types.isExpression(node) || types.isLiteral(node) || !isReplaceable(node, parent)) return [];
  const edits = partsOf(node).map((part) => {
    const text = textOf(part, source);
    return span(node, /^[\w.]+$/.test(text) ? text : `(${text})`);
  });
  if (!types.isIdentifier(node)) edits.push(span(node, '2'));
  return edits;
}

/** Neither a place that is assigned, nor a declared name, nor what is called. */
function isReplaceable(node: t.Node, parent: t.Node): boolean {
  if (types.isUpdateExpression(parent) || types.isPattern(parent))
    return types.isAssignmentPattern(parent) && parent.right === node;
  if (types.isAssignmentExpression(parent) || types.isForXStatement(parent)) return parent.right === node;
  if (types.isCallExpression(parent) || types.isNewExpression(parent)) return parent.callee !== node;
  if (types.isVariableDeclarator(parent)) return parent.init === node;
  if (types.isMemberExpression(parent)) return parent.object === node || parent.computed;
  if (types.isObjectProperty(parent)) return parent.value === node;
  if (types.isFunction(parent)) return parent.body === node;
  return !types.isClass(parent) && !types.isTSType(parent);
}

function partsOf(node: t.Node): t.Expression[] {
  const parts: t.Expression[] = [];
  for (const key of types.VISITOR_KEYS[node.type] ?? []) {
    const child = (node as unknown as Record<string, unknown>)[key];
    for (const each of [child].flat() as (t.Node | null | undefined)[]) {
      if (types.isObjectProperty(each)) parts.push(each.value as t.Expression);
      else if (types.isSpreadElement(each)) parts.push(each.argument);
      else if (types.isExpression(each)) parts.push(each);
    }
  }
  return parts;
}

function span(node: t.Node, text: string): Edit {
  return { start: node.start!, end: node.end!, text };
}

function textOf(node: t.Node, source: string): string {
  return source.slice(node.start!, node.end!);
}
