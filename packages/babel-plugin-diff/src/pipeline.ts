import { types as t } from '@babel/core';
import { inferActivity } from './analysis/inferActivity.js';
import { inferChannels } from './analysis/inferChannels.js';
import { inferStores } from './analysis/inferStores.js';
import { structureExits } from './cfg/structureExits.js';
import { printFunction, type PrintEnvironment } from './codegen/FunctionPrinter.js';
import { printRecord } from './codegen/printRecord.js';
import type { CompiledFunction, CompileEnvironment } from './entrypoint/compiledFunction.js';
import type { HIRFunction, KnownFunction } from './hir/model.js';
import { printHIR } from './hir/printHIR.js';
import { constantPropagation } from './optimize/constantPropagation.js';
import { deadCodeElimination } from './optimize/deadCodeElimination.js';
import { simplifyNumbers } from './optimize/simplifyNumbers.js';
import { eliminateRedundantPhi } from './ssa/eliminateRedundantPhi.js';
import { enterSSA } from './ssa/enterSSA.js';
import { buildAdjoint } from './transform/adjoint/buildAdjoint.js';

/** Receives the printed HIR of a function after a step; tests pin it, `debug` shows it. */
export type StepLogger = (step: string, fn: HIRFunction, text: string) => void;

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

  for (const { hir } of functions) {
    step(hir, structureExits, enterSSA, eliminateRedundantPhi, constantPropagation, deadCodeElimination);
  }
  inferChannels(functions);
  for (const { hir } of functions) step(hir, simplifyNumbers, inferActivity);
  inferStores(functions);

  return functions.map((known) => {
    const { forward, reverse } = buildAdjoint(known);
    step(reverse, enterSSA);
    for (const fn of [forward, reverse]) {
      step(fn, eliminateRedundantPhi, constantPropagation, deadCodeElimination);
    }
    const print = printEnvironment(env);
    const declarations = [forward, reverse].map((fn) => printFunction(fn, print));
    return { known, declarations, record: printRecord(known, print.helper, false) };
  });
}

function printEnvironment(env: CompileEnvironment): PrintEnvironment {
  return {
    reserved: new Set(),
    helper: (name) => env.helper(name),
    closureSource: (sourceIndex) => {
      const { path, captureNames } = env.lowered[sourceIndex]!;
      void captureNames;
      return t.cloneNode(path.node as t.Expression);
    },
  };
}
