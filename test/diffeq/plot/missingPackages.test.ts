import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';

const packages = path.resolve(__dirname, '../../../packages');

/** Runs a program where nothing is installed but the packages of DiffJS themselves. */
function runAlone(program: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'diffjs-alone-'));
  try {
    for (const name of ['runtime', 'diffeq']) {
      const to = path.join(folder, 'node_modules/@diffjs', name);
      fs.mkdirSync(to, { recursive: true });
      fs.copyFileSync(path.join(packages, name, 'package.json'), path.join(to, 'package.json'));
      fs.cpSync(path.join(packages, name, 'dist/cjs'), path.join(to, 'dist/cjs'), { recursive: true });
    }
    const file = path.join(folder, 'main.cjs');
    fs.writeFileSync(file, program);
    return execFileSync(process.execPath, [file], { encoding: 'utf8' }).trim();
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

describe('diffeq/plot without its packages', () => {
  it('names the package that is missing', () => {
    const program = `
      const { plotSolution } = require('@diffjs/diffeq/plot');
      plotSolution({ t: [0, 1], u: [0, 1] }).catch((error) => console.log(error.message));`;
    expect(runAlone(program)).to.match(
      /^DIFF5033: pictures need the package @observablehq\/plot, .*npm install @observablehq\/plot/,
    );
  });

  it('solves ensembles in this thread, and names what threads need', () => {
    const program = `
      const { EnsembleProblem, ODEProblem, solveEnsemble } = require('@diffjs/diffeq');
      const ensemble = new EnsembleProblem(new ODEProblem((u) => -u, 1, [0, 1]));
      console.log(solveEnsemble(ensemble, undefined, { trajectories: 3 }).u.length);
      solveEnsemble({ module: __filename }, undefined, { trajectories: 3, workers: 2 })
        .catch((error) => console.log(error.message));`;
    const [count, message] = runAlone(program).split('\n');
    expect(count).to.equal('3');
    expect(message).to.match(/^DIFF5033: worker threads need the package workerpool/);
  });
});
