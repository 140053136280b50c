import { compileProgram } from './fuzz/loadProgram.js';

/** The companions of a function `f` as they are printed. */
export interface EmittedCompanions {
  readonly forward: string;
  readonly reverse: string;
  readonly tangent: string;
}

/** Compiles one function declaration called `f` and gives its companions. */
export function emittedFor(declaration: string): EmittedCompanions {
  const code = compileProgram(`/* @differentiable */ ${declaration}`);
  const companion = (role: string): string => {
    const start = code.indexOf(`function f_${role}(`);
    if (start < 0) throw new Error(`no companion ${role} in\n${code}`);
    return code.slice(start, code.indexOf('\n}', start) + 2);
  };
  return { forward: companion('forward'), reverse: companion('reverse'), tangent: companion('tangent') };
}

/** How many numbers a forward companion pushes, by counting the writes to the tape in its text. */
export function pushesIn(forward: string): number {
  return (forward.match(/\bT\[n[^\]]*\] =/g) ?? []).length;
}
