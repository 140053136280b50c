import { type NodePath, types as t } from '@babel/core';
import type { Binding, Scope } from '@babel/traverse';
import type { Checkpoint, KnownFunction } from '../hir/model.js';
import { locationOf } from '../lower/FunctionLowering.js';
import { seeThrough } from '../lower/seeThrough.js';
import { expectProgress, lowerProgram } from '../lower/lowerProgram.js';
import type { ProgramIndex } from '../lower/ProgramIndex.js';
import type { Limit, LoweredFunction } from '../lower/ProgramLowering.js';
import { tracedClosure } from '../trace/tracedCompanions.js';
import type { TraceProgram } from '../trace/TraceProgram.js';
import type { CompileFunctions } from './compiledFunction.js';
import type { SourceFile } from './compileProgram.js';
import type { LanesPolicy } from '../analysis/inferLanes.js';
import type { DebugLog } from './DebugLog.js';
import type { ObjectTraits } from './findObjectTraits.js';
import type { CompiledCompanions } from './emitCompanions.js';
import type { RuntimeImports } from './RuntimeImports.js';

interface FastOptions {
  readonly index: ProgramIndex;
  readonly annotated: readonly NodePath<t.Function>[];
  readonly nondifferentiable: ReadonlySet<t.Function>;
  /** Loops that are marked `@checkpoint`. */
  readonly checkpoints: ReadonlyMap<t.Node, Checkpoint>;
  /** What the file makes of objects. */
  readonly traits: ObjectTraits;
  readonly lanes: LanesPolicy;
  readonly order: number;
  /** Whether a variable outside of a function may be given something active while that is differentiated. */
  readonly isActiveOutside: (binding: Binding) => boolean;
  readonly file: SourceFile;
  readonly imports: RuntimeImports;
  readonly compileFunctions: CompileFunctions;
  readonly debug: DebugLog | null;
  /** Makes traced forms of closures; null if there are to be none. */
  readonly trace: TraceProgram | null;
}

/**
 * Compiles what it can of the annotated functions, and of those they call, to forward, reverse and tangent companions. What is not
 * in the part of the language that this covers is left to traced code.
 */
export function compileFast(
  program: NodePath<t.Program>,
  options: FastOptions,
): {
  readonly companions: Map<t.Function, CompiledCompanions>;
  readonly left: Map<t.Function, readonly Limit[]>;
  /** Why loops that are marked `@checkpoint` cannot be run again. */
  readonly limits: readonly Limit[];
} {
  const { index, file, imports, nondifferentiable, trace } = options;
  const excluded = functionsWithRules(program, index);
  const left = new Map<t.Function, readonly Limit[]>();
  for (const fn of excluded) left.set(fn, [{ loc: locationOf(fn), what: 'it has a rule' }]);
  for (;;) {
    const lowered = lowerProgram(program, {
      index,
      wanted: options.annotated.filter(({ node }) => !excluded.has(node)),
      excluded,
      inactive: nondifferentiable,
      isActiveOutside: options.isActiveOutside,
      checkpoints: options.checkpoints,
      fileName: file.name,
      source: file.source,
      onLimits: (fn, limits) => left.set(fn, limits),
    });
    options.debug?.restart();
    if (lowered.length === 0) return { companions: new Map(), left, limits: [] };
    const late = new Map<t.Function, Limit[]>();
    const limits: Limit[] = [];
    const compiled = options.compileFunctions(
      lowered.map(({ known }) => known),
      {
        fileName: file.name,
        source: file.source,
        lowered,
        traits: options.traits,
        arraysAlone: index.operators === 'arrays',
        lanes: options.lanes,
        order: options.order,
        report: (known, found) => {
          const fn = rootOf(lowered, known);
          if (fn && found.length > 0) late.set(fn.path.node, [...(late.get(fn.path.node) ?? []), ...found]);
        },
        reportLoops: (found) => limits.push(...found),
        traceClosure: trace && (({ path, captures }) => tracedClosure(trace, path, captures)),
        helper: (name) => imports.use(name),
        freshName: (base) => freshName(program.scope, base),
      },
      options.debug && ((pass, fn, text) => options.debug?.step(pass, fn, text)),
    );
    if (late.size === 0) return { companions: grouped(lowered, compiled), left, limits };
    expectProgress(late.keys(), excluded);
    for (const [fn, limits] of late) {
      excluded.add(fn);
      left.set(fn, limits);
    }
  }
}

/** Functions that the file gives rules, `defineRule(f, …)`: whoever calls them looks them up, and finds the rule. */
function functionsWithRules(program: NodePath<t.Program>, index: ProgramIndex): Set<t.Function> {
  const found = new Set<t.Function>();
  program.traverse({
    CallExpression: ({
      node: {
        callee,
        arguments: [first],
      },
    }) => {
      const name = callee.type === 'MemberExpression' ? callee.property : callee;
      if (name.type !== 'Identifier' || name.name !== 'defineRule' || first?.type !== 'Identifier') return;
      const path = index.bindingOf(first)?.path;
      if (path?.isFunction() === true) found.add(path.node);
      if (!path?.isVariableDeclarator() || !path.node.init) return;
      const init = seeThrough(path.node.init);
      if (init.type === 'ArrowFunctionExpression' || init.type === 'FunctionExpression') found.add(init);
    },
  });
  return found;
}

function freshName(scope: Scope, base: string): string {
  let name = base;
  for (let count = 2; scope.hasReference(name) || scope.hasBinding(name); count++) name = `${base}_${count}`;
  return name;
}

function rootOf(lowered: readonly LoweredFunction[], known: KnownFunction): LoweredFunction | undefined {
  let fn = lowered.find((each) => each.known === known);
  while (fn?.liftedFrom) fn = fn.liftedFrom;
  return fn;
}

/** Puts the companions of lifted functions to those of the function they were lifted out of. */
function grouped(
  lowered: readonly LoweredFunction[],
  compiled: ReturnType<CompileFunctions>,
): Map<t.Function, CompiledCompanions> {
  const byKnown = new Map(compiled.map((each) => [each.known, each]));
  const companions = new Map<t.Function, CompiledCompanions & { declarations: t.FunctionDeclaration[] }>();
  for (const fn of lowered) {
    const own = byKnown.get(fn.known);
    const root = rootOf(lowered, fn.known);
    if (!own || !root) continue;
    for (const declaration of own.declarations)
      t.addComment(declaration, 'leading', ' istanbul ignore next ');
    const present = companions.get(root.path.node);
    if (present) present.declarations.push(...own.declarations);
    else
      companions.set(root.path.node, {
        compiled: own,
        declarations: [...own.declarations],
        calledByName: root.calledByName,
      });
  }
  return companions;
}
