import type { types as t } from '@babel/core';
import type { BinaryOperator, Value } from '../hir/model.js';
import { constructName } from './constructName.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { lowerOperated } from './lowerComplex.js';
import { lowerExpression, lowerLogical, lowerRight } from './lowerExpression.js';
import { isPlainArray, lowerElements } from './lowerLiteral.js';
import { lowerPlace, readPlace, writePlace } from './lowerMember.js';
import { lowerName, storeName } from './lowerName.js';
import { assignPattern, bindElements } from './lowerPattern.js';
import { isOverloaded } from '../operators/overloaded.js';
import { seeThrough } from './seeThrough.js';

/** A simple assignment target whose parts are already evaluated. */
interface Target {
  read(): Value;
  write(value: Value): void;
}

/** Lowers an assignment of any kind; `resultUsed` false allows what would give another result. */
export function lowerAssignment(
  ctx: FunctionLowering,
  node: t.AssignmentExpression,
  resultUsed: boolean,
): Value {
  const { operator } = node;
  const left = seeThrough(node.left);
  if (operator === '=' && (left.type === 'ArrayPattern' || left.type === 'ObjectPattern')) {
    const right = seeThrough(node.right);
    if (!resultUsed && left.type === 'ArrayPattern' && isPlainArray(right)) {
      bindElements(ctx, left, lowerElements(ctx, right.elements), 'assign');
      return ctx.constant(undefined);
    }
    const value = lowerExpression(ctx, right);
    assignPattern(ctx, left, value, 'assign', right);
    return value;
  }
  const target = lowerTarget(ctx, left);
  if (operator === '=') {
    const value = lowerExpression(ctx, node.right);
    target.write(value);
    return value;
  }
  if (operator === '&&=' || operator === '||=' || operator === '??=') {
    const logical = operator.slice(0, 2) as '&&' | '||' | '??';
    const before = target.read();
    return lowerLogical(ctx, logical, before, node, () => {
      const value = lowerRight(ctx, logical, before, node.right);
      target.write(value);
      return value;
    });
  }
  const before = target.read();
  const after = isOverloaded(node)
    ? lowerOperated(ctx, node, before)
    : ctx.binary(
        operator.slice(0, -1) as BinaryOperator,
        before,
        lowerExpression(ctx, node.right),
        locationOf(node),
      );
  target.write(after);
  return after;
}

/** Lowers `++` and `--`; the operand counts as a number. */
export function lowerUpdate(ctx: FunctionLowering, node: t.UpdateExpression): Value {
  const loc = locationOf(node);
  const target = lowerTarget(ctx, seeThrough(node.argument));
  const before = ctx.builder.value({ kind: 'unary', operator: '+', argument: target.read() }, loc);
  const after = ctx.binary(node.operator === '++' ? '+' : '-', before, ctx.constant(1, loc), loc);
  target.write(after);
  return node.prefix ? after : before;
}

/** Does a chain of members begin with a variable that holds what another file, a class or a function made? */
function mayHaveSetters(ctx: FunctionLowering, member: t.MemberExpression): boolean {
  let owner = seeThrough(member.object);
  while (owner.type === 'MemberExpression') owner = seeThrough(owner.object);
  if (owner.type !== 'Identifier') return false;
  const meaning = ctx.meaningOf(owner);
  if (meaning.kind !== 'outer' || !meaning.binding) return false;
  const { path } = meaning.binding;
  if (path.isImportSpecifier() || path.isImportDefaultSpecifier()) return true;
  if (!path.isVariableDeclarator() || !path.node.init) return false;
  const init = seeThrough(path.node.init);
  if (init.type === 'NewExpression') {
    const made = seeThrough(init.callee);
    const isView = made.type === 'Identifier' && /^(?:Big)?(?:Ui|I)nt/.test(made.name);
    // A view of integers may change the bits of numbers.
    return (
      !(made.type === 'Identifier' && (made.name === 'Array' || /Array$/.test(made.name))) ||
      (isView && init.arguments[0]?.type !== 'NumericLiteral')
    );
  }
  return init.type === 'CallExpression' && !isArrayMaking(init);
}

/** `Array.from(…)`, `xs.map(…)`, `Array(3)` */
function isArrayMaking({ callee }: t.CallExpression): boolean {
  const made = seeThrough(callee);
  if (made.type === 'Identifier') return made.name === 'Array';
  return (
    made.type === 'MemberExpression' &&
    made.property.type === 'Identifier' &&
    /^(?:from|of|map|fill|slice|concat|filter)$/.test(made.property.name)
  );
}

function lowerTarget(ctx: FunctionLowering, node: t.Node): Target {
  if (node.type === 'Identifier') {
    return { read: () => lowerName(ctx, node), write: (value) => storeName(ctx, node, value) };
  }
  if (node.type === 'MemberExpression') {
    if (mayHaveSetters(ctx, node)) ctx.leaveOut(node, 'a store into an object that is made elsewhere');
    const place = lowerPlace(ctx, node);
    return { read: () => readPlace(ctx, place), write: (value) => writePlace(ctx, place, value) };
  }
  const nothing = ctx.leaveOut(node, constructName(node));
  return { read: () => nothing, write: () => undefined };
}
