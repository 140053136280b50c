import { batch, computed, effect, signal, untracked } from '@preact/signals-core';

export const packages = ['@preact/signals-core'];
export const style =
  'minified ES module, signals with accessors on prototypes, a linked graph that is updated lazily';

function graph(x, y) {
  const a = signal(x);
  const b = signal(y);
  const product = computed(() => a.value * b.value);
  const level = computed(() => (product.value > 1 ? product.value ** 2 : untracked(() => a.value) * 3));
  let seen = 0;
  const stop = effect(() => {
    seen += level.value;
    return () => {
      seen += 0.1 * a.peek();
    };
  });
  batch(() => {
    a.value = y * 4;
    b.value *= 3;
  });
  a.value += 1;
  stop();
  b.value = 100;
  return seen + product.peek() * 1e-2 + level.value * 1e-5;
}

/** Newton's method for the square root, a signal for each step. */
function chained(x) {
  const start = signal(1);
  let last = start;
  for (let i = 0; i < 6; i++) {
    const before = last;
    last = computed(() => (before.value + x / before.value) / 2);
  }
  start.value = x / 2;
  return last.value;
}

export const cases = {
  'computed values, effects and batches': { f: graph, args: () => [1.3, 0.6] },
  'a chain of computed values': { f: chained, args: () => [2.3] },
};
