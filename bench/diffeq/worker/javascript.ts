/**
 * A worker for solvers in JavaScript: a process of its own, so that V8 optimises one method on one problem as it does in a program that
 * solves that. It reads lines "METHOD PROBLEM RTOL ATOL MS", solves for at least MS milliseconds of CPU time, and answers
 * "ok NANOSECONDS EVALUATIONS STEPS REJECTED u…" with the mean time of a solve, or "failed WHY".
 */
import readline from 'node:readline';
import { benchProblem } from '../problems';
import { oursOn } from './ours';
import { packageOn } from './packages';
import type { Attempt, Solver } from './Solver';
import { yardstickOn } from './yardsticks';

const solvers = new Map<string, Solver>();

/** `METHOD` is "ours:NAME", "yardstick:NAME" or "package:NAME". */
function solverOf(method: string, problem: string): Solver {
  const key = `${method} ${problem}`;
  let solver = solvers.get(key);
  if (solver === undefined) {
    const at = method.indexOf(':');
    const [kind, name] = [method.slice(0, at), method.slice(at + 1)];
    const make = { ours: oursOn, yardstick: yardstickOn, package: packageOn }[kind];
    solver = make?.(name, benchProblem(problem));
    if (solver === undefined) throw new Error(`there is no ${method}`);
    solvers.set(key, solver);
  }
  return solver;
}

/** CPU time of the process in nanoseconds. */
function now(): number {
  const { user, system } = process.cpuUsage();
  return 1e3 * (user + system);
}

/** Solves for `ms` milliseconds at least; in batches that double, since reading the clock takes some microseconds. */
function timed(solver: Solver, rtol: number, atol: number, ms: number): [attempt: Attempt, ns: number] {
  const start = now();
  let attempt = solver(rtol, atol);
  let count = 1;
  let elapsed = now() - start;
  for (let batch = 2; elapsed < 1e6 * ms && !('failed' in attempt); batch *= 2) {
    for (let i = 0; i < batch; i++) attempt = solver(rtol, atol);
    count += batch;
    elapsed = now() - start;
  }
  return [attempt, elapsed / count];
}

function answer(line: string): string {
  const [method, problem, ...numbers] = line.trim().split(' ');
  const [rtol, atol, ms] = numbers.map(Number);
  const [attempt, ns] = timed(solverOf(method!, problem!), rtol!, atol!, ms!);
  if ('failed' in attempt) return `failed ${attempt.failed}`;
  const { u, nf, accepted, rejected } = attempt;
  return ['ok', ns.toFixed(1), nf, accepted, rejected, ...Array.from(u)].join(' ');
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  try {
    console.log(answer(line));
  } catch (cause) {
    console.log(`failed ${(cause as Error).message.split('\n')[0]!}`);
  }
});
