import { DiffError } from '@diffjs/runtime';

/** The codes of flux-lite's errors, each with what it means; `docs/errors/<CODE>.md` explains it. */
export const fluxErrorCodes = {
  DIFF6001: 'a layer was given a wrong size',
  DIFF6002: 'an input does not fit the layer',
  DIFF6003: 'parameters do not fit the model',
  DIFF6004: 'wrong option',
  DIFF6005: 'prediction and target differ in shape',
  DIFF6006: 'a minimisation cannot start',
  DIFF6007: 'a seed or a random generator is missing',
  DIFF6008: 'a loss became NaN or infinite',
} as const;

/** A stable error code of flux-lite, such as `'DIFF6002'`. */
export type FluxErrorCode = keyof typeof fluxErrorCodes;

/** An error of flux-lite: `message` says in one sentence what is wrong and where, then what to do. */
export function fluxError(code: FluxErrorCode, message: string): DiffError {
  return new DiffError(code, message);
}
