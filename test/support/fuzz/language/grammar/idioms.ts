import { form, type Weighted } from '../parts.js';
import type { Grammar } from './Grammar.js';
import { inArrow, inMethod } from './inside.js';

/** Small algorithms as they are written in programs. */
export function idioms({ number: n, small, place, array, floats, fn, point }: Grammar): Weighted[] {
  return [
    [
      0.4,
      form`{
  const $tree = (d, v) => (d === 0 ? { v } : { v: Math.sin(v), l: $tree(d - 1, v * ${inArrow(small)}), r: $tree(d - 1, v + 0.3) });
  const $sum = (t) => t.v + 0.5 * (t.l ? $sum(t.l) : 0) - 0.3 * (t.r ? $sum(t.r) : 0);
  ${place} = 0.3 * $sum($tree(2, ${n}));
}`,
    ],
    [
      0.4,
      form`{
  const $quick = (xs) => {
    if (xs.length < 2) return xs;
    const [p, ...rest] = xs;
    return [...$quick(rest.filter((x) => x < p)), p, ...$quick(rest.filter((x) => x >= p))];
  };
  ${place} = $quick([${n}, ...${array}])[1];
}`,
    ],
    [
      0.4,
      form`{
  let $y = ${n};
  for (let $i = 0; $i < 4; $i++) $y -= ($y * $y * $y + $y - ${small}) / (3 * $y * $y + 1);
  ${place} = $y;
}`,
    ],
    [
      0.4,
      form`{
  const $rhs = (u, t) => [u[1], -Math.sin(u[0]) + 0.1 * t * ${inArrow(small)}];
  const $axpy = (a, x, y) => y.map((v, i) => v + a * x[i]);
  let $u = [${n}, ${n}];
  for (let $t = 0; $t < 2; $t++) {
    const a = $rhs($u, $t), b = $rhs($axpy(0.1, a, $u), $t + 0.1);
    $u = $axpy(0.05, b, $axpy(0.05, a, $u));
  }
  ${place} = $u[0] - 0.4 * $u[1];
}`,
    ],
    [
      0.4,
      form`{
  const $A = [[${n}, ${small}], [0.3, ${small}]], $B = [[0.2, ${small}], [${n}, 0.1]];
  const $C = $A.map((row) => $B[0].map((_, j) => row.reduce((s, a, k) => s + a * $B[k][j], 0)));
  ${place} = Math.tanh($C[0][0] * $C[1][1] - $C[0][1] * $C[1][0]);
}`,
    ],
    [
      0.4,
      form`{
  const $best = new Map();
  const $cost = (i, j) => {
    if (i < 0 || j < 0) return 0.2;
    const key = i + ',' + j;
    if (!$best.has(key)) $best.set(key, Math.min($cost(i - 1, j), $cost(i, j - 1)) + Math.sin(i + j + ${inArrow(n)}));
    return $best.get(key);
  };
  ${place} = 0.3 * $cost(2, 2);
}`,
    ],
    [
      0.4,
      form`{
  const $queue = [[${n}, 0]];
  let $total = 0;
  while ($queue.length > 0) {
    const [v, depth] = $queue.shift();
    $total += v * 0.5;
    if (depth < 2) $queue.push([v * ${small}, depth + 1], [Math.sin(v), depth + 1]);
  }
  ${place} = 0.4 * $total;
}`,
    ],
    [
      0.4,
      form`{
  let [$lo, $hi] = [-2, 2];
  for (let $i = 0; $i < 6; $i++) {
    const mid = ($lo + $hi) / 2;
    if (mid ** 3 + mid < ${n}) $lo = mid; else $hi = mid;
  }
  ${place} = $lo * ${small};
}`,
    ],
    [
      0.3,
      form`${place} = 0.2 * ${array}.reduce(([sum, c], v) => { const y = v - c, t = sum + y; return [t, t - sum - y]; }, [0, 0])[0];`,
    ],
    [
      0.3,
      form`${place} = Math.tanh([${n}, ${small}, 0.4].reduceRight((s, c) => s * ${inArrow(small)} + c, 0));`,
    ],
    [
      0.3,
      form`{
  const $f = ${floats}.slice();
  for (let $i = 1; $i < $f.length; $i++) for (let $j = $i; $j > 0 && $f[$j - 1] > $f[$j]; $j--) [$f[$j], $f[$j - 1]] = [$f[$j - 1], $f[$j]];
  ${place} = $f[0];
}`,
    ],
    [
      0.3,
      form`{
  const $compose = (...fs) => (x) => fs.reduceRight((v, f) => f(v), x);
  ${place} = $compose(Math.sin, ${fn}, (v) => v * ${inArrow(small)})(${n});
}`,
    ],
    [
      0.3,
      form`{
  const $listeners = new Set();
  const $emit = (v) => { for (const l of $listeners) l(v); };
  let $seen = 0;
  const $on = (f) => { $listeners.add(f); return () => $listeners.delete(f); };
  const $off = $on((v) => { $seen += v * ${inArrow(small)}; });
  $emit(${n});
  $off();
  $emit(3);
  ${place} = $seen;
}`,
    ],
    [
      0.3,
      form`{
  const $state = { pos: { ...${point} }, vel: { x: ${small}, y: 0.1 } };
  const $step = (s, dt) => ({ ...s, pos: { x: s.pos.x + dt * s.vel.x, y: s.pos.y + dt * s.vel.y }, vel: { ...s.vel, y: s.vel.y - dt } });
  ${place} = Math.sin([0.1, 0.2].reduce($step, $state).pos.y);
}`,
    ],
    [
      0.3,
      form`{
  const $lazy = { get value() { const v = Math.sin(${inMethod(n)}); Object.defineProperty(this, 'value', { value: v }); return v; } };
  ${place} = $lazy.value * 0.5 + $lazy.value;
}`,
    ],
    [
      0.3,
      form`{
  const $inc = (function () { let c = ${inMethod(small)}; return (d) => (c += d * 0.3); })();
  $inc(${n});
  ${place} = $inc(${small});
}`,
    ],
    [
      0.3,
      form`{
  const $co = (function* () { let s = 0; for (let i = 0; i < 3; i++) s += 0.3 * (yield s); return s; })();
  $co.next();
  for (const $v of [${n}, ${small}]) $co.next($v);
  ${place} = $co.next(0.2).value;
}`,
    ],
    [
      0.3,
      form`{
  function* $walk(d) { if (d > 0) { const got = yield* $walk(d - 1); yield got * ${inMethod(small)}; } return d + ${inMethod(n)}; }
  ${place} = 0.2 * [...$walk(3)].reduce((a, b) => a - b, 0);
}`,
    ],
    [
      0.3,
      form`{
  const $cells = new Float64Array(6);
  $cells.set(${floats}.subarray(0, 2), 2);
  for (let $t = 0; $t < 2; $t++) for (let $i = 1; $i < 5; $i++) $cells[$i] += 0.2 * ($cells[$i - 1] - 2 * $cells[$i] + $cells[$i + 1]) * ${small};
  ${place} = $cells[2] - $cells[1];
}`,
    ],
  ];
}
