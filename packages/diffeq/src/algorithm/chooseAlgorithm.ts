import type { InitialValueProblem } from '../problem/InitialValueProblem.js';
import type { SolveOptions } from '../solve/SolveOptions.js';
import type { Algorithm } from './Algorithm.js';
import { Tsit5 } from './Tsit5.js';

/** The method that `solve` takes if it is given none. */
export function chooseAlgorithm(_problem: InitialValueProblem, _options: SolveOptions): Algorithm {
  return Tsit5();
}
