import { Heap } from 'heap-js';

export const packages = ['heap-js'];
export const style = 'TypeScript compiled to ES5, generators as state machines, a class over an array';

function scheduled(tasks, rate) {
  const heap = new Heap((a, b) => b.weight - a.weight);
  heap.init(tasks);
  heap.push({ weight: rate, time: 1 });
  heap.replace({ weight: tasks[0].weight * rate, time: 2 });
  let [clock, sum] = [0, 0];
  for (const { weight, time } of heap) {
    clock += time;
    sum += weight * Math.exp(-rate * clock);
  }
  return sum;
}

function extremes(xs) {
  const heap = new Heap(Heap.minComparatorNumber);
  heap.addAll(xs);
  const top = heap.top(3).reduce((sum, x) => sum + x, 0);
  const bottom = heap.bottom(2).reduce((product, x) => product * x, 1);
  heap.remove(xs[2]);
  heap.addAll([xs[0] * xs[1], xs[3] ** 2]);
  const smallest = heap.pushpop(xs[4] / 2);
  const rest = heap.clone().toArray();
  return (
    top * smallest +
    bottom +
    rest.reduce((sum, x, i) => sum + x / (i + 1), 0) +
    heap.leafs().length * heap.peek()
  );
}

function onArrays(xs, x) {
  const heap = xs.slice();
  Heap.heapify(heap, Heap.maxComparator);
  Heap.heappush(heap, x, Heap.maxComparator);
  const large = Heap.heappop(heap, Heap.maxComparator) * Heap.heapreplace(heap, x / 3, Heap.maxComparator);
  const [first, second] = Heap.nsmallest(2, xs);
  return (
    large +
    first / second +
    Heap.heaptop(heap, 2, Heap.maxComparator).reduce((sum, each) => sum + each ** 2, 0)
  );
}

export const cases = {
  'tasks by weight': {
    f: scheduled,
    args: () => [
      [
        { weight: 2, time: 0.5 },
        { weight: 5, time: 1.5 },
        { weight: 3.5, time: 0.25 },
      ],
      0.6,
    ],
  },
  'smallest and largest numbers': { f: extremes, args: () => [[2.5, -1, 4, 0.75, 3.25, 6]] },
  'arrays as heaps': { f: onArrays, args: () => [[2.5, -1, 4, 0.75, 3.25], 3.75] },
};
