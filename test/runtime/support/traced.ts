import { checkGradient, pullback } from '@diffjs/runtime';
import type { AnyFunction, Tape } from '@diffjs/runtime/compiled';
import { attach } from '@diffjs/runtime/compiled';
import { expect } from 'chai';

/** A value of a traced program, with its shadow or mirror, and for a number its cotangent or tangent. */
export interface Node {
  v: unknown;
  s: unknown;
  d: number;
}

type Slots = Record<PropertyKey, unknown>;

/** What a traced program is written with. */
export interface Trace {
  constant(v: unknown): Node;
  call(fn: AnyFunction, self: Node | undefined, ...args: Node[]): Node;
  construct(C: AnyFunction, ...args: Node[]): Node;
  get(object: Node, key: PropertyKey): Node;
  set(object: Node, key: PropertyKey, x: Node): void;
  add(a: Node, b: Node): Node;
  multiply(a: Node, b: Node): Node;
}

export type Program = (trace: Trace, ...args: Node[]) => Node;

const node = (v: unknown, s: unknown = undefined, d = 0): Node => ({ v, s, d });

/** Runs the program on plain values. */
const plain: Trace = {
  constant: (v) => node(v),
  call: (fn, self, ...args) =>
    node(
      Reflect.apply(
        fn,
        self?.v,
        args.map((a) => a.v),
      ),
    ),
  construct: (C, ...args) =>
    node(
      Reflect.construct(
        C,
        args.map((a) => a.v),
      ),
    ),
  get: (object, key) => node((object.v as Slots)[key]),
  set: (object, key, x) => void ((object.v as Slots)[key] = x.v),
  add: (a, b) => node((a.v as number) + (b.v as number)),
  multiply: (a, b) => node((a.v as number) * (b.v as number)),
};

const pairsOf = (args: readonly Node[], companion: (a: Node) => unknown): unknown[] =>
  args.flatMap((a) => [a.v, companion(a)]);

/** Runs it as a forward companion would; `steps` undo it. */
function forwardTrace(t: Tape, steps: (() => void)[]): Trace {
  const invoke = (fn: AnyFunction, isNew: boolean, self: Node | undefined, args: Node[]): Node => {
    const c = isNew ? t.resolveNew(fn, 'C (trace)') : t.resolve(fn, 'f (trace)');
    const result = node(c.forward(t, self?.v, self?.s, ...pairsOf(args, (a) => a.s)));
    result.s = typeof result.v === 'number' ? undefined : t.late$(result.v, t.ret);
    steps.push(() => {
      for (let i = 1; i < args.length; i++) t.r[i] = 0;
      const first = c.reverse(t, result.d);
      result.d = 0;
      args.forEach((a, i) => {
        if (typeof a.v === 'number' && i < (c.arity ?? Infinity)) a.d += i === 0 ? first : t.r[i];
      });
    });
    return result;
  };
  const binary = (a: Node, b: Node, v: number, da: number, db: number): Node => {
    const result = node(v);
    steps.push(() => {
      a.d += result.d * da;
      b.d += result.d * db;
      result.d = 0;
    });
    return result;
  };
  return {
    constant: (v) => node(v),
    call: (fn, self, ...args) => invoke(fn, false, self, args),
    construct: (C, ...args) => invoke(C, true, undefined, args),
    get(object, key) {
      const v = (object.v as Slots)[key];
      const s = t.late$(object.v, object.s) as Slots | undefined;
      const result = node(v, typeof v === 'number' ? undefined : t.late$(v, s?.[key]));
      if (typeof v === 'number' && s !== undefined && key !== 'length') {
        steps.push(() => {
          (s[key] as number) += result.d;
          result.d = 0;
        });
      }
      return result;
    },
    set(object, key, x) {
      (object.v as Slots)[key] = x.v;
      const s = t.ensure(object.v, object.s) as Slots;
      s[key] = typeof x.v === 'number' ? 0 : x.s;
      steps.push(() => {
        const d = s[key];
        s[key] = 0;
        if (typeof x.v === 'number') x.d += d as number;
      });
    },
    add: (a, b) => binary(a, b, (a.v as number) + (b.v as number), 1, 1),
    multiply: (a, b) => binary(a, b, (a.v as number) * (b.v as number), b.v as number, a.v as number),
  };
}

/** Runs it as a tangent companion would. */
function tangentTrace(t: Tape): Trace {
  const companion = (a: Node): unknown => (typeof a.v === 'number' ? a.d : a.s);
  const taken = (v: unknown): Node =>
    typeof v === 'number'
      ? node(v, undefined, typeof t.ret_ === 'number' ? t.ret_ : 0)
      : node(v, t.late_(v, t.ret_));
  return {
    constant: (v) => node(v),
    call: (fn, self, ...args) =>
      taken(t.resolve(fn, 'f (trace)').tangent(t, self?.v, self?.s, ...pairsOf(args, companion))),
    construct: (C, ...args) =>
      taken(t.resolveNew(C, 'C (trace)').tangent(t, undefined, undefined, ...pairsOf(args, companion))),
    get(object, key) {
      const v = (object.v as Slots)[key];
      const held = (t.late_(object.v, object.s) as Slots | undefined)?.[key];
      return typeof v === 'number'
        ? node(v, undefined, typeof held === 'number' ? held : 0)
        : node(v, t.late_(v, held));
    },
    set(object, key, x) {
      (object.v as Slots)[key] = x.v;
      (t.ensure_(object.v, object.s) as Slots)[key] = typeof x.v === 'number' ? x.d : x.s;
    },
    add: (a, b) => node((a.v as number) + (b.v as number), undefined, a.d + b.d),
    multiply: (a, b) =>
      node((a.v as number) * (b.v as number), undefined, a.d * (b.v as number) + (a.v as number) * b.d),
  };
}

/** A differentiable function that runs the program: companions of any native can be tested through it. */
export function traced<A extends unknown[]>(
  program: Program,
  arity = program.length - 1,
): (...args: A) => number {
  const nodesOf = (pairs: unknown[], tangents: boolean): Node[] =>
    Array.from({ length: pairs.length >> 1 }, (_, i) => {
      const [v, s] = [pairs[2 * i], pairs[2 * i + 1]];
      return typeof v === 'number' ? node(v, s, tangents ? ((s as number | undefined) ?? 0) : 0) : node(v, s);
    });
  return attach(
    (...args: A): number => program(plain, ...args.map((v) => node(v))).v as number,
    'traced',
    1,
    () => ({
      arity,
      forward(t, _self, _self$, ...pairs) {
        const steps: (() => void)[] = [];
        const args = nodesOf(pairs, false);
        const result = program(forwardTrace(t as Tape, steps), ...args);
        t.o[t.m++] = { steps, args, result };
        t.ret = typeof result.v === 'number' ? undefined : result.s;
        return result.v;
      },
      reverse(t, dy) {
        const { steps, args, result } = t.o[--t.m] as { steps: (() => void)[]; args: Node[]; result: Node };
        for (const a of args) a.d = 0;
        result.d += dy;
        for (let k = steps.length - 1; k >= 0; k--) steps[k]();
        for (let i = 1; i < arity; i++) t.r[i] = args[i]?.d ?? 0;
        const first = args[0]?.d ?? 0;
        for (const a of args) a.d = 0;
        return first;
      },
      tangent(t, _self, _self_, ...pairs) {
        const result = program(tangentTrace(t as Tape), ...nodesOf(pairs, true));
        t.ret_ = typeof result.v === 'number' ? result.d : result.s;
        return result.v;
      },
    }),
  );
}

/** Checks value and both modes of a program against differences, and that its `back` can run again. */
export function checkProgram(program: Program, args: unknown[]): void {
  const f = traced(program);
  checkGradient(f as (...a: unknown[]) => number, args);
  const [, back] = pullback(f as (...a: unknown[]) => number, ...(structuredClone(args) as unknown[]));
  const first = back(1.5);
  const second = back(1.5);
  expect(second, 'a second back').to.deep.equal(first);
  back.release();
}
