import { countedLoop, type CountedLoop } from '../../analysis/countedLoop.js';
import type { Block, Instruction, LoopTerminal, Value } from '../../hir/model.js';
import { chainOf, ownedChains } from '../../hir/visitors.js';
import { thresholds } from '../../optimize/cost.js';

/** What a loop nest does, as far as snapshots care. */
export class LoopNest {
  readonly loads: Instruction[] = [];
  /** The loops around each load, outermost first. */
  readonly loopsOf = new Map<Instruction, readonly CountedLoop[]>();
  readonly stores = new Set<Value>();
  /** Loops inside each other. */
  readonly depth: number;
  readonly isSimple: boolean;
  private readonly counters = new Map<Value, CountedLoop>();
  private readonly defined = new Set<Value>();
  private readonly around: CountedLoop[] = [];

  constructor(
    loop: LoopTerminal,
    private readonly definitions: ReadonlyMap<Value, Instruction>,
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
    const op = this.definitions.get(index)?.op;
    if (op?.kind === 'constant') return true;
    if (op?.kind !== 'binary')
      return op?.kind === 'loadField' && op.key === 'length' && !this.defined.has(op.object);
    if (op.operator === '+' || op.operator === '-') return this.isAffine(op.left) && this.isAffine(op.right);
    return op.operator === '*' && this.isAffine(op.left) && this.isAffine(op.right);
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
