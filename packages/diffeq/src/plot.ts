export { plotSolution } from './plot/plotSolution.js';
export type { PlotSolutionOptions } from './plot/plotSolution.js';
export { plotEnsemble } from './plot/plotEnsemble.js';
export type { PlotEnsembleOptions } from './plot/plotEnsemble.js';
export { phasePortrait } from './plot/phasePortrait.js';
export type { PhasePortraitOptions } from './plot/phasePortrait.js';
export type { AxisScale, FigureFormat, FigureOf, FigureOptions } from './plot/FigureOptions.js';
export type { PlotVariable } from './plot/variables.js';
