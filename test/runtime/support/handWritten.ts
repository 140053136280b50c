import type { CompanionFunctions, Tape } from '@diffjs/runtime/compiled';
import { attach, slot } from '@diffjs/runtime/compiled';

/** A function with companions written by hand, as the compiler would emit them. */
function written<F extends (...args: never[]) => unknown>(f: F, companions: CompanionFunctions): F {
  return attach(f, f.name, 1, () => companions);
}

export function push(t: Tape, ...numbers: number[]): void {
  if (t.n + numbers.length > t.f.length) t.grow(t.n + numbers.length);
  for (const x of numbers) t.f[t.n++] = x;
}

export const pop = (t: Tape): number => t.f[--t.n];
export const pushRef = (t: Tape, x: unknown): void => void (t.o[t.m++] = x);
export const popRef = <T>(t: Tape): T => t.o[--t.m] as T;

/** x ↦ x³ */
export const cube = written(
  function cube(x: number): number {
    return x * x * x;
  },
  {
    arity: 1,
    forward(t, _self, _self$, x) {
      push(t, x as number);
      t.ret = undefined;
      return (x as number) * (x as number) * (x as number);
    },
    reverse(t, dy) {
      const x = pop(t);
      return 3 * x * x * dy;
    },
    tangent(t, _self, _self_, x, x_) {
      t.ret_ = 3 * (x as number) ** 2 * (x_ as number);
      return (x as number) * (x as number) * (x as number);
    },
  },
);

/** (x, y) ↦ x·y */
export const product = written(
  function product(x: number, y: number): number {
    return x * y;
  },
  {
    arity: 2,
    forward(t, _self, _self$, x, _x$, y) {
      push(t, x as number, y as number);
      t.ret = undefined;
      return (x as number) * (y as number);
    },
    reverse(t, dy) {
      const y = pop(t);
      const x = pop(t);
      t.r[1] = dy * x;
      return dy * y;
    },
    tangent(t, _self, _self_, x, x_, y, y_) {
      t.ret_ = (x_ as number) * (y as number) + (x as number) * (y_ as number);
      return (x as number) * (y as number);
    },
  },
);

/** (x, y) ↦ product(x, 2): its second register is dirtied by the call. */
export const twice = written(
  function twice(x: number, _y?: number): number {
    return product(x, 2);
  },
  {
    arity: 1,
    forward(t, _self, _self$, x, x$) {
      const c = t.resolve(product, 'product (hand.ts:1:1)');
      const y = c.forward(t, undefined, undefined, x, x$, 2, undefined);
      pushRef(t, c);
      return y;
    },
    reverse(t, dy) {
      const c = popRef<CompanionFunctions>(t);
      t.r[1] = 0;
      return c.reverse(t, dy);
    },
    tangent(t, _self, _self_, x, x_) {
      t.ret_ = 2 * (x_ as number);
      return (x as number) * 2;
    },
  },
);

/** a ↦ Σ aᵢ²·(i + 1), for arrays and typed arrays */
export const weightedSquares: (a: ArrayLike<number>) => number = written(
  function weightedSquares(a: ArrayLike<number>): number {
    let s = 0;
    for (let i = 0; i < a.length; i++) s += a[i] * a[i] * (i + 1);
    return s;
  },
  {
    arity: 1,
    forward(t, _self, _self$, x, x$) {
      const a = x as ArrayLike<number>;
      const value = weightedSquares(a);
      push(t, ...Array.from(a), a.length);
      pushRef(t, x$);
      t.ret = undefined;
      return value;
    },
    reverse(t, dy) {
      const a$ = popRef<number[] | undefined>(t);
      const length = pop(t);
      for (let i = length - 1; i >= 0; i--) {
        const x = pop(t);
        if (a$ !== undefined) a$[i] += 2 * x * (i + 1) * dy;
      }
      return 0;
    },
    tangent(t, _self, _self_, x, x_) {
      const a = x as ArrayLike<number>;
      const a_ = t.late_(x, x_) as number[] | undefined;
      let d = 0;
      if (a_ !== undefined) for (let i = 0; i < a.length; i++) d += 2 * a[i] * (i + 1) * a_[i];
      t.ret_ = d;
      return weightedSquares(a);
    },
  },
);

/** (x, y) ↦ a new array [x·y, x + y] */
export const pair: (x: number, y: number) => [number, number] = written(
  function pair(x: number, y: number): [number, number] {
    return [x * y, x + y];
  },
  {
    arity: 2,
    forward(t, _self, _self$, x, _x$, y) {
      const result = pair(x as number, y as number);
      const result$ = [0, 0];
      push(t, x as number, y as number);
      pushRef(t, result$);
      t.ret = result$;
      return result;
    },
    reverse(t) {
      const result$ = popRef<number[]>(t);
      const y = pop(t);
      const x = pop(t);
      const [d0, d1] = result$;
      result$[0] = result$[1] = 0;
      t.r[1] = d0 * x + d1;
      return d0 * y + d1;
    },
    tangent(t, _self, _self_, x, x_, y, y_) {
      const [a, b, a_, b_] = [x, y, x_, y_] as number[];
      t.ret_ = [a_ * b + a * b_, a_ + b_];
      return [a * b, a + b];
    },
  },
);

/** (a, k) ↦ a, every element multiplied by k in place */
export const scaleInPlace = written(
  function scaleInPlace<A extends number[] | Float64Array | Float32Array>(a: A, k: number): A {
    for (let i = 0; i < a.length; i++) a[i] *= k;
    return a;
  },
  {
    arity: 2,
    forward(t, _self, _self$, x, x$, k) {
      const a = x as number[];
      push(t, ...a, a.length, k as number);
      pushRef(t, x$);
      scaleInPlace(a, k as number);
      t.ret = x$;
      return a;
    },
    reverse(t) {
      const a$ = popRef<number[]>(t);
      const k = pop(t);
      let dk = 0;
      for (let i = pop(t) - 1; i >= 0; i--) {
        const x = pop(t);
        const d = a$[i];
        a$[i] = d * k;
        dk += d * x;
      }
      t.r[1] = dk;
      return 0;
    },
    tangent(t, _self, _self_, x, x_, k, k_) {
      const a = x as number[];
      const a_ = x_ as number[];
      for (let i = 0; i < a.length; i++) a_[i] = a_[i] * (k as number) + a[i] * (k_ as number);
      scaleInPlace(a, k as number);
      t.ret_ = a_;
      return a;
    },
  },
);

export interface Model {
  w: number[];
  b: number;
  name: string;
  inner: { k: number };
}

/** m ↦ w₀·w₁·b + k², with the model's fields read */
export const modelLoss: (m: Model) => number = written(
  function modelLoss(m: Model): number {
    return m.w[0] * m.w[1] * m.b + m.inner.k * m.inner.k;
  },
  {
    arity: 1,
    forward(t, _self, _self$, x, x$) {
      const m = x as Model;
      const m$ = x$ as Model;
      push(t, m.w[0], m.w[1], m.b, m.inner.k);
      pushRef(t, m$.inner);
      pushRef(t, m$.w);
      pushRef(t, m$);
      t.ret = undefined;
      return modelLoss(m);
    },
    reverse(t, dy) {
      const m$ = popRef<Model>(t);
      const w$ = popRef<number[]>(t);
      const inner$ = popRef<{ k: number }>(t);
      const k = pop(t);
      const b = pop(t);
      const w1 = pop(t);
      const w0 = pop(t);
      inner$.k += 2 * k * dy;
      m$.b += w0 * w1 * dy;
      w$[1] += w0 * b * dy;
      w$[0] += w1 * b * dy;
      return 0;
    },
    tangent(t, _self, _self_, x, x_) {
      const m = x as Model;
      const m_ = x_ as Model;
      t.ret_ =
        m_.w[0] * m.w[1] * m.b + m.w[0] * m_.w[1] * m.b + m.w[0] * m.w[1] * m_.b + 2 * m.inner.k * m_.inner.k;
      return modelLoss(m);
    },
  },
);

/** (a, b) ↦ Σ aᵢ·bᵢ, for arrays that may be one object */
export const dot: (a: ArrayLike<number>, b: ArrayLike<number>) => number = written(
  function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
    let s = 0;
    for (let i = 0; i < a.length; i++) s += a[i] * b[i];
    return s;
  },
  {
    arity: 2,
    forward(t, _self, _self$, a, a$, b, b$) {
      pushRef(t, Array.from(a as number[]));
      pushRef(t, Array.from(b as number[]));
      pushRef(t, a$);
      pushRef(t, b$);
      t.ret = undefined;
      return dot(a as number[], b as number[]);
    },
    reverse(t, dy) {
      const b$ = popRef<number[]>(t);
      const a$ = popRef<number[]>(t);
      const b = popRef<number[]>(t);
      const a = popRef<number[]>(t);
      for (let i = a.length - 1; i >= 0; i--) {
        a$[i] += dy * b[i];
        b$[i] += dy * a[i];
      }
      return 0;
    },
    tangent(t, _self, _self_, x, x_, y, y_) {
      const [a, a_, b, b_] = [x, x_, y, y_] as number[][];
      t.ret_ = a.reduce((s, ai, i) => s + a_[i] * b[i] + ai * b_[i], 0);
      return dot(a, b);
    },
  },
);

/** State of a module, written by `viaModuleState`. */
export const moduleState: { last: number; inner?: { v: number } } = { last: 0 };

/** x ↦ x stored in module state, read through an alias, times 3: needs late activation */
export const viaModuleState = written(
  function viaModuleState(x: number): number {
    moduleState.last = x;
    return moduleState.last * 3;
  },
  {
    arity: 1,
    forward(t, _self, _self$, x) {
      const alias = moduleState;
      let alias$ = t.shadowOf(alias) as { last: number } | undefined;
      const state$ = (t.shadowOf(moduleState) ?? t.activate(moduleState)) as { last: number };
      moduleState.last = x as number;
      state$.last = slot(x, undefined) as number;
      alias$ = t.late$(alias, alias$) as { last: number } | undefined;
      pushRef(t, state$);
      pushRef(t, alias$);
      t.ret = undefined;
      return alias.last * 3;
    },
    reverse(t, dy) {
      const alias$ = popRef<{ last: number } | undefined>(t);
      const state$ = popRef<{ last: number }>(t);
      if (alias$ !== undefined) alias$.last += 3 * dy;
      const d = state$.last;
      state$.last = 0;
      return d;
    },
    tangent(t, _self, _self_, x, x_) {
      const state_ = t.activateMirror(moduleState) as { last: number };
      moduleState.last = x as number;
      state_.last = x_ as number;
      t.ret_ = 3 * (t.late_(moduleState, undefined) as { last: number }).last;
      return moduleState.last * 3;
    },
  },
);

/** (f, x) ↦ f(x), f unknown */
export const applyTo = written(
  function applyTo(f: (x: number) => number, x: number): number {
    return f(x);
  },
  {
    arity: 2,
    forward(t, _self, _self$, f, _f$, x, x$) {
      const c = t.resolve(f, 'f (hand.ts:3:10)');
      const y = c.forward(t, undefined, undefined, x, x$);
      pushRef(t, c);
      return y;
    },
    reverse(t, dy) {
      const c = popRef<CompanionFunctions>(t);
      t.r[1] = c.reverse(t, dy);
      return 0;
    },
    tangent(t, _self, _self_, f, _f_, x, x_) {
      return t.resolve(f, 'f (hand.ts:3:10)').tangent(t, undefined, undefined, x, x_);
    },
  },
);

/** a ↦ Σ after `a.push(a[0]·a[1])`: the argument is longer afterwards */
export const growing: (a: number[]) => number = written(
  function growing(a: number[]): number {
    a.push(a[0] * a[1]);
    return a[a.length - 1] * 2;
  },
  {
    arity: 1,
    forward(t, _self, _self$, x, x$) {
      const a = x as number[];
      const a$ = x$ as number[];
      push(t, a[0], a[1], a.length);
      a$[a.length] = 0;
      const value = growing(a);
      pushRef(t, a$);
      t.ret = undefined;
      return value;
    },
    reverse(t, dy) {
      const a$ = popRef<number[]>(t);
      const length = pop(t);
      const x1 = pop(t);
      const x0 = pop(t);
      a$[length] += 2 * dy;
      const d = a$[length];
      a$[length] = 0;
      a$[0] += d * x1;
      a$[1] += d * x0;
      return 0;
    },
    tangent(t) {
      t.ret_ = 0;
      return 0;
    },
  },
);

/** Throws the given error in the sweep named. */
export function throwing(where: 'forward' | 'reverse', error: Error): (x: number) => number {
  return written((x: number): number => x, {
    arity: 1,
    forward(t, _self, _self$, x) {
      pushRef(t, {});
      if (where === 'forward') throw error;
      t.ret = undefined;
      return x;
    },
    reverse() {
      throw error;
    },
    tangent() {
      throw error;
    },
  });
}
