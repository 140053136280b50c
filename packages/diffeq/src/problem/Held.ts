/** A value of a problem, or a function of the parameters and of t0 that gives it. */
export type Given<T, P> = T | ((p: P, t0: number) => T);

/** A time span, or a function of the parameters that gives it. */
export type TimeSpanOf<P> = readonly [number, number] | ((p: P) => readonly [number, number]);

/**
 * A function as a problem holds it. Written as a method, whose parameters are compared in both directions, so that problems
 * whose parameters differ in type can stand in one list.
 */
export type HeldFunction<Args extends unknown[], R> = { call(...args: Args): R }['call'];

/** `Given` as a problem holds it. */
export type Held<T, P> = T | HeldFunction<[p: P, t0: number], T>;

/** `TimeSpanOf` as a problem holds it. */
export type HeldTimeSpan<P> = readonly [number, number] | HeldFunction<[p: P], readonly [number, number]>;
