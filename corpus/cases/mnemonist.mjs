import {
  FibonacciHeap,
  FixedDeque,
  Heap,
  KDTree,
  LRUMap,
  LinkedList,
  MultiMap,
  StaticIntervalTree,
  VPTree,
  Vector,
} from 'mnemonist';

export const packages = ['mnemonist', 'obliterator'];
export const style = 'CommonJS, ES5 constructors, typed arrays that grow, index arithmetic';

function queued(jobs, k) {
  const heap = new Heap((a, b) => a.due - b.due);
  for (const job of jobs) heap.push(job);
  heap.replace({ due: k * 2, cost: k });
  const fibonacci = FibonacciHeap.from([k, ...jobs.map(({ cost }) => cost)], (a, b) => b - a);
  let [time, late] = [0, 0];
  while (heap.size > 0) {
    const { due, cost } = heap.pop();
    time += cost + fibonacci.pop() / 10;
    late += (time - due) ** 2;
  }
  return (
    late +
    Heap.nsmallest(
      2,
      jobs.map(({ due }) => due),
    ).reduce((sum, x) => sum + x, 0)
  );
}

function recurrence(seed, factor) {
  const vector = new Vector(Float64Array, { initialCapacity: 2 });
  const recent = new FixedDeque(Array, 3);
  for (const x of seed) {
    vector.push(x);
    recent.push(x);
  }
  for (let i = 0; i < 6; i++) {
    const next = Math.sin(factor * recent.peekFirst()) + recent.get(1) * vector.get(vector.length - 2);
    vector.push(next);
    recent.shift();
    recent.push(next);
  }
  vector.set(0, vector.pop() * 2);
  let sum = recent.toArray()[1];
  for (const x of vector.values()) sum += x * x;
  return sum;
}

function neighbours(points, x, y) {
  const labelled = points.map(({ at }, i) => [points[i], at]);
  const nearest = KDTree.from(labelled, 2).kNearestNeighbors(3, [x, y]);
  const distance = (a, b) => Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]);
  const within = VPTree.from(points, distance).neighbors(2.5, { at: [x, y] });
  return (
    nearest.reduce((sum, { at, value }) => sum + value * ((at[0] - x) ** 2 + (at[1] - y) ** 2), 0) +
    within.reduce((sum, each) => sum + each.item.value / (1 + each.distance), 0)
  );
}

function kept(pairs, at) {
  const recent = new LRUMap(3);
  const groups = new MultiMap();
  const list = new LinkedList();
  for (const [key, value] of pairs) {
    recent.set(key, (recent.get(key) ?? 1) * value);
    groups.set(key, value);
    list.unshift(value);
  }
  const intervals = StaticIntervalTree.from(pairs.map(([, value], i) => [i, i + 1.5, value]));
  const open = intervals.intervalsContainingPoint(1.2).reduce((product, [, , value]) => product * value, at);
  let sum = 0;
  for (const [key, value] of recent.entries()) for (const each of groups.get(key)) sum += value * each;
  return sum + open + list.last() * list.toArray().reduce((total, value, i) => total + value / (i + 1), 0);
}

export const cases = {
  'priority queues': {
    f: queued,
    args: () => [
      [
        { due: 3, cost: 1.5 },
        { due: 1, cost: 0.75 },
        { due: 5.5, cost: 2.25 },
        { due: 2.5, cost: 0.5 },
      ],
      1.4,
    ],
  },
  'a growing vector and a deque': { f: recurrence, args: () => [[0.5, -0.25, 0.75], 1.3] },
  'nearest neighbours in trees': {
    f: neighbours,
    args: () => [
      [
        { at: [1, 2], value: 0.5 },
        { at: [3.5, 4], value: 1.5 },
        { at: [5, 1.5], value: -1 },
        { at: [2, 6], value: 2 },
        { at: [0.5, 3.25], value: 0.75 },
      ],
      2.2,
      2.9,
    ],
  },
  'caches, multimaps, intervals, lists': {
    f: kept,
    args: () => [
      [
        ['a', 1.5],
        ['b', 0.5],
        ['c', 2.5],
        ['a', -0.75],
        ['d', 1.25],
      ],
      0.5,
    ],
  },
};
