import type { types as t } from '@babel/core';
import type { HIRFunction, KnownFunction } from '../hir/model.js';
import type { LanesPolicy } from '../analysis/inferLanes.js';
import type { TracedClosure } from '../trace/tracedCompanions.js';
import type { ObjectTraits } from './findObjectTraits.js';
import type { Limit, LoweredFunction } from '../lower/ProgramLowering.js';

/** What the pipeline needs to know of the file and may ask of it. */
export interface CompileEnvironment {
  /** Name of the file, for comments and messages at run time. */
  readonly fileName: string;
  /** Text of the file, if known. */
  readonly source: string | undefined;
  /** The functions in the order of lowering; `sourceIndex` of a closure counts in this list. */
  readonly lowered: readonly LoweredFunction[];
  /** What the file makes of objects. */
  readonly traits: ObjectTraits;
  /** Whether operators may be those of arrays, and of no other objects. */
  readonly arraysAlone: boolean;
  /** Which functions get a companion for several tangents at once. */
  readonly lanes: LanesPolicy;
  /** Highest order of derivatives that is compiled for. */
  readonly order: number;
  /** Takes what keeps a function from being compiled and shows only after lowering. */
  report(known: KnownFunction, limits: readonly Limit[]): void;
  /** Takes why loops that are marked `@checkpoint` cannot be run again. */
  reportLoops(limits: readonly Limit[]): void;
  /** Identifier under which the emitted code knows a function of the runtime; imports it on first use. */
  helper(name: string): t.Identifier;
  /** The traced form of a closure as a function of what it captures; null if no traced forms are made. */
  readonly traceClosure: ((closure: LoweredFunction) => TracedClosure) | null;
  /** A name for a function beside the companions that nothing in the file has. */
  freshName(base: string): string;
}

/** The companions of a function, ready to be put into the file. */
export interface CompiledFunction {
  readonly known: KnownFunction;
  readonly declarations: readonly t.FunctionDeclaration[];
  /** Object literal `{ forward, reverse, tangent }` for callers that do not know the function. */
  readonly record: t.Expression;
}

/** Receives the printed HIR of a function behind a step; tests pin it, `debug` shows it. */
export type StepLogger = (step: string, fn: HIRFunction, text: string) => void;

/** The pipeline as the entry point sees it. */
export type CompileFunctions = (
  known: readonly KnownFunction[],
  env: CompileEnvironment,
  log: StepLogger | null,
) => CompiledFunction[];
