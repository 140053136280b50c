import { type NodePath, types as t } from '@babel/core';
import { believeHints } from './analysis/believeHints.js';
import { describeTape, type DescribedLoop } from './analysis/describeTape.js';
import { findLocalArrays } from './analysis/findLocalArrays.js';
import { inferAssumptions } from './analysis/inferAssumptions.js';
import { inferOverloads } from './analysis/inferOverloads.js';
import { inferActivity } from './analysis/inferActivity.js';
import { inferChannels } from './analysis/inferChannels.js';
import { inferLanes } from './analysis/inferLanes.js';
import { inferSecondOrder } from './analysis/inferSecondOrder.js';
import { inferStores } from './analysis/inferStores.js';
import { structureExits } from './cfg/structureExits.js';
import { printFunction, type PrintEnvironment } from './codegen/FunctionPrinter.js';
import { printRecord } from './codegen/printRecord.js';
import { inferRestartable } from './analysis/inferRestartable.js';
import { inferStable } from './analysis/inferStable.js';
import { checkClosures } from './validate/checkClosures.js';
import { checkLengths } from './validate/checkLengths.js';
import { checkObjects } from './validate/checkObjects.js';
import { checkOperands } from './validate/checkOperands.js';
import { checkOuterStores } from './validate/checkOuterStores.js';
import type { CompiledFunction, CompileEnvironment, StepLogger } from './entrypoint/compiledFunction.js';
import { named } from './entrypoint/insertion.js';
import { inferredName, outerNameOf } from './lower/nameOfFunction.js';
import type { LoweredFunction } from './lower/ProgramLowering.js';
import type { TracedClosure } from './trace/tracedCompanions.js';
import type { HIRFunction, KnownFunction } from './hir/model.js';
import { printHIR } from './hir/printHIR.js';
import { isReverse } from './hir/effects.js';
import { forEachBlock } from './hir/visitors.js';
import { accumulateInLocals } from './optimize/accumulateInLocals.js';
import { commonLoads } from './optimize/commonLoads.js';
import { commonSubexpressions } from './optimize/commonSubexpressions.js';
import { constantPropagation } from './optimize/constantPropagation.js';
import { deadCodeElimination } from './optimize/deadCodeElimination.js';
import { groupAdditions } from './optimize/groupAdditions.js';
import { hoistInvariants } from './optimize/hoistInvariants.js';
import { hoistLoads } from './optimize/hoistLoads.js';
import { inlinePushes } from './optimize/inlinePushes.js';
import { calleesFirst, countCalls, inlineCalls, type InlineOptions } from './optimize/inlineCalls.js';
import { replaceAggregates } from './optimize/replaceAggregates.js';
import { reserveTape } from './optimize/reserveTape.js';
import { splitLong } from './optimize/splitLong.js';
import { simplifyNumbers } from './optimize/simplifyNumbers.js';
import { unguardShadows } from './optimize/unguardShadows.js';
import { unboxNumbers } from './optimize/unboxNumbers.js';
import { useArrays } from './optimize/useArrays.js';
import { hasUseStrict } from './lower/hasUseStrict.js';
import { isNativeCallback } from './lower/nativeCallbacks.js';
import { eliminateRedundantPhi } from './ssa/eliminateRedundantPhi.js';
import { enterSSA } from './ssa/enterSSA.js';
import { guardNumbers } from './transform/guardNumbers.js';
import { guardReferences } from './transform/guardReferences.js';
import { guardObjects } from './transform/guardObjects.js';
import { settleKeys } from './transform/settleKeys.js';
import { settleTests } from './transform/settleTests.js';
import { buildLanes, buildTangent } from './transform/tangent/buildTangent.js';
import { buildAdjoint, type Adjoint } from './transform/adjoint/buildAdjoint.js';
import { buildSecondOrder } from './transform/secondOrder/buildSecondOrder.js';
import type { OutlinedLoop, OutlineNames } from './transform/checkpoint/outlineLoops.js';
import { CheckpointedLoops, checkLoops } from './transform/checkpoint/CheckpointedLoops.js';

/** The passes, in order. */
export function compileFunctions(
  functions: readonly KnownFunction[],
  env: CompileEnvironment,
  log: StepLogger | null = null,
): CompiledFunction[] {
  const step = (fn: HIRFunction, ...passes: ((fn: HIRFunction) => void)[]): void => {
    for (const pass of passes) {
      pass(fn);
      log?.(pass.name, fn, printHIR(fn));
    }
  };

  const lowered = new Map(env.lowered.map((each) => [each.known, each]));
  const sameOuter: OutlineNames['sameOuter'] = (caller, callee, name) =>
    outerBinding(lowered.get(caller), name) === outerBinding(lowered.get(callee), name);
  const sameMode: InlineOptions['sameMode'] = (caller, callee) =>
    isStrict(lowered.get(caller)) === isStrict(lowered.get(callee));
  const calls = countCalls(functions);
  const callsOf: InlineOptions['callsOf'] = (callee) => calls.get(callee) ?? 0;
  for (const known of calleesFirst(functions)) {
    inlineCalls(known, { sameOuter, sameMode, callsOf });
    log?.(inlineCalls.name, known.hir, printHIR(known.hir));
    step(known.hir, replaceAggregates);
  }
  for (const { hir } of functions) {
    step(hir, structureExits, enterSSA, eliminateRedundantPhi, constantPropagation);
    step(hir, inlinePushes, deadCodeElimination);
  }
  believeHints(functions);
  useArrays(functions);
  inferChannels(functions);
  for (const { hir } of functions) step(hir, simplifyNumbers, commonLoads);
  inferStable(functions);
  for (const { hir, stable } of functions) {
    hoistLoads(hir, stable);
    log?.(hoistLoads.name, hir, printHIR(hir));
    step(hir, inferActivity);
  }
  inferStores(functions);
  for (const known of functions) {
    env.report(known, [
      ...checkOuterStores(known.hir),
      ...checkLengths(known.hir),
      ...checkOperands(known.hir),
      ...checkClosures(known.hir),
      ...checkObjects(known, env.traits, modeOf(lowered.get(known))),
    ]);
  }
  inferRestartable(functions);
  inferAssumptions(functions);
  const limits = inferOverloads(functions, {
    arraysAlone: env.arraysAlone,
    isCallback: (known) => isCallback(lowered.get(known)),
  });
  for (const [known, found] of limits) env.report(known, found);
  inferLanes(functions, env.lanes);
  inferSecondOrder(functions, env.order);

  for (const known of functions) {
    settleTests(known.hir);
    settleKeys(known.hir);
    guardReferences(known.hir, env.fileName);
    guardObjects(known.hir, modeOf(lowered.get(known)).isSloppy);
  }

  const print = printEnvironment(env);
  const names: OutlineNames = {
    freshName: (base) => env.freshName(base),
    fileName: env.fileName,
    isVariable: (known, name) => !!outerBinding(lowered.get(known), name),
    sameOuter,
  };
  for (const known of functions) env.reportLoops(checkLoops(known, names));
  const loops = new CheckpointedLoops(functions, names);
  for (const known of functions) {
    // The state of a loop that is run again is kept in between.
    if (loops.loopsOf(known).length === 0) step(known.hir, findLocalArrays);
  }
  const adjointOf = (known: KnownFunction, overloads: boolean): Adjoint => {
    const { forward, reverse } = buildAdjoint(known, env.fileName);
    guardNumbers(forward, env.fileName, overloads);
    step(reverse, hoistInvariants, accumulateInLocals, enterSSA);
    return { forward, reverse };
  };
  const compiled = functions.map((known) => {
    // Stores of loops that stand in functions of their own are not seen.
    const stable = known.stable && loops.loopsOf(known).length === 0;
    const { overloads } = known;
    const { forward, reverse } = adjointOf({ ...known, hir: loops.hirOf(known), stable }, overloads);
    const tangents = [
      buildTangent(known, env.fileName),
      ...(known.hasLanes ? [buildLanes(known, env.fileName)] : []),
    ];
    for (const fn of tangents) guardNumbers(fn, env.fileName, overloads);
    const ofTurns = loops.loopsOf(known).map(({ turns }) => adjointOf(turns, overloads));
    const second = known.hasSecondOrder ? buildSecondOrder({ forward, reverse }, known) : null;
    const ofSecond = second ? [second.forward, second.reverse] : [];
    const plain = loops.plainFormsOf(known);
    for (const fn of plain) guardNumbers(fn, env.fileName, overloads);
    const ofLoops = [...ofTurns.flatMap((each) => [each.forward, each.reverse]), ...plain];
    const adjoints = [{ forward, reverse }, ...ofTurns, ...(second ? [second] : [])];
    for (const fn of [forward, reverse, ...tangents, ...ofLoops, ...ofSecond]) {
      step(fn, eliminateRedundantPhi, constantPropagation, commonSubexpressions, deadCodeElimination);
      step(fn, hoistInvariants);
      if (isReverse(fn)) step(fn, unguardShadows);
    }
    for (const each of adjoints) step(each.reverse, groupAdditions);
    for (const each of adjoints) step(each.forward, unboxNumbers, reserveTape);
    for (const fn of tangents) step(fn, unboxNumbers);
    known.plain = [forward, ...tangents].every(isPlain);
    log?.(describeTape.name, forward, describeTape(forward, described(loops.loopsOf(known), ofTurns)));
    const companions = [forward, reverse, ...tangents, ...ofLoops, ...ofSecond].flatMap((fn) => {
      const parts = splitLong(fn, (number) => env.freshName(`${fn.name}_part${number}`));
      for (const each of parts.length > 0 ? [fn, ...parts] : []) log?.(splitLong.name, each, printHIR(each));
      return [fn, ...parts];
    });
    const hasMode = hasModeOfItsOwn(lowered.get(known));
    const declarations = companions.map((fn) => printFunction(fn, print, hasMode));
    return { known, declarations, record: printRecord(known, print.helper, false) };
  });
  if (env.traceClosure)
    for (const { known, declarations } of compiled) {
      const closure = print.closures.has(known) ? lowered.get(known) : undefined;
      if (closure) declarations.push(printTraced(closure, env.traceClosure(closure)));
    }
  return compiled;
}

/** Declares the function that gives the traced form of a closure. */
function printTraced(closure: LoweredFunction, { params, body }: TracedClosure): t.FunctionDeclaration {
  const { tracedName } = closure.known;
  const strict = hasModeOfItsOwn(closure) ? [t.directive(t.directiveLiteral('use strict'))] : [];
  return t.functionDeclaration(
    t.identifier(tracedName),
    params.map((name) => t.identifier(name)),
    t.blockStatement([...body], strict),
  );
}

/** Is it handed to a method such as `map`? */
function isCallback(fn: LoweredFunction | undefined): boolean {
  return !!fn && isNativeCallback(fn.path);
}

/** Does the companion do nothing that could find what it was not compiled for? */
function isPlain(fn: HIRFunction): boolean {
  let found = true;
  forEachBlock(fn.entry, ({ instructions }) => {
    for (const { op } of instructions)
      found &&= !/^(checkNumber|helper|call.*|checkpointedLoop)$/.test(op.kind);
  });
  return found;
}

/** The loops that have been taken out of a function, by the name of the forward companion of their turns. */
function described(
  loops: readonly OutlinedLoop[],
  companions: readonly { readonly forward: HIRFunction }[],
): Map<string, DescribedLoop> {
  return new Map(
    loops.map(({ turns, checkpoint: { snapshots } }, i) => {
      return [turns.forwardName, { forward: companions[i]!.forward, snapshots }];
    }),
  );
}

function modeOf(fn: LoweredFunction | undefined): { isSloppy: boolean; isNested: boolean } {
  return { isSloppy: !isStrict(fn), isNested: !!fn?.liftedFrom };
}

function isStrict(fn: LoweredFunction | undefined): boolean {
  return !fn || fn.path.isInStrictMode() || hasUseStrict(fn.path.node);
}

/** Is it strict by a directive inside a file that is not? Its companions stand elsewhere in the file and repeat it. */
function hasModeOfItsOwn(fn: LoweredFunction | undefined): boolean {
  return !!fn && isStrict(fn) && !fn.path.scope.getProgramParent().path.isInStrictMode();
}

/** What a name means outside of the function; undefined for a global. */
function outerBinding(fn: LoweredFunction | undefined, name: string): unknown {
  return fn?.path.scope.parent?.getBinding(name);
}

/** @returns what printing needs, and the functions that closures were printed of so far */
function printEnvironment(env: CompileEnvironment): PrintEnvironment & { closures: Set<KnownFunction> } {
  const helper = (name: string): t.Identifier => env.helper(name);
  const closures = new Set<KnownFunction>();
  return {
    closures,
    reserved: new Set(),
    helper,
    closureRecord: (known) => {
      closures.add(known);
      const record = printRecord(known, helper, true);
      if (env.traceClosure)
        record.properties.push(t.objectProperty(t.identifier('traced'), t.identifier(known.tracedName)));
      return record;
    },
    closureSource: (sourceIndex) => {
      const { path, captures } = env.lowered[sourceIndex]!;
      const fn = toExpression(t.cloneNode(path.node));
      return {
        fn: isAnonymous(fn) ? withName(fn, path) : fn,
        captures: captures.map(({ identifier }) => identifier.name),
      };
    },
  };
}

/** An anonymous function with the name that it has from where it stands, which is declared if it calls itself by that. */
function withName(
  fn: t.ArrowFunctionExpression | t.FunctionExpression,
  path: NodePath<t.Function>,
): t.Expression {
  const own = outerNameOf(path);
  if (own !== null) {
    const declaration = t.variableDeclaration('const', [t.variableDeclarator(t.identifier(own), fn)]);
    const body = t.blockStatement([declaration, t.returnStatement(t.identifier(own))]);
    return t.callExpression(t.arrowFunctionExpression([], body), []);
  }
  const name = inferredName(path);
  return name === null ? fn : named(fn, name);
}

function isAnonymous(fn: t.Expression): fn is t.ArrowFunctionExpression | t.FunctionExpression {
  return fn.type === 'ArrowFunctionExpression' || (fn.type === 'FunctionExpression' && !fn.id);
}

/** A nested function, declared or not, as an expression. */
function toExpression(node: t.Function): t.Expression {
  if (node.type === 'FunctionDeclaration') {
    return t.functionExpression(node.id, node.params, node.body, node.generator, node.async);
  }
  return node as t.ArrowFunctionExpression | t.FunctionExpression;
}
