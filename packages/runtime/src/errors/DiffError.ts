import { registers } from '../trace/registers.js';

/** The codes of the runtime's errors, each with what it means; `docs/errors/<CODE>.md` explains it. */
export const errorCodes = {
  DIFF3001: 'the function was never compiled',
  DIFF3002: 'the result is not a number',
  DIFF3003: 'wrong argument',
  DIFF3004: 'the pullback cannot be used now',
  DIFF3005: 'a rule returned something wrong',
  DIFF3006: 'the rule does not cover this mode',
  DIFF3007: 'compiled by another version',
  DIFF3008: 'the derivative check failed',
  DIFF3009: 'the sparsity pattern lacks entries of the Jacobian',
  DIFF3010: 'a complex number met a plain operator',
  DIFF3020: 'a solution has no derivative',
  DIFF3101: 'the derivative is lost in an opaque function',
  DIFF3102: 'not an array that can be iterated',
  DIFF3103: 'not a number in differentiated arithmetic',
  DIFF3104: 'views of different element types over one buffer',
  DIFF3105: 'an argument of a kind that is not supported yet',
  DIFF3106: 'a number where an object was expected',
  DIFF3107: 'an exported variable cannot carry a derivative',
  DIFF3108: 'turns of a loop cannot be run again',
  DIFF3109: 'checkpoints are ignored in traced code',
  DIFF3110: 'a call made by checkpoint did not do the same again',
  DIFF3112: 'derivatives of first order only',
  DIFF3113: 'no compiled second derivatives',
  DIFF3201: 'shapes that do not go together',
  DIFF3202: 'no such axis or index',
  DIFF3203: 'not an array of such elements',
  DIFF3204: 'a matrix that cannot be factorised',
  DIFF3900: 'internal error',
} as const;

/** A stable error code of the runtime, such as `'DIFF3001'`. */
export type RuntimeErrorCode = keyof typeof errorCodes;

/**
 * The error class of DiffJS: a stable code, what went wrong, where, and what to do.
 *
 * The packages built on the runtime throw it too, with codes of their own (`DIFF5…`, `DIFF6…`).
 *
 * @example
 * const codeOf = (run) => { try { run(); } catch (e) { return e instanceof DiffError ? e.code : undefined; } };
 * codeOf(() => gradient((x) => x, 1))   // 'DIFF3001'
 */
export class DiffError extends Error {
  /** The stable code, such as `'DIFF3001'`; documented in `docs/errors`. */
  readonly code: string;

  /** @param code the stable code  @param message one sentence in the user's terms, then what to do */
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(`${code}: ${message} See docs/errors/${code}.md`, options);
    this.name = 'DiffError';
    this.code = code;
    const { trace } = registers;
    if (trace !== null && isRefusal(code)) trace.refusal ??= this;
  }
}

/** Does the code say that what a program does cannot be differentiated? Called normally, the program would have gone on. */
function isRefusal(code: string): boolean {
  return code.startsWith('DIFF31') || code === 'DIFF3900';
}

/**
 * Compiled companions met something that they were not compiled for. Where they have had no effect yet, traced code takes over.
 */
export class SpeculationError extends DiffError {}

/** An error of our own making: asks for a report instead of giving a wrong derivative. */
export function internalError(what: string): DiffError {
  return new DiffError(
    'DIFF3900',
    `internal error: ${what}. This is a mistake in DiffJS, not in your program; please report it with the function that shows it.`,
  );
}
