import type { NodePath, types as t } from '@babel/core';
import type { Value } from '../hir/model.js';
import { givesNumber } from '../operators/givesNumber.js';
import { isMathCallee } from './classifyTest.js';
import { type FunctionLowering, locationOf } from './FunctionLowering.js';
import { isTypedArrayName } from './intrinsics.js';
import { lowerExpression } from './lowerExpression.js';
import { lowerPlace, placeIn, readPlace } from './lowerMember.js';
import { callNested, canCallDirectly, isNested } from './lowerNested.js';
import { lowerArguments } from './lowerArguments.js';
import { seeThrough } from './seeThrough.js';

/** Lowers a call: callee (and receiver) first, then the arguments. */
export function lowerCall(ctx: FunctionLowering, node: t.CallExpression): Value {
  const loc = locationOf(node);
  const callee = seeThrough(node.callee);
  switch (callee.type) {
    case 'Super':
      return ctx.leaveOut(callee, '`super`');
    case 'Import':
      return ctx.leaveOut(node, 'import()');
    case 'Identifier': {
      if (ctx.isGlobal(callee, 'eval')) return ctx.leaveOut(node, '`eval`');
      if (ctx.isGlobal(callee, 'Object')) return ctx.leaveOut(node, 'an object that stands for a number');
      // Derivatives with respect to what a closure captured are known to traced code only.
      if (ctx.program.index.nameInRuntime(callee) === 'forwardMode')
        return ctx.leaveOut(node, '`forwardMode`');
      const fn = ctx.functionNamed(callee);
      if (!fn) break;
      if (!isNested(ctx, fn)) return callNamed(ctx, node, callee, fn);
      if (canCallDirectly(ctx, fn)) return callNested(ctx, node, fn);
      break;
    }
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return callNested(ctx, node, ctx.program.index.pathOf(callee));
    case 'MemberExpression': {
      if (isMathCallee(ctx, callee) && callee.property.type === 'Identifier') {
        const args = lowerArguments(ctx, node.arguments);
        return ctx.builder.value({ kind: 'math', name: callee.property.name, args }, loc);
      }
      if (ctx.program.index.isDerivative(callee)) return ctx.leaveOut(callee, 'a derivative');
      // What JSON.stringify wrote may be read back: only traced code keeps the derivatives in its text.
      const owner = seeThrough(callee.object);
      if (owner.type === 'Identifier' && ctx.isGlobal(owner, 'JSON')) return ctx.leaveOut(node, 'JSON');
      // Companions do not look for derivatives in prototypes.
      if (owner.type === 'Identifier' && isOneOf(callee.property, ['create', 'setPrototypeOf'])) {
        if (ctx.isGlobal(owner, 'Object') || ctx.isGlobal(owner, 'Reflect'))
          return ctx.leaveOut(node, 'a prototype that is given');
      }
      // The receiver may be a number, whose derivative is the result's.
      if (isOneOf(callee.property, ['valueOf'])) return ctx.leaveOut(node, '`valueOf`');
      const place = lowerPlace(ctx, callee);
      return callValue(ctx, node, readPlace(ctx, place), place.object);
    }
    case 'OptionalMemberExpression':
    case 'OptionalCallExpression':
      return ctx.leaveOut(node, 'a call of a parenthesised optional chain');
    default:
      break;
  }
  return callValue(ctx, node, lowerExpression(ctx, callee), null);
}

/** Lowers `new C(…)`. */
export function lowerConstruct(ctx: FunctionLowering, node: t.NewExpression): Value {
  const loc = locationOf(node);
  const callee = seeThrough(node.callee);
  if (callee.type === 'Identifier' && isTypedArrayName(callee.name) && looksIntoBuffer(node))
    return ctx.leaveOut(node, 'a view of a buffer');
  if (callee.type === 'Identifier' && isTypedArrayName(callee.name) && node.arguments.length <= 1) {
    if (ctx.isGlobal(callee, callee.name)) {
      const argument = lowerArguments(ctx, node.arguments)[0] ?? null;
      return ctx.builder.value({ kind: 'newTyped', constructorName: callee.name, argument }, loc);
    }
  }
  // Instances may have accessors, and prototypes that hold numbers.
  if (makesInstance(ctx, node) && !isImported(ctx, callee))
    return ctx.leaveOut(node, 'an instance of a class');
  const constructor = lowerExpression(ctx, callee);
  const args = lowerArguments(ctx, node.arguments);
  return ctx.builder.value(
    { kind: 'construct', callee: constructor, args, text: ctx.program.textOf(callee) },
    loc,
  );
}

/** Is it `new` of anything but the arrays and errors of the language? */
export function makesInstance(ctx: FunctionLowering, written: t.Node): boolean {
  const node = seeThrough(written);
  if (node.type !== 'NewExpression') return false;
  const callee = seeThrough(node.callee);
  return !(
    callee.type === 'Identifier' &&
    plainConstructors.has(callee.name) &&
    ctx.isGlobal(callee, callee.name)
  );
}

/** A class of another file may be one that the runtime has a rule for. */
function isImported(ctx: FunctionLowering, callee: t.Node): boolean {
  const owner = callee.type === 'MemberExpression' ? seeThrough(callee.object) : callee;
  if (owner.type !== 'Identifier') return false;
  const path = ctx.program.index.bindingOf(owner)?.path;
  if (!path?.isVariableDeclarator()) return path?.parent.type === 'ImportDeclaration';
  const init = path.node.init && seeThrough(path.node.init);
  return (
    init?.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === 'require'
  );
}

const plainConstructors: ReadonlySet<string> = new Set([
  'Array',
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  ...['Float64', 'Float32', 'Int8', 'Uint8', 'Uint8Clamped', 'Int16', 'Uint16', 'Int32', 'Uint32'].map(
    (type) => `${type}Array`,
  ),
]);

/** `new Float64Array(buffer, 8, 1)`, `new Float64Array(xs.buffer)` */
function looksIntoBuffer(node: t.NewExpression): boolean {
  const [first] = node.arguments;
  return node.arguments.length > 1 || (!!first && mayBeBuffer(first));
}

function mayBeBuffer(written: t.Node): boolean {
  const node = seeThrough(written);
  if (node.type === 'NewExpression') return true;
  if (node.type === 'MemberExpression') return isOneOf(node.property, ['buffer']);
  if (node.type !== 'CallExpression') return false;
  const callee = seeThrough(node.callee);
  if (callee.type === 'Identifier') return callee.name === 'structuredClone';
  return callee.type === 'MemberExpression' && mayBeBuffer(callee.object);
}

function isOneOf(property: t.Node, names: readonly string[]): boolean {
  return property.type === 'Identifier' && names.includes(property.name);
}

/** Lowers `a?.b`, `a?.[i]`, `f?.(x)` and chains of them: the rest of the chain is skipped where a link is null or undefined. */
export function lowerOptionalChain(
  ctx: FunctionLowering,
  node: t.OptionalMemberExpression | t.OptionalCallExpression,
): Value {
  return lowerLink(ctx, node, (value) => value);
}

/** Evaluates a link of a chain and goes on with its value and receiver. */
function lowerLink(
  ctx: FunctionLowering,
  link: t.Node,
  next: (value: Value, self: Value | null) => Value,
): Value {
  const node = seeThrough(link);
  const loc = locationOf(node);
  const unlessAbsent = (optional: boolean, value: Value, rest: () => Value) => {
    if (!optional) return rest();
    const isAbsent = ctx.binary('==', value, ctx.constant(null), loc);
    return ctx.choose(isAbsent, loc, () => ctx.constant(undefined), rest);
  };
  if (node === link && node.type === 'OptionalMemberExpression') {
    return lowerLink(ctx, node.object, (object) =>
      unlessAbsent(node.optional, object, () => next(readPlace(ctx, placeIn(ctx, object, node)), object)),
    );
  }
  if (node === link && node.type === 'OptionalCallExpression') {
    return lowerLink(ctx, node.callee, (callee, self) =>
      unlessAbsent(node.optional, callee, () => next(callValue(ctx, node, callee, self), null)),
    );
  }
  if (node.type === 'MemberExpression') {
    const place = lowerPlace(ctx, node);
    return next(readPlace(ctx, place), place.object);
  }
  return next(lowerExpression(ctx, node), null);
}

function callValue(
  ctx: FunctionLowering,
  node: t.CallExpression | t.OptionalCallExpression,
  callee: Value,
  self: Value | null,
): Value {
  const args = lowerArguments(ctx, node.arguments);
  if (node.callee.type === 'Identifier' && ctx.program.index.isDetaching(node.callee)) {
    return ctx.helper('inactiveCall', [callee, ...args], locationOf(node));
  }
  const text = ctx.program.textOf(node.callee);
  const isPure = node.callee.type === 'Identifier' && ctx.program.index.isArrayFunction(node.callee);
  const isFresh = isPure && ctx.program.index.isFreshFunction(node.callee as t.Identifier);
  const numeric = ctx.program.index.operators === 'arrays' && givesNumber(ctx.program.index, node);
  return ctx.builder.value(
    { kind: 'callUnknown', callee, self, args, text, isPure, isFresh, ...(numeric && { givesNumber: true }) },
    locationOf(node),
  );
}

/** Calls a function of this file by its name. */
function callNamed(
  ctx: FunctionLowering,
  node: t.CallExpression,
  callee: t.Identifier,
  path: NodePath<t.Function>,
): Value {
  const loc = locationOf(node);
  if (ctx.program.isExcluded(path)) {
    return callValue(
      ctx,
      node,
      ctx.builder.value({ kind: 'loadOuter', name: callee.name }, locationOf(callee)),
      null,
    );
  }
  if (ctx.program.isInactive(path.node)) {
    const fn = ctx.builder.value({ kind: 'loadOuter', name: callee.name }, locationOf(callee));
    return ctx.helper('inactiveCall', [fn, ...lowerArguments(ctx, node.arguments)], loc);
  }
  path.node.params.forEach((param, i) => {
    const { kinds } = ctx.program;
    const arg = node.arguments[i];
    if (kinds.ofParameter(param) === 'complex' && (!arg || kinds.of(arg) !== 'complex'))
      ctx.leaveOut(arg ?? node, 'what may be no complex number, where one is passed');
  });
  const target = ctx.program.wantForCall(path, ctx.root).known;
  const given = lowerArguments(ctx, node.arguments);
  // Missing arguments are undefined; surplus ones have been evaluated, and that is all.
  const args = path.node.params.map((_, i) => given[i] ?? ctx.constant(undefined));
  return ctx.builder.value({ kind: 'callKnown', target, args }, loc);
}
