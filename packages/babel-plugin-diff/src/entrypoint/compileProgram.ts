import type { NodePath, types as t } from '@babel/core';
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
  const { differentiable, nondifferentiable, problems } = findAnnotations(program);
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
  const lowered = lowerProgram(program, {
    annotated,
    wanted: others,
    inactive: nondifferentiable,
    fileName: file.name,
    source: file.source,
  });
  if (lowered.length === 0) return;

  const imports = new RuntimeImports(program, compiledEntry(options.runtime));
  const compiled = compileFunctions(
    lowered.map(({ known }) => known),
    { fileName: file.name, source: file.source, lowered, helper: (name) => imports.use(name) },
  );
  emitCompanions(program, lowered, compiled, imports);
}
