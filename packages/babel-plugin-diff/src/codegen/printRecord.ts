import { types as t } from '@babel/core';
import type { KnownFunction, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';
import { Assumption } from '../analysis/inferAssumptions.js';
import { Names } from './Names.js';

/**
 * The companion record of a function for callers that do not know it: every argument comes with its shadow (or tangent), in order.
 *
 * With `checks` the record refuses arguments that the companions were not compiled for; without, it says which arguments have to be
 * numbers or lists, whether the function can be run again, and if not, what else is taken for granted: the runtime then has traced code to turn to.
 */
export function printRecord(
  known: KnownFunction,
  helper: (name: string) => t.Identifier,
  checks: boolean,
): t.ObjectExpression {
  const check = checks ? helper : null;
  const positions = (indices: readonly number[]): t.Expression =>
    t.arrayExpression(indices.map((i) => t.numericLiteral(i)));
  const properties = [
    t.objectProperty(t.identifier('forward'), forwardEntry(known, check)),
    t.objectProperty(t.identifier('reverse'), reverseEntry(known)),
    t.objectProperty(t.identifier('arity'), t.numericLiteral(known.hir.params.length)),
    t.objectProperty(t.identifier('tangent'), tangentEntry(known, check)),
  ];
  if (known.hasSecondOrder)
    properties.push(t.objectProperty(t.identifier('second'), secondEntries(known, check)));
  if (known.restartable)
    properties.push(t.objectProperty(t.identifier('restartable'), t.booleanLiteral(true)));
  if (known.stable) properties.push(t.objectProperty(t.identifier('stable'), t.booleanLiteral(true)));
  if (known.stableWith) {
    const called = t.arrayExpression(known.stableWith.map((name) => t.identifier(name)));
    properties.push(t.objectProperty(t.identifier('stableWith'), t.arrowFunctionExpression([], called)));
  }
  if (checks) return t.objectExpression(properties);
  const assumptions = known.restartable ? known.assumptions & Assumption.noOperators : known.assumptions;
  if (assumptions !== 0)
    properties.push(t.objectProperty(t.identifier('assumptions'), t.numericLiteral(assumptions)));
  if (known.plain) properties.push(t.objectProperty(t.identifier('plain'), t.booleanLiteral(true)));
  if (known.hasLanes) {
    properties.push(t.objectProperty(t.identifier('lanes'), t.identifier(known.lanesName)));
    if (known.resultChannel === 'number')
      properties.push(t.objectProperty(t.identifier('lanesInRegisters'), t.booleanLiteral(true)));
  }
  const numbers = known.paramChannels.flatMap((channel, i) => (channel === 'number' ? [i] : []));
  const lists = listParameters(known);
  if (numbers.length > 0) properties.push(t.objectProperty(t.identifier('numbers'), positions(numbers)));
  const arrays = known.hir.params.flatMap(({ holds }, i) =>
    holds ? [t.arrayExpression([t.numericLiteral(i), t.stringLiteral(holds)])] : [],
  );
  if (arrays.length > 0) properties.push(t.objectProperty(t.identifier('arrays'), t.arrayExpression(arrays)));
  const complexes = known.hir.params.flatMap(({ isComplex }, i) => (isComplex ? [i] : []));
  if (complexes.length > 0)
    properties.push(t.objectProperty(t.identifier('complexes'), positions(complexes)));
  if (lists.length > 0) properties.push(t.objectProperty(t.identifier('lists'), positions(lists)));
  return t.objectExpression(properties);
}

/** Parameters that are iterated as they come. */
function listParameters(known: KnownFunction): number[] {
  const iterated = new Set<Value>();
  forEachBlock(known.hir.entry, (block) => {
    for (const { op } of block.instructions)
      if (op.kind === 'helper' && op.name === 'expectIterableArray') iterated.add(op.args[0]!);
  });
  return known.hir.params.flatMap((param, i) => (iterated.has(param) ? [i] : []));
}

interface Parameter {
  readonly value: string;
  /** Its shadow or tangent. */
  readonly companion: string;
}

function parametersOf(known: KnownFunction, names: Names, suffix: string): Parameter[] {
  return known.hir.params.map((param) => {
    const value = names.unique(param.name ?? 'x');
    return { value, companion: names.unique(`${value}${suffix}`) };
  });
}

function entryParams(tape: string, self: [string, string], params: readonly Parameter[]): t.Identifier[] {
  return [tape, ...self, ...params.flatMap(({ value, companion }) => [value, companion])].map((name) =>
    t.identifier(name),
  );
}

/** Numbers are what the companions compute with; a number without a tangent is a constant of the call. */
function numberArguments(
  known: KnownFunction,
  params: readonly Parameter[],
  helper: Helper | null,
): t.Statement[] {
  if (!helper) return [];
  return params.flatMap(({ value, companion }, i) => {
    if (known.paramChannels[i] !== 'number') return [];
    const isNumber = t.binaryExpression(
      '!==',
      t.unaryExpression('typeof', t.identifier(value)),
      t.stringLiteral('number'),
    );
    if (known.overloads) {
      // The function that made the closure begins anew.
      const check = t.callExpression(helper('expectOperand'), [
        t.identifier(value),
        t.stringLiteral(`an argument of ${known.name}`),
      ]);
      return [t.ifStatement(isNumber, t.expressionStatement(check))];
    }
    const args = [
      t.identifier(value),
      t.identifier(companion),
      t.stringLiteral(known.name),
      t.numericLiteral(i),
    ];
    const check = t.expressionStatement(t.callExpression(helper('expectNumberArgument'), args));
    return [t.ifStatement(isNumber, check)];
  });
}

type Helper = (name: string) => t.Identifier;

function forwardEntry(known: KnownFunction, helper: Helper | null): t.Expression {
  const names = new Names([known.forwardName, 'typeof']);
  const tape = names.unique('tape');
  const self: [string, string] = [names.unique('self'), names.unique('self$')];
  const params = parametersOf(known, names, '$');
  const statements = numberArguments(known, params, helper);
  const stored = params.filter((_, i) => known.storedParams[i]);
  // What is stored into gets its shadow first; the others may be the same objects and look again.
  const order = stored.length > 0 ? [...stored, ...params.filter((p) => !stored.includes(p))] : [];
  for (const param of order) {
    if (known.paramChannels[params.indexOf(param)] === 'number') continue;
    const method = stored.includes(param) ? 'ensure' : 'late$';
    statements.push(
      assignment(
        t.identifier(param.companion),
        t.callExpression(t.memberExpression(t.identifier(tape), t.identifier(method)), [
          t.identifier(param.value),
          t.identifier(param.companion),
        ]),
      ),
    );
  }
  const args = params.flatMap(({ value, companion }, i) =>
    known.paramChannels[i] === 'number'
      ? [t.identifier(value)]
      : [t.identifier(value), t.identifier(companion)],
  );
  const call = t.callExpression(t.identifier(known.forwardName), [t.identifier(tape), ...args]);
  const setsResult = known.resultChannel === 'reference' || known.resultChannel === 'unknown';
  if (setsResult) {
    statements.push(t.returnStatement(call));
  } else {
    const result = names.unique('result');
    statements.push(t.variableDeclaration('const', [t.variableDeclarator(t.identifier(result), call)]));
    statements.push(
      assignment(t.memberExpression(t.identifier(tape), t.identifier('ret')), t.identifier('undefined')),
    );
    statements.push(t.returnStatement(t.identifier(result)));
  }
  return t.arrowFunctionExpression(entryParams(tape, self, params), t.blockStatement(statements));
}

function reverseEntry(known: KnownFunction): t.Expression {
  const returnsFirst = known.paramChannels.length > 0 && known.paramChannels[0] !== 'reference';
  if (returnsFirst) return t.identifier(known.reverseName);
  const [tape, d] = [t.identifier('tape'), t.identifier('d')];
  return t.arrowFunctionExpression(
    [tape, d],
    t.blockStatement([
      t.expressionStatement(t.callExpression(t.identifier(known.reverseName), [tape, d])),
      t.returnStatement(t.numericLiteral(0)),
    ]),
  );
}

function tangentEntry(known: KnownFunction, helper: Helper | null): t.Expression {
  const names = new Names([known.tangentName, 'typeof']);
  const tape = names.unique('tape');
  const self: [string, string] = [names.unique('self'), names.unique('self_')];
  const params = parametersOf(known, names, '_');
  const statements = numberArguments(known, params, helper);
  params.forEach(({ companion }, i) => {
    if (known.paramChannels[i] !== 'number') return;
    const absent = t.binaryExpression('===', t.identifier(companion), t.identifier('undefined'));
    statements.push(t.ifStatement(absent, assignment(t.identifier(companion), t.numericLiteral(0))));
  });
  const args = params.flatMap(({ value, companion }) => [t.identifier(value), t.identifier(companion)]);
  const call = t.callExpression(t.identifier(known.tangentName), [t.identifier(tape), ...args]);
  statements.push(t.returnStatement(call));
  return t.arrowFunctionExpression(entryParams(tape, self, params), t.blockStatement(statements));
}

/**
 * The tangents of the forward and the reverse companion. Every argument comes with its tangent, its shadow and the shadow of tangents.
 */
function secondEntries(known: KnownFunction, helper: Helper | null): t.Expression {
  return t.objectExpression([
    t.objectProperty(t.identifier('forward'), secondForward(known, helper)),
    t.objectProperty(t.identifier('reverse'), secondReverse(known)),
  ]);
}

function secondForward(known: KnownFunction, helper: Helper | null): t.Expression {
  const names = new Names([known.forwardTangentName, 'typeof']);
  const tape = names.unique('tape');
  const self = ['self', 'self_', 'self$', 'self$_'].map((name) => names.unique(name));
  const tangents = parametersOf(known, names, '_');
  const params = tangents.map(({ value, companion }) => {
    const shadow = names.unique(`${value}$`);
    return { value, tangent: companion, shadow, shadowTangent: names.unique(`${shadow}_`) };
  });
  const statements = numberArguments(known, tangents, helper);
  const onTape = (lane: 0 | 1, method: string, args: readonly string[]): t.Expression => {
    const receiver = lane === 0 ? t.identifier(tape) : laneTape(tape);
    return t.callExpression(
      t.memberExpression(receiver, t.identifier(method)),
      args.map((arg) => t.identifier(arg)),
    );
  };
  const isStored = (i: number): boolean => known.storedParams[i] === true;
  const order = params.map((_, i) => i).sort((a, b) => Number(isStored(b)) - Number(isStored(a)));
  for (const i of order) {
    const { value, tangent, shadow, shadowTangent } = params[i]!;
    if (known.paramChannels[i] === 'number') {
      const absent = t.binaryExpression('===', t.identifier(tangent), t.identifier('undefined'));
      statements.push(t.ifStatement(absent, assignment(t.identifier(tangent), t.numericLiteral(0))));
    } else if (known.storedParams.includes(true)) {
      // What is stored into gets its shadows first; the others may be the same objects and look again.
      const method = isStored(i) ? 'ensure' : 'late$';
      statements.push(
        assignment(t.identifier(shadow), onTape(0, method, [value, shadow])),
        assignment(t.identifier(shadowTangent), onTape(1, method, [value, shadowTangent])),
      );
    }
  }
  const args = params.flatMap(({ value, tangent, shadow, shadowTangent }, i) =>
    known.paramChannels[i] === 'number' ? [value, tangent] : [value, tangent, shadow, shadowTangent],
  );
  const call = t.callExpression(
    t.identifier(known.forwardTangentName),
    [tape, ...args].map((name) => t.identifier(name)),
  );
  if (known.resultChannel === 'reference' || known.resultChannel === 'unknown') {
    statements.push(t.returnStatement(call));
  } else {
    const result = names.unique('result');
    const none = (receiver: t.Expression): t.Statement =>
      assignment(t.memberExpression(receiver, t.identifier('ret')), t.identifier('undefined'));
    statements.push(
      t.variableDeclaration('const', [t.variableDeclarator(t.identifier(result), call)]),
      none(t.identifier(tape)),
      none(laneTape(tape)),
      t.returnStatement(t.identifier(result)),
    );
  }
  const given = params.flatMap(({ value, tangent, shadow, shadowTangent }) => [
    value,
    tangent,
    shadow,
    shadowTangent,
  ]);
  return t.arrowFunctionExpression(
    [tape, ...self, ...given].map((name) => t.identifier(name)),
    t.blockStatement(statements),
  );
}

function secondReverse(known: KnownFunction): t.Expression {
  const returnsFirst = known.paramChannels.length > 0 && known.paramChannels[0] !== 'reference';
  if (returnsFirst) return t.identifier(known.reverseTangentName);
  const params = ['tape', 'd', 'd_'].map((name) => t.identifier(name));
  const register = t.memberExpression(
    t.memberExpression(laneTape('tape'), t.identifier('r')),
    t.numericLiteral(0),
    true,
  );
  return t.arrowFunctionExpression(
    params,
    t.blockStatement([
      t.expressionStatement(t.callExpression(t.identifier(known.reverseTangentName), params)),
      assignment(register, t.numericLiteral(0)),
      t.returnStatement(t.numericLiteral(0)),
    ]),
  );
}

/** The tangent tape of a second-order sweep. */
function laneTape(tape: string): t.Expression {
  return t.memberExpression(
    t.memberExpression(t.identifier(tape), t.identifier('lanes')),
    t.numericLiteral(1),
    true,
  );
}

function assignment(target: t.Identifier | t.MemberExpression, value: t.Expression): t.Statement {
  return t.expressionStatement(t.assignmentExpression('=', target, value));
}
