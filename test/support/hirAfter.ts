import type { HIRFunction } from '../../packages/babel-plugin-diff/dist/cjs/hir/model.cjs';
import { resetIds } from '../../packages/babel-plugin-diff/dist/cjs/hir/builder.cjs';
import { printHIR } from '../../packages/babel-plugin-diff/dist/cjs/hir/printHIR.cjs';
import { assertInvariants } from './assertInvariants.js';
import { lowerSource } from './lowerSource.js';

/** The printed HIR of the first function of a program after some passes; the invariants are checked behind each. */
export function hirAfter(source: string, ...passes: readonly ((fn: HIRFunction) => void)[]): string {
  resetIds();
  const [first] = lowerSource(source);
  if (!first) throw new Error('the program has no function');
  const { hir } = first.known;
  for (const pass of passes) {
    pass(hir);
    assertInvariants(pass.name, hir);
  }
  return printHIR(hir).trimEnd();
}

/** Text with the indentation of its first line taken away, to stand beside printed HIR. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const depth = /^ */.exec(lines[0] ?? '')![0].length;
  return lines.map((line) => line.slice(depth)).join('\n');
}
