import type {
  HIRFunction,
  Instruction,
  KnownFunction,
  Operation,
  Value,
} from '../../packages/babel-plugin-diff/dist/cjs/hir/model.cjs';
import { inferActivity } from '../../packages/babel-plugin-diff/dist/cjs/analysis/inferActivity.cjs';
import { inferChannels } from '../../packages/babel-plugin-diff/dist/cjs/analysis/inferChannels.cjs';
import { inferStores } from '../../packages/babel-plugin-diff/dist/cjs/analysis/inferStores.cjs';
import { structureExits } from '../../packages/babel-plugin-diff/dist/cjs/cfg/structureExits.cjs';
import { forEachBlock } from '../../packages/babel-plugin-diff/dist/cjs/hir/visitors.cjs';
import { eliminateRedundantPhi } from '../../packages/babel-plugin-diff/dist/cjs/ssa/eliminateRedundantPhi.cjs';
import { enterSSA } from '../../packages/babel-plugin-diff/dist/cjs/ssa/enterSSA.cjs';
import { lowerSource } from './lowerSource.js';

/** The functions of a program after the analyses, by name. */
export function analyse(source: string): Readonly<Record<string, KnownFunction>> {
  const functions = lowerSource(source).map(({ known }) => known);
  for (const { hir } of functions) {
    structureExits(hir);
    enterSSA(hir);
    eliminateRedundantPhi(hir);
  }
  inferChannels(functions);
  for (const { hir } of functions) inferActivity(hir);
  inferStores(functions);
  return Object.fromEntries(functions.map((known) => [known.name, known]));
}

/** The value that bears a name, or the last of them. */
export function valueNamed(fn: HIRFunction, name: string): Value {
  const found: Value[] = fn.params.filter((param) => param.name === name);
  forEachBlock(fn.entry, (block) => {
    for (const { result } of [...block.phis, ...block.instructions])
      if (result?.name === name) found.push(result);
  });
  const last = found.at(-1);
  if (!last) throw new Error(`no value is called ${name}`);
  return last;
}

/** All instructions of a kind. */
export function instructionsOf(fn: HIRFunction, kind: Operation['kind']): Instruction[] {
  const found: Instruction[] = [];
  forEachBlock(fn.entry, (block) => {
    found.push(...block.instructions.filter(({ op }) => op.kind === kind));
  });
  return found;
}
