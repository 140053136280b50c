import { among, form, type Weighted } from '../parts.js';
import type { Grammar } from './Grammar.js';
import { inArrow } from './inside.js';
import { helper } from './objects.js';

/** Statements about what stands around the functions and stays from call to call. */
export function stateStatements({ number: n, small, place, array }: Grammar): Weighted[] {
  return [
    [0.4, form`${helper('scratch')}[${among('0', '1', '2')}] = ${small};`],
    [0.4, form`${helper('table')}[${among('0', '1', '2')}] += ${small};`],
    [0.4, form`${helper('origin')}.${among('x', 'y')} = ${small};`],
    [0.4, form`${helper('level')} ${among('=', '+=')} ${small};`],
    [0.3, form`${helper('log')}.push(${n});`],
    [
      0.3,
      form`${place} = ${helper('scratch')}[0] * ${helper('table')}[1] + ${helper('origin')}.x - ${helper('level')};`,
    ],
    [0.4, form`${place} = ${helper('account')}.add(${n}) + 0.3 * ${helper('account')}.sum;`],
    [0.4, form`${place} = ${helper('meter')}.read(${small}) + 0.3 * ${helper('meter')}.last;`],
    [
      0.4,
      form`{
  const $k = ${n};
  ${helper('handlers')}.push((v) => Math.sin(v * $k + ${inArrow(small)}));
  if (${helper('handlers')}.length > 3) ${helper('handlers')}.shift();
  ${place} = ${helper('handlers')}.reduce((s, h) => s + 0.3 * h(s), ${n});
}`,
    ],
    [
      0.4,
      form`{
  const { front: $a, back: $b } = ${helper('buffers')};
  for (let $i = 0; $i < 2; $i++) $b[$i] = Math.sin($a[$i] + $a[1 - $i] * ${small});
  Object.assign(${helper('buffers')}, { front: $b, back: $a });
  ${place} = ${helper('buffers')}.front[0] - ${helper('buffers')}.back[1];
}`,
    ],
    [
      0.3,
      form`{
  const $key = ${n} > 0.2 ? 'p' : 'q';
  if (!${helper('memo')}.has($key)) ${helper('memo')}.set($key, ${array});
  ${place} = 0.5 * ${helper('memo')}.get($key)[0];
  ${helper('memo')}.get($key)[1] = ${small};
}`,
    ],
    [
      0.3,
      form`${helper('origin')}.kept = { v: ${n}, get twice() { return this.v * 2; } }, ${place} = Math.sin(${helper('origin')}.kept.twice);`,
    ],
    [
      0.3,
      form`${place} = (${helper('origin')}.earlier ?? 0.3) * ${small}, ${helper('origin')}.earlier = ${small};`,
    ],
  ];
}
