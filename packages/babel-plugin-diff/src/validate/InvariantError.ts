import type { HIRFunction } from '../hir/model.js';
import { printHIR } from '../hir/printHIR.js';

/** A pass broke what the passes behind it rely on. */
export class InvariantError extends Error {
  constructor(fn: HIRFunction, problem: string) {
    super(`${fn.role} ${fn.name}: ${problem}\n${printHIR(fn)}`);
    this.name = 'InvariantError';
  }
}
