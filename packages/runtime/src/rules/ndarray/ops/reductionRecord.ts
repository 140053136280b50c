import { DiffError } from '../../../errors/DiffError.js';
import { isOpsArray, type OpRows, opRows, type OpsArray } from '../../../ndarray/ops/opRows.js';
import type { AnyFunction, CompanionFunctions, Companions } from '../../../records/Companions.js';
import type { ShadowTable } from '../../../shadow/ShadowTable.js';
import type { Tape } from '../../../tape/Tape.js';
import { invoke } from '../../../trace/invoke.js';
import { plainly } from '../arrayRule.js';
import { dataSlots } from '../dataSlots.js';
import type { Slots } from './elementwiseSweeps.js';
import { elementsInOrder, reduceInTrace, type Reduction } from './reductions.js';

/** What the forward sweep keeps of one call. */
interface Call {
  readonly slots: Slots;
  readonly rows: OpRows;
  readonly partials: Float64Array | number;
}

/** The companions of a function of the elements of an array that gives a number. */
export function reductionRecord(
  fn: AnyFunction,
  reduction: Reduction,
): CompanionFunctions & Pick<Companions, 'rule'> {
  const { name, partials } = reduction;
  const call = fn as (...args: readonly unknown[]) => number;
  return {
    repeatable: true,
    restartable: true,
    stable: true,
    rule: {
      nested: (_trace, args, lanes) =>
        invoke(reduceInTrace, undefined, undefined, [reduction, ...args], [undefined, ...lanes], name),
      method: false,
      surrogate: false,
    },
    forward(t: Tape, _self: unknown, _self$: unknown, x: unknown, x$: unknown): unknown {
      const out = plainly(call, [x]);
      const slots = x$ === null ? undefined : slotsOf(x, t.late$(x, x$), t.shadows);
      t.ret = undefined;
      t.o[t.m++] =
        slots === undefined
          ? undefined
          : ({
              slots,
              rows: opRows([x as OpsArray]),
              partials: partials(numbersOf(x as OpsArray), out),
            } satisfies Call);
      return out;
    },
    reverse(t: Tape, dy: number): number {
      const kept = t.o[--t.m] as Call | undefined;
      t.clearRegisters(1);
      if (kept === undefined || dy === 0) return 0;
      const { slots, rows, partials: all } = kept;
      eachPlace(rows, (p, k) => {
        slots[p] = (slots[p] ?? 0) + dy * (typeof all === 'number' ? all : all[k]!);
      });
      return 0;
    },
    tangent(t: Tape, _self: unknown, _self_: unknown, x: unknown, x_: unknown): unknown {
      const out = plainly(call, [x]);
      const mirror = slotsOf(x, t.late_(x, x_), t.mirrorShadows);
      let sum = 0;
      if (mirror !== undefined) {
        const all = partials(numbersOf(x as OpsArray), out);
        eachPlace(opRows([x as OpsArray]), (p, k) => {
          const d = mirror[p] ?? 0;
          if (d !== 0) sum += d * (typeof all === 'number' ? all : all[k]!);
        });
      }
      t.ret_ = sum;
      return out;
    },
  };

  /** @throws DIFF3105 where the elements are kept elsewhere */
  function slotsOf(x: unknown, known: unknown, table: ShadowTable): Slots | undefined {
    if (!isOpsArray(x)) return undefined;
    const slots = dataSlots(x, known, table);
    if (slots !== undefined && !ArrayBuffer.isView(x.data) && !Array.isArray(x.data))
      throw new DiffError(
        'DIFF3105',
        `ops.${name} is differentiated, and was given an ndarray whose elements are kept by an object with get and set. Copy them into one over a Float64Array first.`,
      );
    return slots;
  }
}

function eachPlace({ count, lengths, starts, steps }: OpRows, visit: (p: number, k: number) => void): void {
  let k = 0;
  for (let row = 0; row < count; row++)
    for (let i = 0, p = starts[row]!; i < lengths[row]!; i++, p += steps[0]!) visit(p, k++);
}

function numbersOf(x: OpsArray): Float64Array {
  const elements = elementsInOrder(x);
  return elements instanceof Float64Array ? elements : Float64Array.from(elements as ArrayLike<number>);
}
