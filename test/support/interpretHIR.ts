import type {
  Block,
  HIRFunction,
  Label,
  Operation,
  Terminal,
  Value,
  Variable,
} from '../../packages/babel-plugin-diff/dist/cjs/hir/model.cjs';

/** Values of the names outside of the function. */
export type Outer = Record<string, unknown>;

type Key = string | number;
type Fields = Record<Key, unknown>;
type Callable = (this: unknown, ...args: unknown[]) => unknown;

/** How a chain of blocks ended. */
type Completion =
  | { readonly kind: 'normal' }
  | { readonly kind: 'return'; readonly value: unknown }
  | { readonly kind: 'jump'; readonly to: 'break' | 'continue'; readonly label: Label };

const normal: Completion = { kind: 'normal' };

/** Runs lowered HIR (locals, labels, jumps) on JavaScript values, so that lowering can be compared with the program itself. */
export function interpretHIR(fn: HIRFunction, args: readonly unknown[], outer: Outer): unknown {
  const frame = new Frame(outer);
  fn.params.forEach((param, i) => frame.values.set(param, args[i]));
  const completion = frame.runChain(fn.entry);
  return completion.kind === 'return' ? completion.value : undefined;
}

class Frame {
  readonly values = new Map<Value, unknown>();
  private readonly locals = new Map<Variable, unknown>();

  constructor(private readonly outer: Outer) {}

  runChain(entry: Block): Completion {
    for (let block: Block = entry; ;) {
      this.runInstructions(block);
      const completion = this.runTerminal(block.terminal);
      const { terminal } = block;
      if (completion.kind !== 'normal' || !('fallthrough' in terminal)) return completion;
      block = terminal.fallthrough;
    }
  }

  private runInstructions(block: Block): void {
    for (const { result, op } of block.instructions) {
      const value = this.evaluate(op);
      if (result) this.values.set(result, value);
    }
  }

  private runTerminal(terminal: Terminal): Completion {
    switch (terminal.kind) {
      case 'end':
        return normal;
      case 'return':
        return { kind: 'return', value: terminal.value ? this.read(terminal.value) : undefined };
      case 'throw':
        throw this.read(terminal.value);
      case 'jump':
        return { kind: 'jump', to: terminal.to, label: terminal.label };
      case 'if':
        return this.runChain(this.read(terminal.test) ? terminal.consequent : terminal.alternate);
      case 'label': {
        const completion = this.runChain(terminal.body);
        return completion.kind === 'jump' && completion.label === terminal.label ? normal : completion;
      }
      case 'loop':
        for (;;) {
          this.runInstructions(terminal.header);
          if (terminal.test && !this.read(terminal.test)) return normal;
          const completion = this.runChain(terminal.body);
          if (completion.kind === 'jump' && completion.label === terminal.label) {
            if (completion.to === 'break') return normal;
          } else if (completion.kind !== 'normal') return completion;
          this.runChain(terminal.update);
        }
    }
  }

  private read(value: Value): unknown {
    if (!this.values.has(value)) throw new Error(`value ${value.id} is read before it exists`);
    return this.values.get(value);
  }

  private evaluate(op: Operation): unknown {
    switch (op.kind) {
      case 'constant':
        return op.value;
      case 'loadOuter':
        if (op.name in this.outer) return this.outer[op.name];
        return (globalThis as Fields)[op.name];
      case 'storeOuter':
        return (this.outer[op.name] = this.read(op.value));
      case 'loadLocal':
        if (!this.locals.has(op.variable))
          throw new Error(`local ${op.variable.name} is read before it is stored`);
        return this.locals.get(op.variable);
      case 'storeLocal':
        return void this.locals.set(op.variable, this.read(op.value));
      case 'unary':
        return unary(op.operator, this.read(op.argument));
      case 'binary':
        return binary(op.operator, this.read(op.left), this.read(op.right));
      case 'logical': {
        const left = this.read(op.left);
        return (op.operator === '&&') === Boolean(left) ? this.read(op.right) : left;
      }
      case 'math':
        return (Math as unknown as Record<string, Callable>)[op.name]!(...this.readAll(op.args));
      case 'loadField':
        return this.object(op.object)[op.key];
      case 'storeField':
        return (this.object(op.object)[op.key] = this.read(op.value));
      case 'loadIndex':
        return this.object(op.object)[this.read(op.index) as Key];
      case 'storeIndex':
        return (this.object(op.object)[this.read(op.index) as Key] = this.read(op.value));
      case 'deleteField':
        return delete this.object(op.object)[op.key];
      case 'newArray':
        return this.readAll(op.elements);
      case 'newObject':
        return Object.fromEntries(op.keys.map((key, i) => [key, this.read(op.values[i]!)]));
      case 'template':
        return op.quasis.reduce((text, quasi, i) => `${text}${String(this.read(op.args[i - 1]!))}${quasi}`);
      case 'callKnown':
        return interpretHIR(op.target.hir, this.readAll(op.args), this.outer);
      case 'callUnknown':
        return (this.read(op.callee) as Callable).apply(
          op.self ? this.read(op.self) : undefined,
          this.readAll(op.args),
        );
      case 'construct':
        return new (this.read(op.callee) as new (...args: unknown[]) => unknown)(...this.readAll(op.args));
      case 'newTyped': {
        const constructors = globalThis as unknown as Record<string, new (argument?: unknown) => unknown>;
        const constructor = constructors[op.constructorName]!;
        return op.argument ? new constructor(this.read(op.argument)) : new constructor();
      }
      case 'closure': {
        const captures = this.readAll(op.captures);
        return (...args: unknown[]) => interpretHIR(op.target.hir, [...captures, ...args], this.outer);
      }
      case 'helper':
        return helpers[op.name]!(...this.readAll(op.args));
      default:
        throw new Error(`${op.kind} does not come from lowering`);
    }
  }

  private readAll(values: readonly Value[]): unknown[] {
    return values.map((value) => this.read(value));
  }

  private object(value: Value): Fields {
    return this.read(value) as Fields;
  }
}

const helpers: Record<string, Callable> = {
  expectIterableArray: (array) => array,
  forInKeys: (object) => {
    const keys: string[] = [];
    for (const key in object as object) keys.push(key);
    return keys;
  },
  inactiveCall: (fn, ...args) => (fn as Callable)(...args),
};

/** Operators take whatever the program gives them; the types of numbers stand for all. */
function unary(operator: string, argument: unknown): unknown {
  const x = argument as number;
  switch (operator) {
    case '-':
      return -x;
    case '+':
      return +x;
    case '!':
      return !x;
    case '~':
      return ~x;
    case 'typeof':
      return typeof argument;
    default:
      return undefined;
  }
}

const operators: Record<string, (x: number, y: number) => unknown> = {
  '+': (x, y) => x + y,
  '-': (x, y) => x - y,
  '*': (x, y) => x * y,
  '/': (x, y) => x / y,
  '%': (x, y) => x % y,
  '**': (x, y) => x ** y,
  '&': (x, y) => x & y,
  '|': (x, y) => x | y,
  '^': (x, y) => x ^ y,
  '<<': (x, y) => x << y,
  '>>': (x, y) => x >> y,
  '>>>': (x, y) => x >>> y,
  // eslint-disable-next-line eqeqeq -- it is the operator of the program
  '==': (x, y) => x == y,
  // eslint-disable-next-line eqeqeq -- it is the operator of the program
  '!=': (x, y) => x != y,
  '===': (x, y) => x === y,
  '!==': (x, y) => x !== y,
  '<': (x, y) => x < y,
  '<=': (x, y) => x <= y,
  '>': (x, y) => x > y,
  '>=': (x, y) => x >= y,
  in: (x, y) => x in (y as unknown as object),
  instanceof: (x, y) => (x as unknown) instanceof (y as unknown as new () => unknown),
};

function binary(operator: string, left: unknown, right: unknown): unknown {
  return operators[operator]!(left as number, right as number);
}
