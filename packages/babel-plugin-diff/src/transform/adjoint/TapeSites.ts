import { newValue, valueLike } from '../../hir/builder.js';
import type { Block, Instruction, Value } from '../../hir/model.js';
import type { Region } from '../../ssa/regions.js';
import type { Scope } from './Availability.js';
import { recomputeFromTape, shareTape } from './shareTape.js';

/**
 * A place where the forward sweep pushes a group and the reverse sweep pops it: the end of a stretch of straight-line code of the
 * forward sweep, which is where its reverse begins.
 */
export interface TapeSite {
  /** How many sites the reverse sweep comes by before. */
  readonly index: number;
  /** The scope of the reverse sweep that what is popped here belongs to. */
  readonly scope: Scope;
  /** If the scope is an arm: where the code around it popped last. */
  readonly outer: TapeSite | null;
  /** Forward: pushes go before `anchor`, or at the end of `block` if there is none. */
  readonly block: Block;
  readonly anchor: Instruction | null;
  /** Reverse: pops stand where this instruction does. */
  readonly placeholder: Instruction;
  /** Forward value → its name in the reverse sweep, in order of pushing. */
  readonly numbers: Map<Value, Value>;
  readonly references: Map<Value, Value>;
  /** Forward value → what computes it from members of this group and of those around it. */
  readonly recomputed: Map<Value, { readonly result: Value; readonly steps: readonly Instruction[] }>;
}

/** All places of one function where it pushes; groups nobody asked anything of vanish. */
export class TapeSites {
  private readonly sites: TapeSite[] = [];

  /** Opens a site; the caller has to put `placeholder` into the reverse sweep. */
  open(block: Block, anchor: Instruction | null, scope: Scope): TapeSite {
    const placeholder: Instruction = {
      result: null,
      op: { kind: 'helper', name: 'tapeSite', tape: true, pure: false, args: [] },
      loc: anchor?.loc ?? null,
    };
    const site: TapeSite = {
      index: this.sites.length,
      scope,
      outer: isLoop(scope) ? null : (scope.parent?.site ?? null),
      block,
      anchor,
      placeholder,
      numbers: new Map(),
      references: new Map(),
      recomputed: new Map(),
    };
    this.sites.push(site);
    return site;
  }

  isEmpty(placeholder: Instruction): boolean {
    const site = this.sites.find((candidate) => candidate.placeholder === placeholder);
    return !site || (site.numbers.size === 0 && site.references.size === 0);
  }

  isPlaceholder(instruction: Instruction): boolean {
    return instruction.op.kind === 'helper' && instruction.op.name === 'tapeSite';
  }

  /** Asks a site for a value; gives its name in the reverse sweep. */
  request(site: TapeSite, value: Value): Value {
    const group = isNumberOnTape(value) ? site.numbers : site.references;
    let popped = group.get(value);
    if (!popped) {
      popped = valueLike(value);
      group.set(value, popped);
    }
    return popped;
  }

  /**
   * Takes out of the groups what need not be pushed twice, or at all.
   *
   * @returns names of the reverse sweep that are gone, each with the one to take instead
   */
  economise(
    regionOf: (value: Value) => Region,
    definitionOf: Parameters<typeof recomputeFromTape>[1],
  ): ReadonlyMap<Value, Value> {
    const replaced = shareTape(this.sites, regionOf);
    recomputeFromTape(this.sites, definitionOf);
    return replaced;
  }

  /** Writes the pushes into the forward sweep and gives the pops that replace each placeholder of the reverse sweep. */
  materialize(): Map<Instruction, Instruction[]> {
    const pops = new Map<Instruction, Instruction[]>();
    for (const site of this.sites) {
      insertPushes(site);
      pops.set(site.placeholder, popsOf(site));
    }
    return pops;
  }
}

/** One turn of a loop, rather than an arm. */
function isLoop({ region, parent }: Scope): boolean {
  return region.kind === 'loop' && parent?.region !== region;
}

/** Numbers and booleans go on the numeric tape, everything else on that of references. */
export function isNumberOnTape(value: Value): boolean {
  return value.type === 'number' || value.type === 'int' || value.type === 'boolean';
}

function insertPushes(site: TapeSite): void {
  const pushes: Instruction[] = [];
  if (site.numbers.size > 0) {
    pushes.push({
      result: null,
      op: { kind: 'tapePush', values: [...site.numbers.keys()], reserved: false },
      loc: null,
    });
  }
  if (site.references.size > 0) {
    pushes.push({ result: null, op: { kind: 'refPush', values: [...site.references.keys()] }, loc: null });
  }
  const { instructions } = site.block;
  const index = site.anchor ? instructions.indexOf(site.anchor) : instructions.length;
  instructions.splice(index, 0, ...pushes);
}

function popsOf(site: TapeSite): Instruction[] {
  const pops: Instruction[] = [];
  const loc = null;
  if (site.numbers.size > 0) {
    pops.push({ result: null, op: { kind: 'tapeDrop', count: site.numbers.size }, loc });
    let offset = 0;
    for (const popped of site.numbers.values()) {
      const op = { kind: 'tapeRead', offset: offset++ } as const;
      if (popped.type !== 'boolean') {
        pops.push({ result: popped, op, loc });
        continue;
      }
      const raw = newValue(null, 'number');
      const zero = newValue(null, 'int');
      pops.push({ result: raw, op, loc });
      pops.push({ result: zero, op: { kind: 'constant', value: 0 }, loc });
      pops.push({ result: popped, op: { kind: 'binary', operator: '!==', left: raw, right: zero }, loc });
    }
  }
  if (site.references.size > 0) {
    pops.push({ result: null, op: { kind: 'refDrop', count: site.references.size }, loc });
    let offset = 0;
    for (const popped of site.references.values()) {
      pops.push({ result: popped, op: { kind: 'refRead', offset: offset++ }, loc });
    }
  }
  for (const { steps } of site.recomputed.values()) pops.push(...steps);
  return pops;
}
