import { countedLoop, inductionOf, type CountedLoop } from '../../analysis/countedLoop.js';
import type { Block, Instruction, LoopTerminal, Phi, Value } from '../../hir/model.js';
import { chainOf, ownedChains } from '../../hir/visitors.js';
import { thresholds } from '../../optimize/cost.js';

/** An index that begins at `start` and is moved by `step` at most once in each turn of the loops, one inside the other. */
export interface Movement {
  readonly start: Value;
  readonly step: number;
  readonly loops: readonly CountedLoop[];
}

/** What a loop nest does, as far as snapshots care. */
export class LoopNest {
  readonly loads: Instruction[] = [];
  /** The loops around each load, outermost first. */
  readonly loopsOf = new Map<Instruction, readonly CountedLoop[]>();
  readonly stores = new Set<Value>();
  /** Loops inside each other. */
  readonly depth: number;
  readonly operations: number;
  readonly isSimple: boolean;
  private readonly counters = new Map<Value, CountedLoop>();
  private readonly defined = new Set<Value>();
  private readonly around: CountedLoop[] = [];
  /** Loop variables that are no counters, with the loops around them. */
  private readonly variables = new Map<
    Value,
    { readonly phi: Phi; readonly loops: readonly CountedLoop[] }
  >();

  constructor(
    loop: LoopTerminal,
    private readonly definitions: ReadonlyMap<Value, Instruction>,
    private readonly keys: ReadonlySet<Value>,
  ) {
    let operations = 0;
    let simple = true;
    const visit = (current: LoopTerminal): number => {
      let inner = 0;
      const counted = countedLoop(current, (value) => definitions.get(value));
      if (!counted || current.leave) simple = false;
      else {
        this.counters.set(counted.phi.result, counted);
        this.around.push(counted);
        for (const phi of current.header.phis)
          if (phi !== counted.phi) this.variables.set(phi.result, { phi, loops: [...this.around] });
      }
      const walk = (entry: Block): void => {
        for (const block of chainOf(entry)) {
          for (const phi of block.phis) this.defined.add(phi.result);
          for (const instruction of block.instructions) {
            operations++;
            if (instruction.result) this.defined.add(instruction.result);
            simple &&= this.note(instruction);
          }
          const { terminal } = block;
          if (terminal.kind === 'loop') inner = Math.max(inner, visit(terminal));
          else if (terminal.kind === 'throw') simple = false;
          else for (const chain of ownedChains(terminal)) walk(chain);
        }
      };
      for (const chain of [current.header, current.body, current.update]) walk(chain);
      if (counted && !current.leave) this.around.pop();
      return inner + 1;
    };
    this.depth = visit(loop);
    this.operations = operations;
    this.isSimple = simple && operations <= thresholds.operationsInVersionedNest;
  }

  defines(value: Value): boolean {
    return this.defined.has(value);
  }

  counterOf(value: Value): CountedLoop | null {
    return this.counters.get(value) ?? null;
  }

  /** Whether an index is made of counters and of what does not change in the nest. */
  isAffine(index: Value): boolean {
    if (!this.defined.has(index)) return index.type === 'int' || index.type === 'number';
    if (index.type !== 'int' && index.type !== 'number') return false;
    const counter = this.counters.get(index);
    if (counter) return this.isAffine(counter.start) && this.isAffine(counter.bound);
    const moving = this.movementOf(index);
    if (moving)
      return this.isAffine(moving.start) && moving.loops.every(({ phi }) => this.isAffine(phi.result));
    const op = this.definitions.get(index)?.op;
    if (op?.kind === 'constant') return true;
    if (op?.kind !== 'binary')
      return op?.kind === 'loadField' && op.key === 'length' && !this.defined.has(op.object);
    if (op.operator === '+' || op.operator === '-') return this.isAffine(op.left) && this.isAffine(op.right);
    return op.operator === '*' && this.isAffine(op.left) && this.isAffine(op.right);
  }

  /** Whether an index is made of counters, wherever these end, and of what does not change in the nest. */
  isOfCounters(index: Value): boolean {
    if (index.type !== 'int' && index.type !== 'number') return false;
    if (!this.defined.has(index) || this.counters.has(index)) return true;
    const op = this.definitions.get(index)?.op;
    if (op?.kind !== 'binary') return op?.kind === 'constant';
    return /^[-+*]$/.test(op.operator) && this.isOfCounters(op.left) && this.isOfCounters(op.right);
  }

  /** How far an index gets that moves on by a constant in each turn of a loop, or of the loop inside that. */
  movementOf(value: Value): Movement | null {
    const variable = this.variables.get(value);
    if (!variable) return null;
    const { phi, loops } = variable;
    const own = inductionOf(phi, (each) => this.definitions.get(each), this.keys);
    if (own) {
      // What an inner loop takes further belongs to the range of the variable of the outer one.
      const outer = this.variables.get(own.start);
      return outer?.phi.operands[1] === value
        ? this.movementOf(own.start)
        : { ...own, loops: loops.slice(-1) };
    }
    const [start, back] = phi.operands;
    const inner = back && this.variables.get(back);
    const step = inner && inductionOf(inner.phi, (each) => this.definitions.get(each), this.keys);
    if (!start || !inner || step?.start !== value || !this.keys.has(value)) return null;
    return { start, step: step.step, loops: [...loops.slice(-1), ...inner.loops.slice(-1)] };
  }

  /** Notes loads and stores; false for what a nest with a snapshot must not contain. */
  private note(instruction: Instruction): boolean {
    const { op } = instruction;
    switch (op.kind) {
      case 'loadIndex':
        this.loads.push(instruction);
        this.loopsOf.set(instruction, [...this.around]);
        return true;
      case 'storeIndex':
        this.stores.add(op.object);
        return !this.defined.has(op.object);
      case 'storeField':
      case 'deleteField':
      case 'callKnown':
      case 'checkpointedLoop':
      case 'callUnknown':
      case 'construct':
      case 'closure':
      case 'helper':
      case 'storeOuter':
        return false;
      default:
        return true;
    }
  }
}
