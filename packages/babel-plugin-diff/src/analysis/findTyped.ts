import type { HIRFunction, Instruction, Operation, TypedArrayName, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';
import { throughPhis } from './throughPhis.js';

/**
 * The values that are typed arrays for certain: made in this function, or parameters of which that is known, through phis of nothing else.
 *
 * Needs: SSA.
 * @param isWanted  of which kind; every kind of typed array holds numbers only
 */
export function findTyped(
  fn: HIRFunction,
  isWanted: (constructorName: TypedArrayName) => boolean = () => true,
): Set<Value> {
  return throughPhis(
    fn,
    fn.params.filter(({ holds }) => holds && isWanted(holds)),
    (op) => op.kind === 'newTyped' && isWanted(op.constructorName),
  );
}

/** The call `a.slice()`, with the load of the method. */
export interface SliceCall {
  readonly array: Value;
  readonly method: Instruction;
}

/** The whole slice that a call takes, if it looks like one. */
export function sliceCall(op: Operation, definitions: ReadonlyMap<Value, Instruction>): SliceCall | null {
  if (op.kind !== 'callUnknown' || op.self === null || op.args.length > 0) return null;
  const method = definitions.get(op.callee);
  if (method?.op.kind !== 'loadField' || method.op.key !== 'slice' || method.op.object !== op.self)
    return null;
  return { array: op.self, method };
}

/**
 * The same as `findTyped` before copies have become arrays that are made here: which kind of typed array a value is if the given
 * parameters are what they are said to be.
 */
export function kindsOfArrays(
  fn: HIRFunction,
  params: ReadonlyMap<Value, TypedArrayName>,
): Map<Value, TypedArrayName> {
  const definitions = new Map<Value, Instruction>();
  const names = new Set(params.values());
  forEachBlock(fn.entry, ({ instructions }) => {
    for (const instruction of instructions) {
      if (instruction.result) definitions.set(instruction.result, instruction);
      if (instruction.op.kind === 'newTyped') names.add(instruction.op.constructorName);
    }
  });
  const kinds = new Map<Value, TypedArrayName>();
  for (const name of names) {
    const given = [...params].flatMap(([param, kind]) => (kind === name ? [param] : []));
    let found = new Set<Value>();
    for (let size = -1; size !== found.size;) {
      size = found.size;
      const before = found;
      found = throughPhis(fn, given, (op) => {
        if (op.kind === 'newTyped') return op.constructorName === name;
        const slice = sliceCall(op, definitions);
        return slice !== null && before.has(slice.array);
      });
    }
    for (const value of found) kinds.set(value, name);
  }
  return kinds;
}
