import {
  BehaviorSubject,
  Subject,
  bufferCount,
  combineLatest,
  concatMap,
  distinctUntilChanged,
  expand,
  filter,
  from,
  groupBy,
  last,
  map,
  merge,
  mergeMap,
  of,
  pairwise,
  range,
  reduce,
  scan,
  share,
  switchMap,
  take,
  takeWhile,
  tap,
  toArray,
  withLatestFrom,
  zip,
} from 'rxjs';

export const packages = ['rxjs', 'tslib'];
export const style =
  'TypeScript compiled to ES5, observables: closures within closures, subclasses, subscriptions';

/** What a synchronous observable gives last. */
function result(observable) {
  let [value, failure] = [];
  observable.subscribe({ next: (x) => (value = x), error: (e) => (failure = e) });
  if (failure) throw failure;
  return value;
}

function pipeline(xs, gain) {
  return result(
    from(xs).pipe(
      map((x) => x * gain),
      filter((x) => x > 0.2),
      scan((state, x) => ({ sum: state.sum + x, squares: state.squares + x * x }), { sum: 0, squares: 0 }),
      map(({ sum, squares }) => squares - sum * sum * 0.1),
      pairwise(),
      map(([before, now]) => Math.tanh(now - before)),
      reduce((total, x) => total + x, 0),
    ),
  );
}

function joined(xs, ys, start) {
  const level = new BehaviorSubject(start);
  const pairs = zip(from(xs), from(ys)).pipe(
    tap(([x]) => level.next(level.getValue() * 0.9 + x)),
    withLatestFrom(level),
    concatMap(([[x, y], at]) => of(x * at, y / at)),
    bufferCount(2),
    map(([a, b]) => a - b),
  );
  const both = combineLatest([
    pairs.pipe(last()),
    merge(from(xs), from(ys)).pipe(reduce((a, b) => a * 0.5 + b)),
  ]);
  return result(both.pipe(map(([a, b]) => a * b + level.value)));
}

function iterated(x, rate) {
  return result(
    of(x).pipe(
      expand((at) => of(at - rate * (at ** 3 - 2))),
      take(8),
      distinctUntilChanged(),
      takeWhile((at) => at > 0, true),
      mergeMap((at) => range(1, 2).pipe(map((k) => at / k))),
      groupBy((_, i) => i % 2),
      mergeMap((group) => group.pipe(toArray())),
      reduce((sum, group) => sum + group.reduce((product, each) => product * each, 1), 0),
    ),
  );
}

function pushed(xs) {
  const source = new Subject();
  const shared = source.pipe(
    map((x) => x ** 2),
    share(),
  );
  const seen = [];
  shared.pipe(switchMap((x) => of(x, x + 1))).subscribe((x) => seen.push(x));
  const subscription = shared.subscribe((x) => seen.push(-x / 2));
  for (const x of xs) {
    if (seen.length > 4) subscription.unsubscribe();
    source.next(x);
  }
  source.complete();
  return seen.reduce((sum, x, i) => sum + x * Math.cos(i), 0);
}

export const cases = {
  'map, filter, scan, pairwise, reduce': { f: pipeline, args: () => [[0.5, -1, 1.25, 0.75, 2], 0.8] },
  'zip, withLatestFrom, concatMap, combineLatest': {
    f: joined,
    args: () => [[0.5, 1.5, -0.25], [2, 0.75, 1.25], 1.5],
  },
  'expand, takeWhile, groupBy, mergeMap': { f: iterated, args: () => [1.1, 0.1] },
  'a subject with shared subscribers': { f: pushed, args: () => [[0.5, 1.25, -0.75, 2]] },
};
