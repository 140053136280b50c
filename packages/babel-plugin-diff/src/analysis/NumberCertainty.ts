import { isNumeric } from '../hir/effects.js';
import type { HIRFunction, Instruction, Phi, Value } from '../hir/model.js';
import { forEachBlock } from '../hir/visitors.js';

/**
 * `number`: whatever the program is given; `checked`: if its operands, or the parameters it is made of, are; `open`: text just as well.
 */
export type Certainty = 'number' | 'checked' | 'open';

const order: readonly Certainty[] = ['number', 'checked', 'open'];

/**
 * What is known of values with the type of a number, where it matters that they come back from the tape as numbers: as keys, in
 * comparisons. Types say what arithmetic makes of a value; text and booleans are taken for numbers there.
 *
 * Needs: SSA, types.
 */
export class NumberCertainty {
  /** Values that are not here are numbers. */
  private readonly known = new Map<Value, Certainty>();
  private readonly params: ReadonlySet<Value>;

  constructor(fn: HIRFunction) {
    this.params = new Set(fn.params);
    const definitions: (Instruction | Phi)[] = [];
    forEachBlock(fn.entry, ({ phis, instructions }) => {
      definitions.push(...phis, ...instructions.filter(({ result }) => result?.type === 'number'));
    });
    // Phis of loops are taken for numbers until something says that they are not.
    for (let changed = true; changed;) {
      changed = false;
      for (const definition of definitions) {
        const value = definition.result!;
        const found = this.find(definition);
        if (value.type !== 'number' || found === this.of(value)) continue;
        this.known.set(value, found);
        changed = true;
      }
    }
  }

  /** Values that have the type of text or of anything are kept as they are, and count as numbers. */
  of(value: Value): Certainty {
    if (value.type !== 'number') return 'number';
    return this.known.get(value) ?? (this.params.has(value) ? 'checked' : 'number');
  }

  /** Is it a number, or a parameter, which is one or undefined, null or a boolean? */
  isNumberOrParam(value: Value): boolean {
    return isNumeric(value.type) && (this.of(value) === 'number' || this.params.has(value));
  }

  private find(definition: Instruction | Phi): Certainty {
    if ('operands' in definition) return this.leastOf(definition.operands);
    const { op } = definition;
    switch (op.kind) {
      case 'binary':
        return op.operator === '+' ? this.sum(op.left, op.right) : 'number';
      case 'select':
        return this.leastOf([op.whenTrue, op.whenFalse]);
      case 'logical':
        return this.leastOf([op.left, op.right]);
      case 'constant':
        return typeof op.value === 'number' ? 'number' : 'open';
      case 'unary':
      case 'math':
      case 'tapeRead':
      case 'tapeAt':
      case 'tapeSnapshot':
      case 'readRegister':
      case 'takeSlot':
      case 'zeroGuard':
      case 'callReverse':
        return 'number';
      case 'loadField':
        return op.key === 'length' ? 'number' : 'open';
      default:
        return 'open';
    }
  }

  /** Parameters are numbers, or what `+` makes one of. */
  private sum(left: Value, right: Value): Certainty {
    const [a, b] = [this.isNumberOrParam(left), this.isNumberOrParam(right)];
    if (a && b) return 'number';
    return a || b ? 'checked' : 'open';
  }

  private leastOf(values: readonly (Value | null)[]): Certainty {
    const found = values.map((each) => (each ? order.indexOf(this.of(each)) : 0));
    return order[Math.max(...found, 0)]!;
  }
}
