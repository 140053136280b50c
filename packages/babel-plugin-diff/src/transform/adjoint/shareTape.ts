import { valueLike } from '../../hir/builder.js';
import type { Instruction, Operation, Value } from '../../hir/model.js';
import { forEachOperand, mapOperands } from '../../hir/visitors.js';
import { isWithin, type Region } from '../../ssa/regions.js';
import { thresholds } from '../../optimize/cost.js';
import type { Scope } from './Availability.js';
import type { TapeSite } from './TapeSites.js';

/**
 * Pushes once what several sites ask for, when all has been asked: a value that an arm needs as well as the other arm, or the code around
 * them, is pushed behind the `if`, where its reverse begins. Its members then have one name in the reverse sweep.
 *
 * @param sites  in the order in which the reverse sweep comes by them
 * @returns the names that are gone, each with the one to take instead
 */
export function shareTape(
  sites: readonly TapeSite[],
  regionOf: (value: Value) => Region,
): ReadonlyMap<Value, Value> {
  const replaced = new Map<Value, Value>();
  for (let changed = true; changed;) {
    changed = false;
    const requests = requestsOf(sites);
    for (const { outer, scope, numbers, references } of sites) {
      if (!outer) continue;
      for (const value of [...numbers.keys(), ...references.keys()]) {
        if (isWithin(regionOf(value), scope.region)) continue;
        const behind = requests.get(value)!.filter((each) => isBehind(each, outer));
        const isShared = behind.some(
          (each) => each.scope === outer.scope || (each.outer === outer && each.scope !== scope),
        );
        if (!isShared) continue;
        moveTo(outer, value, behind, replaced);
        requests.set(value, [...requests.get(value)!.filter((each) => !behind.includes(each)), outer]);
        changed = true;
      }
    }
  }
  return replaced;
}

function requestsOf(sites: readonly TapeSite[]): Map<Value, TapeSite[]> {
  const requests = new Map<Value, TapeSite[]>();
  for (const site of sites) {
    for (const value of [...site.numbers.keys(), ...site.references.keys()])
      requests.set(value, [...(requests.get(value) ?? []), site]);
  }
  return requests;
}

function moveTo(
  target: TapeSite,
  value: Value,
  from: readonly TapeSite[],
  replaced: Map<Value, Value>,
): void {
  const groupOf = (site: TapeSite): Map<Value, Value> =>
    site.numbers.has(value) || (site === target && from[0]!.numbers.has(value))
      ? site.numbers
      : site.references;
  const group = groupOf(target);
  let name = group.get(value);
  for (const site of from) {
    const own = groupOf(site).get(value)!;
    groupOf(site).delete(value);
    name ??= own;
    if (own !== name) replaced.set(own, name);
  }
  group.set(value, name!);
}

/** Does the reverse sweep come by a site later than by another, and never without it? */
function isBehind(site: TapeSite, earlier: TapeSite): boolean {
  if (site.index <= earlier.index) return false;
  for (let scope: Scope | null = site.scope; scope; scope = scope.parent)
    if (scope === earlier.scope) return true;
  return false;
}

/**
 * Computes again what takes few operations from what is popped anyway, instead of pushing it too.
 *
 * @param definitionOf  the instruction that gives a value, with its place in the program
 */
export function recomputeFromTape(
  sites: readonly TapeSite[],
  definitionOf: (value: Value) => { readonly instruction: Instruction; readonly order: number } | null,
): void {
  for (const site of sites) {
    const places = sites.filter((each) => each === site || isBehind(site, each));
    const find = (value: Value): Value | null => {
      for (const { numbers, recomputed } of places) {
        const name = numbers.get(value) ?? recomputed.get(value)?.result;
        if (name) return name;
      }
      return null;
    };
    const orderOf = (value: Value): number => definitionOf(value)?.order ?? -1;
    const candidates = [...site.numbers].sort(([a], [b]) => orderOf(a) - orderOf(b));
    for (const [value, name] of candidates) {
      site.numbers.delete(value);
      const again = new Recomputation(find, (each) => definitionOf(each)?.instruction ?? null);
      if (again.tryFor(value, name)) site.recomputed.set(value, { result: name, steps: again.steps });
      else site.numbers.set(value, name);
    }
  }
}

class Recomputation {
  readonly steps: Instruction[] = [];
  private operations = 0;

  constructor(
    private readonly find: (value: Value) => Value | null,
    private readonly definitionOf: (value: Value) => Instruction | null,
  ) {}

  tryFor(value: Value, name: Value): boolean {
    const definition = this.definitionOf(value);
    if (!definition || !isCheap(definition.op)) return false;
    if (++this.operations > thresholds.recomputedOperationsWithLeaf) return false;
    const names = new Map<Value, Value>();
    let found = true;
    forEachOperand(definition.op, (operand) => {
      const known = found ? this.nameOf(operand) : null;
      if (known) names.set(operand, known);
      else found = false;
    });
    if (!found) return false;
    const op: Operation = { ...definition.op };
    mapOperands(op, (operand) => names.get(operand)!);
    this.steps.push({ result: name, op, loc: definition.loc });
    return true;
  }

  private nameOf(value: Value): Value | null {
    const known = this.find(value);
    if (known) return known;
    const definition = this.definitionOf(value);
    const name = valueLike(value);
    if (definition?.op.kind === 'constant') {
      this.steps.push({ result: name, op: { ...definition.op }, loc: null });
      return name;
    }
    return this.tryFor(value, name) ? name : null;
  }
}

/** Sums, differences and products of numbers, which come out the same again. */
function isCheap(op: Operation): boolean {
  if (op.kind === 'unary') return op.operator === '-' && isNumber(op.argument);
  return op.kind === 'binary' && /^[-+*]$/.test(op.operator) && isNumber(op.left) && isNumber(op.right);
}

function isNumber({ type }: Value): boolean {
  return type === 'number' || type === 'int';
}
