import type { Declarations } from './Declarations.js';

/** What a name stands for; lists have two numbers or more at any time, and points have `x` and `y`. */
export type Kind =
  | 'number' // a number that may depend on the arguments
  | 'counter' // a small whole number that nothing in the program assigns but its loop
  | 'array' // an array of numbers, which may grow and shrink
  | 'floats' // a Float64Array
  | 'point' // an object with numbers `x` and `y`
  | 'map' // a Map from 'a', 'b', 'c' to numbers
  | 'function' // a function from a number to a number
  | 'unknown' // something that is not used
  | 'arrayFunction' // a function from an array and a number to a number
  | 'floatsFunction'
  | 'pointFunction'
  | 'generator'; // a function from a number to an iterable of numbers

export interface Variable {
  /** A name, or a place such as `this.x`. */
  readonly name: string;
  readonly kind: Kind;
  readonly isAssignable: boolean;
  /** What a call costs. */
  readonly cost: number;
  /** It is found in the function that it belongs to and in arrow functions of it alone, as `this` is. */
  readonly isBound: boolean;
}

/** A function whose text is being written. */
export interface Frame {
  readonly kind: 'plain' | 'arrow' | 'method';
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** What one call may cost. */
  readonly limit: number;
  /** What one call costs so far. */
  cost: number;
}

/** Where in a function the text stands. */
interface Flow {
  /** How often it runs in a call. */
  readonly times: number;
  readonly canBreak: boolean;
  readonly canContinue: boolean;
  /** Labels of the loops around. */
  readonly labels: readonly string[];
  /** Whether what is thrown here is caught in the same function. */
  readonly catches: boolean;
}

const START: Flow = { times: 1, canBreak: false, canContinue: false, labels: [], catches: false };

/** Cost of a call of a function that is not the main one. */
const CALL_LIMIT = 60;
export const MAIN_LIMIT = 1200;

/** What can be named at a place of the program, and what may be written there. */
export class Scope {
  private readonly variables: Variable[] = [];

  private constructor(
    readonly declarations: Declarations,
    readonly frame: Frame,
    readonly flow: Flow,
    private readonly parent: Scope | null,
  ) {}

  /** The scope of the module. */
  static module(declarations: Declarations): Scope {
    return new Scope(declarations, frameOf({}), START, null);
  }

  /** A name that nothing else in the program has. */
  fresh(stem: string): string {
    return this.declarations.fresh(stem);
  }

  declare(name: string, kind: Kind, more: Partial<Variable> = {}): string {
    this.variables.unshift({ name, kind, isAssignable: true, cost: 1, isBound: false, ...more });
    return name;
  }

  /** A new constant. */
  constant(stem: string, kind: Kind, more: Partial<Variable> = {}): string {
    return this.declare(this.fresh(stem), kind, { isAssignable: false, ...more });
  }

  block(flow: Partial<Flow> = {}): Scope {
    return new Scope(this.declarations, this.frame, { ...this.flow, ...flow }, this);
  }

  /** The body of a loop. */
  loop(times: number, label?: string): Scope {
    return this.block({
      times: this.flow.times * times,
      canBreak: true,
      canContinue: true,
      labels: label === undefined ? this.flow.labels : [...this.flow.labels, label],
    });
  }

  /** The inside of a function. */
  enter(frame: Partial<Frame> = {}): Scope {
    return new Scope(this.declarations, frameOf(frame), START, this);
  }

  /** Those of one kind, the inner ones first. */
  of(kind: Kind): Variable[] {
    return this.visible().filter((variable) => variable.kind === kind);
  }

  visible(): Variable[] {
    const found = new Map<string, Variable>();
    this.collect(found, false);
    return [...found.values()];
  }

  private collect(found: Map<string, Variable>, isOutside: boolean): void {
    for (const variable of this.variables)
      if (!(isOutside && variable.isBound) && !found.has(variable.name)) found.set(variable.name, variable);
    const leaves = this.parent?.frame !== this.frame && this.frame.kind !== 'arrow';
    this.parent?.collect(found, isOutside || leaves);
  }

  /** Whether so much more can be done here. */
  affords(cost: number): boolean {
    return this.frame.cost + this.flow.times * cost <= this.frame.limit;
  }

  spend(cost: number): void {
    this.frame.cost += this.flow.times * cost;
  }
}

function frameOf(frame: Partial<Frame>): Frame {
  return { kind: 'plain', isAsync: false, isGenerator: false, limit: CALL_LIMIT, cost: 0, ...frame };
}
