/** How many `Float64Array`s are made while `run` runs. */
export function countArrays(run: () => void): number {
  const original = globalThis.Float64Array;
  let count = 0;
  globalThis.Float64Array = new Proxy(original, {
    construct(target, args: unknown[], newTarget) {
      count++;
      return Reflect.construct(target, args, newTarget) as object;
    },
  });
  try {
    run();
  } finally {
    globalThis.Float64Array = original;
  }
  return count;
}
