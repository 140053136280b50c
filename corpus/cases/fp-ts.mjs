import * as A from 'fp-ts/lib/Array.js';
import * as E from 'fp-ts/lib/Either.js';
import { flow, pipe } from 'fp-ts/lib/function.js';
import * as M from 'fp-ts/lib/Monoid.js';
import * as N from 'fp-ts/lib/number.js';
import * as O from 'fp-ts/lib/Option.js';
import * as Ord from 'fp-ts/lib/Ord.js';
import * as R from 'fp-ts/lib/Record.js';
import * as S from 'fp-ts/lib/State.js';
import * as Text from 'fp-ts/lib/string.js';
import * as T from 'fp-ts/lib/Tree.js';

export const packages = ['fp-ts'];
export const style = 'TypeScript compiled to ES5, type classes as dictionaries, pipe and flow';

const invert = (x) => (x === 0 ? O.none : O.some(1 / x));
const root = E.fromPredicate(
  (x) => x >= 0,
  (x) => x,
);

function throughOptions(xs, fallback) {
  const inverses = pipe(xs, A.filterMap(invert));
  const roots = pipe(
    xs,
    A.map(
      flow(
        root,
        E.map(Math.sqrt),
        E.mapLeft((x) => x * fallback),
      ),
    ),
    A.separate,
  );
  const first = pipe(
    A.lookup(1)(inverses),
    O.chain((x) =>
      pipe(
        A.lookup(0)(roots.right),
        O.map((y) => x * y),
      ),
    ),
    O.getOrElse(() => fallback),
  );
  const missing = pipe(
    A.lookup(17)(xs),
    O.alt(() => O.some(fallback ** 2)),
    O.toNullable,
  );
  return first + missing + M.concatAll(N.MonoidSum)(roots.left) * M.concatAll(N.MonoidProduct)(inverses);
}

function stateful(seed, xs) {
  const draw = (x) => (state) => [x * state, Math.sin(state + x)];
  const [values, state] = pipe(
    xs,
    A.traverse(S.Applicative)(draw),
    S.chain((drawn) =>
      pipe(
        draw(2),
        S.map((extra) => [...drawn, extra]),
      ),
    ),
  )(seed);
  return values.reduce((sum, x) => sum + x * x, 0) + state;
}

const byPrice = pipe(
  N.Ord,
  Ord.contramap(({ price }) => price),
);
function sold(goods, tax) {
  const sorted = pipe(
    goods,
    A.sortBy([Ord.reverse(byPrice)]),
    A.mapWithIndex((i, { price }) => price / (i + 1)),
  );
  const byKind = pipe(
    goods,
    A.map(({ kind, price }) => [kind, price]),
    (entries) => R.fromFoldable(N.MonoidSum, A.Foldable)(entries),
    R.map((price) => price * (1 + tax)),
  );
  const dearest = pipe(
    goods,
    A.foldMap(M.max(N.Bounded))(({ price }) => price),
  );
  return (
    A.reduce(0, (sum, x) => sum + x)(sorted) + R.reduce(Text.Ord)(0, (a, b) => a / 2 + b)(byKind) * dearest
  );
}

function overTrees(x) {
  const tree = T.unfoldTree([x, 0], ([at, depth]) => [
    at,
    depth < 3
      ? [
          [at * 0.5, depth + 1],
          [Math.cos(at), depth + 1],
        ]
      : [],
  ]);
  const sums = pipe(
    tree,
    T.fold((at, below) => at + below.reduce((sum, each, i) => sum + each / (i + 1), 0)),
  );
  return (
    sums +
    pipe(
      tree,
      T.map((at) => at * at),
      T.reduce(0, (sum, at) => sum + at),
    )
  );
}

export const cases = {
  'options and eithers': { f: throughOptions, args: () => [[2.25, 0.5, -1.5, 4], 0.3] },
  'traversing with state': { f: stateful, args: () => [0.4, [1.5, -0.5, 0.75]] },
  'orders, records, monoids': {
    f: sold,
    args: () => [
      [
        { kind: 'pear', price: 1.5 },
        { kind: 'fig', price: 3.25 },
        { kind: 'pear', price: 0.75 },
      ],
      0.2,
    ],
  },
  'folds of trees': { f: overTrees, args: () => [0.7] },
};
