import { form, make, pick, picked, type Draw, type Weighted } from '../parts.js';
import type { Grammar } from './Grammar.js';
import { helper } from './objects.js';

/** Statements that change lists, maps, sets, objects and buffers in place. */
export function collectionStatements(g: Grammar): Weighted[] {
  const { number: n, small, place, array, floats, point, iterable, test } = g;
  return [
    [2.5, onList(g)],
    [1.2, onFloats(g)],
    [1, onMap(g)],
    [
      0.6,
      form`{
  const $m = new Map([['a', ${n}], ['b', ${n}]]);
  $m.set('c', ${small}).delete('a');
  $m.set('a', $m.get('b') * $m.size);
  for (const [k, v] of $m) ${place} += v * (k === 'a' ? 0.3 : 0.2);
  $m.forEach((v, k) => { if (k !== 'b') ${place} -= 0.1 * v; });
}`,
    ],
    [
      0.5,
      form`{
  const $s = new Set();
  for (const $v of ${iterable}) $s.add({ v: Math.sin($v) });
  for (const $o of $s) { $o.v *= ${small}; ${place} += 0.2 * $o.v; }
}`,
    ],
    [
      0.4,
      form`{
  const $groups = {};
  for (const $v of [${n}, ${n}, ${small}]) ($groups[$v > 0.2 ? 'high' : 'low'] ??= []).push($v);
  ${place} = ($groups.high ?? [0.1]).reduce((s, v) => s + 0.3 * v, 0) - ($groups.low?.[0] ?? 0.2);
}`,
    ],
    [0.4, form`${helper('secrets')}.set(${point}, { hidden: ${n} });`],
    [
      0.4,
      form`{
  const $o = ${point};
  ${helper('secrets')}.set($o, ${n});
  ${place} = ${helper('secrets')}.get($o) * ${small};
}`,
    ],
    [
      0.4,
      form`{
  const $o = { [${helper('KEY')}]: ${n}, y: 1 };
  $o[${helper('KEY')}] *= ${small};
  ${place} = { ...$o }[${helper('KEY')}];
}`,
    ],
    [
      0.5,
      form`{
  const $o = ${point};
  delete $o.z;
  $o.z = ${n};
  if ('z' in $o) ${place} = $o.z * 0.4;
  if (${test}) delete $o.z;
  ${place} += 0.2 * ($o.z ?? ${small});
}`,
    ],
    [
      0.4,
      form`{
  const $o = Object.create({ k: ${n} }, { v: { get() { return this.k * 0.5; }, enumerable: true } });
  $o.k = ${small};
  ${place} = $o.v + Object.getPrototypeOf($o).k * 0.1;
}`,
    ],
    [
      0.4,
      form`{
  const $o = Object.freeze({ v: ${n}, inner: [${small}] });
  try { $o.v = 3; } catch (e) { ${helper('log')}.push(e.message); }
  $o.inner[0] += 0.2 * $o.v;
  ${place} = $o.inner[0];
}`,
    ],
    [
      0.4,
      form`{
  const $b = new ArrayBuffer(24);
  const $d = new DataView($b), $f = new Float64Array($b);
  $d.setFloat64(8, ${n}, true);
  $f[0] = ${small};
  $f[2] += $f[1] * 0.5;
  ${place} = $d.getFloat64(0, true) + 0.3 * $d.getFloat64(16, true);
}`,
    ],
    [
      0.5,
      form`{
  const $a = new Float64Array(4);
  const $l = $a.subarray(0, 3), $r = $a.subarray(1);
  $l.set(${floats}.subarray(0, 2), 1);
  $r[1] += ${small};
  $l[2] *= 0.7;
  ${place} = $l.reduce((s, v) => s + v, ${n}) - $r[0];
}`,
    ],
    [
      0.3,
      form`{
  const $i = Int32Array.of(1, 0, 2), $u = new Uint8Array([1, 1]);
  ${place} = ${array}[$i[1]] * $u[0] + $i.length * 0.1;
}`,
    ],
    [
      0.3,
      form`{
  const $ring = [0.1, 0.2, 0.3];
  let $head = 0;
  for (const $v of ${iterable}) { $ring[$head] = 0.5 * $v; $head = ($head + 1) % 3; if ($head === 2) break; }
  ${place} = $ring[$head] - $ring[0];
}`,
    ],
    [
      0.5,
      form`{
  let $list = null;
  for (const $v of [${n}, ${n}, ${small}]) $list = { v: $v, next: $list };
  for (let $p = $list; $p; $p = $p.next) { if ($p.next) $p.next.v += 0.3 * Math.sin($p.v); ${place} = 0.5 * $p.v; }
}`,
    ],
    [
      0.5,
      form`{
  let $a = [${n}, ${n}], $b = [0, 0];
  for (let $t = 0; $t < 3; $t++) { $b[0] = Math.sin($a[1]); $b[1] = $a[0] * ${small}; [$a, $b] = [$b, $a]; }
  ${place} = $a[0] + 0.4 * $b[1];
}`,
    ],
    [
      0.4,
      form`{
  const $g = [[${n}, ${small}], [${n}, 0.2]];
  for (const $row of $g) $row[1] += 0.3 * $g[0][0];
  $g[1] = $g[0];
  $g[1][0] = ${small};
  ${place} = $g.flat().reduce((s, v) => s + 0.2 * v, 0);
}`,
    ],
    [
      0.2,
      form`{
  const $m = ${'`${'}${n}${'}`'}.length;
  ${helper('log')}.push($m > 0);
}`,
    ],
  ];
}

/** A method that changes an array, which keeps two elements and gets no more than seven. */
function onList({ number: n, small, place, iterable }: Grammar): Draw {
  return make([n, small, place, pick, pick, iterable], (scope, a, b, target, which, how, values) => {
    const found = scope.of('array');
    if (found.length === 0) return `${target(scope)} = ${b(scope)};`;
    const { name: xs } = picked(found, which);
    return picked(
      [
        () => `if (${xs}.length < 6) ${xs}.push(${a(scope)});`,
        () => `if (${xs}.length > 2) ${target(scope)} = Math.sin(${xs}.pop());`,
        () => `if (${xs}.length > 2) ${target(scope)} = 0.5 * ${xs}.shift();`,
        () => `if (${xs}.length < 6) ${xs}.unshift(${a(scope)});`,
        () => `${xs}.splice(0, 1, ${a(scope)});`,
        () =>
          `if (${xs}.length < 6) ${target(scope)} = 0.4 * (${xs}.splice(1, 1, ${a(scope)}, ${b(scope)})[0] ?? 0.3);`,
        () => `${xs}.reverse();`,
        () => `${xs}.sort((a, b) => b - a);`,
        () => `${xs}.fill(${b(scope)}, 1, 2);`,
        () => `${xs}.copyWithin(0, 1);`,
        () => `${xs}.length = 2;`,
        () => `if (${xs}.length < 6) ${xs}[${xs}.length] = ${b(scope)};`,
        () =>
          `${xs}.forEach((v, i, all) => { all[i] = Math.sin(v + ${b(scope.enter({ kind: 'arrow' }))}); });`,
        () => `if (${xs}.length < 4) ${xs}.push(...[${a(scope)}, ${b(scope)}]);`,
        () => `Object.assign(${xs}, [${b(scope)}]);`,
        () =>
          `for (const [$i, v] of [...${values(scope)}].slice(0, 2).entries()) ${xs}[$i] = 0.5 * v;`.replaceAll(
            '$i',
            scope.fresh('i'),
          ),
        () => `${xs}.extra = ${b(scope)}, ${target(scope)} = 0.5 * ${xs}.extra, delete ${xs}.extra;`,
      ],
      how,
    )();
  });
}

/** A method that changes a Float64Array. */
function onFloats({ number: n, small, place, array }: Grammar): Draw {
  return make([n, small, place, pick, pick, array], (scope, a, b, target, which, how, values) => {
    const found = scope.of('floats');
    if (found.length === 0) return `${target(scope)} = ${b(scope)};`;
    const { name: v } = picked(found, which);
    return picked(
      [
        () => `${v}.set([${a(scope)}], 1);`,
        () => `${v}.set(${values(scope)}.slice(0, 2));`,
        () => `${v}.fill(${b(scope)}, 0, 1);`,
        () => `${v}.copyWithin(0, 1);`,
        () => `${v}.reverse();`,
        () => `${v}.sort();`,
        () => `${v}.subarray(1).fill(${b(scope)});`,
        () => `${v}.forEach((x, i) => { ${v}[i] = Math.cos(x * ${b(scope.enter({ kind: 'arrow' }))}); });`,
        () => `for (let i = 1; i < ${v}.length; i++) ${v}[i] += 0.3 * ${v}[i - 1];`,
        () => `${v}[9] = ${a(scope)};`,
        () => `${v}.subarray(0, 2).set(${v}.subarray(${v}.length - 2));`,
        () => `new DataView(${v}.buffer, ${v}.byteOffset).setFloat64(8, ${b(scope)}, true);`,
      ],
      how,
    )();
  });
}

function onMap({ number: n, small, place }: Grammar): Draw {
  return make([n, small, place, pick, pick], (scope, a, b, target, which, how) => {
    const found = scope.of('map');
    if (found.length === 0) return `${target(scope)} = ${b(scope)};`;
    const { name: m } = picked(found, which);
    return picked(
      [
        () => `${m}.set('a', ${b(scope)});`,
        () => `${m}.set('c', ${a(scope)});`,
        () => `if (${m}.has('b')) ${m}.set('b', 0.5 * ${m}.get('b') + ${b(scope)});`,
        () => `${target(scope)} = 0.3 * [...${m}.values()].reduce((s, v) => s + v, 0);`,
        () => `for (const [k, v] of [...${m}]) ${m}.set(k, Math.sin(v));`,
        () => `${m}.delete('b');`,
        () => `${m}.forEach((v, k, all) => { all.set(k, v * 0.5); });`,
      ],
      how,
    )();
  });
}
