import type { Solution } from '@diffjs/diffeq';

/** Robertson's reaction at some times, from integrations in 128 bits. */
export const reference = {
  t: [0.4, 4.0, 40.0, 400.0, 4000.0, 40000.0, 100000.0, 40000000.0, 40000000000.0, 100000000000.0],
  u: [
    [0.9851721138609899, 3.386395378974904e-5, 0.01479402218522039],
    [0.9055186785842539, 2.240475687560201e-5, 0.09445891665887049],
    [0.715827068719405, 9.185534764557764e-6, 0.28416374574583037],
    [0.45051866847110245, 3.2229014416746115e-6, 0.5494781086274559],
    [0.18320225777670932, 8.94237125277591e-7, 0.8167968479861654],
    [0.03898337708548285, 1.6217683159096825e-7, 0.9610164607376855],
    [0.017865921142099464, 7.274751468436319e-8, 0.9821340061103858],
    [5.203071844120547e-5, 2.0813357318925326e-10, 0.9999479690734252],
    [5.208345176799239e-8, 2.083338177925489e-13, 0.99999994791634],
    [2.083340149701294e-8, 8.333360770334784e-14, 0.9999999791665152],
  ],
};

/** The largest relative error of a species at those times that a solution has come to; NaN where it has come to none. */
export function errorAgainstReference(sol: Solution<Float64Array>): number {
  const end = sol.t[sol.t.length - 1];
  const errors = reference.t.flatMap((t, k) =>
    t > end ? [] : Array.from(sol(t), (x, i) => Math.abs(x / reference.u[k][i] - 1)),
  );
  return errors.length === 0 ? NaN : Math.max(...errors);
}
