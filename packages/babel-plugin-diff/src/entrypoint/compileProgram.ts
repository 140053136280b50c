import type { NodePath, types as t } from '@babel/core';
import type { Diagnostic } from '../diagnostics/Diagnostic.js';
import type { KnownFunction } from '../hir/model.js';
import type { LoweredFunction } from '../lower/ProgramLowering.js';
import { throwProblems } from '../diagnostics/CompileError.js';
import { lowerProgram } from '../lower/lowerProgram.js';
import type { CompileFunctions } from './compiledFunction.js';
import { emitCompanions } from './emitCompanions.js';
import { findAnnotations } from './findAnnotations.js';
import type { ResolvedOptions } from './options.js';
import { compiledEntry, RuntimeImports } from './RuntimeImports.js';

/** The file that is compiled. */
export interface SourceFile {
  readonly name: string;
  readonly source: string | undefined;
}

/**
 * Compiles what a file asks for: finds the annotations, lowers the functions, hands them to the pipeline and puts the
 * companions into the file. A file that asks for nothing is left alone.
 *
 * @throws CompileError with every problem of the file
 */
export function compileProgram(
  program: NodePath<t.Program>,
  file: SourceFile,
  options: ResolvedOptions,
  compileFunctions: CompileFunctions,
): void {
  const { differentiable, nondifferentiable, problems } = findAnnotations(program, file.source);
  throwProblems(problems, file.name, file.source);
  if (differentiable.size === 0 && options.include !== 'all') return;

  const annotated: NodePath<t.Function>[] = [];
  const others: NodePath<t.Function>[] = [];
  program.traverse({
    Function: (path) => {
      if (differentiable.has(path.node)) annotated.push(path);
      else if (options.include === 'all' && !path.isMethod() && !nondifferentiable.has(path.node))
        others.push(path);
    },
  });
  const imports = new RuntimeImports(program, compiledEntry(options.runtime));
  const excluded = new Set<t.Function>();
  for (;;) {
    const lowered = lowerProgram(program, {
      annotated,
      wanted: others,
      excluded,
      inactive: nondifferentiable,
      fileName: file.name,
      source: file.source,
    });
    if (lowered.length === 0) return;
    const late = new LateProblems(lowered);
    const compiled = compileFunctions(
      lowered.map(({ known }) => known),
      {
        fileName: file.name,
        source: file.source,
        lowered,
        report: (known, found) => late.report(known, found),
        helper: (name) => imports.use(name),
      },
    );
    throwProblems(late.required, file.name, file.source);
    if (late.optional.size === 0) {
      emitCompanions(program, lowered, compiled, imports);
      return;
    }
    for (const fn of late.optional) excluded.add(fn);
  }
}

/** Problems that show only after lowering: of functions that the user asked for, and of those that may be left out. */
class LateProblems {
  readonly required: Diagnostic[] = [];
  readonly optional = new Set<t.Function>();

  constructor(private readonly lowered: readonly LoweredFunction[]) {}

  report(known: KnownFunction, problems: readonly Diagnostic[]): void {
    if (problems.length === 0) return;
    const fn = this.lowered.find((each) => each.known === known);
    const root = fn && rootOf(fn);
    if (root?.optional) this.optional.add(root.path.node);
    else this.required.push(...problems);
  }
}

function rootOf(fn: LoweredFunction): LoweredFunction {
  return fn.liftedFrom ? rootOf(fn.liftedFrom) : fn;
}
