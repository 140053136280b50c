export { fitLeastSquares } from './fitLeastSquares.mjs';
export { colours, plot, savePage } from './page.mjs';
export { printTable, signed } from './printTable.mjs';
export { readOptions } from './readOptions.mjs';
export { requireAll } from './requireAll.mjs';
export { runMain } from './runMain.mjs';
export { printFiles, saveDrawings } from './saveDrawings.mjs';
