import * as diffeq from '@diffjs/diffeq';
import type { Algorithm } from '@diffjs/diffeq';
import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { explicitMethods } from '../support/explicitMethods';

interface Row {
  readonly name: string;
  readonly order: number;
  readonly stages: string;
  readonly denseOrder: number;
  readonly adaptive: boolean;
  readonly stiff: boolean;
  readonly source: string;
}

/** The rows of the tables of methods, which have these seven columns. */
const page = fs.readFileSync(path.join(__dirname, '../../../docs/reference/solvers.md'), 'utf8');
const rows = page.split('\n').flatMap((line): Row[] => {
  const cells = line.split('|').map((cell) => cell.trim());
  const name = /^`(\w+)`$/.exec(cells[1] ?? '')?.[1];
  if (name === undefined || cells.length !== 9) return [];
  const [order, stages, denseOrder, adaptive, stiff, source] = cells.slice(2);
  return [
    {
      name,
      order: Number(order),
      stages,
      denseOrder: Number(denseOrder),
      adaptive: adaptive === 'yes',
      stiff: stiff === 'yes',
      source,
    },
  ];
});

describe('docs/reference/solvers.md', () => {
  it('lists every explicit Runge–Kutta method', () => {
    expect(rows.map(({ name }) => name)).to.include.members([...explicitMethods.keys()]);
  });

  for (const { name, source, stages, ...listed } of rows) {
    it(`says of ${name} what the method says`, () => {
      const make = (diffeq as unknown as Record<string, () => Algorithm>)[name];
      const algorithm = make();
      const { order, denseOrder, adaptive, stiff, tableau, interpolant } = algorithm;
      expect(listed).to.deep.equal({ order, denseOrder, adaptive, stiff });
      expect(source).to.not.equal('');
      if (tableau === undefined) return;
      const further = interpolant.rows - tableau.end - 1;
      expect(stages).to.equal(further > 0 ? `${tableau.stages} + ${further}` : `${tableau.stages}`);
    });
  }
});
