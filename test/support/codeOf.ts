import { DiffError } from '@diffjs/runtime';

/** The code of the error that `f` throws; 'nothing' if it throws none. */
export function codeOf(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    return error instanceof DiffError ? error.code : String(error);
  }
  return 'nothing';
}
