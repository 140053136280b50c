import { ODEProblem, solve, Tsit5, Vern7, Rosenbrock23, Rodas4, Rodas5P, RadauIIA5, RadauIIA9, QNDF, FBDF, AutoTsit5, Rodas23W, KenCarp4, Rodas42, Rodas3P } from '@diffjs/diffeq';
const { tsit5 } = require('/tmp/y/tsit5.cjs'); const { rodas4 } = require('/tmp/y/rodas4.cjs');
const best = (f: () => unknown, reps = 300) => { for (let i = 0; i < reps; i++) f(); let b = Infinity; for (let k = 0; k < 15; k++) { const t = process.hrtime.bigint(); const m = Math.max(1, reps >> 4); for (let i = 0; i < m; i++) f(); b = Math.min(b, Number(process.hrtime.bigint() - t) / m / 1e3); } return b; };
const lvf = (du: Float64Array, u: Float64Array, p: number[], _t: number) => { du[0] = p[0]*u[0]-p[1]*u[0]*u[1]; du[1] = -p[2]*u[1]+p[3]*u[0]*u[1]; };
const lv = new ODEProblem(lvf, [1, 1], [0, 10], [1.5,1,3,1]);
const P = [1.5,1,3,1]; const lvh = (t: number, u: Float64Array, du: Float64Array) => lvf(du, u, P, t);
const row = (name: string, ours: () => any, hand: () => any, reps?: number) => { const a = best(ours, reps), b = best(hand, reps), a2 = best(ours, reps), b2 = best(hand, reps); const s = ours(); console.log(name, 'ours', Math.min(a, a2).toFixed(1), 'hand', Math.min(b, b2).toFixed(1), 'ratio', (Math.min(a, a2) / Math.min(b, b2)).toFixed(2), `nf ${s.stats.nf} steps ${s.stats.accepted}+${s.stats.rejected}`); };
if (process.argv[2] === 'lv') for (const tol of [1e-6, 1e-7, 1e-8]) row('LV ' + tol, () => solve(lv, Tsit5(), { rtol: tol, atol: tol * 1e-3, saveat: [10] }), () => tsit5(lvh, [1, 1], 0, 10, tol, tol * 1e-3, 0));
const lof = (du: Float64Array, u: Float64Array, _p: unknown, _t: number) => { du[0] = 10 * (u[1] - u[0]); du[1] = u[0] * (28 - u[2]) - u[1]; du[2] = u[0] * u[1] - (8 / 3) * u[2]; };
const lorenz = new ODEProblem(lof, [1, 0, 0], [0, 100]);
if (process.argv[2] === 'lo') row('Lorenz 1e-8', () => solve(lorenz, Tsit5(), { rtol: 1e-8, atol: 1e-8, saveat: [100] }), () => tsit5((t: number, u: any, du: any) => lof(du, u, 0, t), [1, 0, 0], 0, 100, 1e-8, 1e-8, 0), 60);
const rof = (du: Float64Array, u: Float64Array, p: number[], _t: number) => { const a = p[0]*u[0], b = p[1]*u[1]*u[1], c = p[2]*u[1]*u[2]; du[0] = -a + c; du[1] = a - b - c; du[2] = b; };
const rober = new ODEProblem(rof, [1, 0, 0], [0, 1e5], [0.04, 3e7, 1e4]); const R = [0.04, 3e7, 1e4];
const jac = (J: Float64Array, u: Float64Array, p: number[], _t: number) => { J[0] = -p[0]; J[1] = p[2] * u[2]; J[2] = p[2] * u[1]; J[3] = p[0]; J[4] = -2 * p[1] * u[1] - p[2] * u[2]; J[5] = -p[2] * u[1]; J[7] = 2 * p[1] * u[1]; };
const roberJ = new ODEProblem(rof, [1, 0, 0], [0, 1e5], [0.04, 3e7, 1e4], { jac });
/* @differentiable */
function rod(du: Float64Array, u: Float64Array, p: number[], _t: number) { const a = p[0]*u[0], b = p[1]*u[1]*u[1], c = p[2]*u[1]*u[2]; du[0] = -a + c; du[1] = a - b - c; du[2] = b; }
const roberD = new ODEProblem(rod, [1, 0, 0], [0, 1e5], [0.04, 3e7, 1e4]);
const roh = (t: number, u: any, du: any) => rof(du, u, R, t);
const algs: any = { Rosenbrock23: Rosenbrock23(), Rodas23W: Rodas23W(), Rodas3P: Rodas3P(), Rodas4: Rodas4(), Rodas42: Rodas42(), Rodas5P: Rodas5P(), QNDF: QNDF(), FBDF: FBDF() };
if (process.argv[2] === 'ro') { const alg = algs[process.argv[3]]; for (const [m, pr] of [['fd', rober], ['jac', roberJ], ['ad', roberD]] as const) row('ROBER 1e-3 ' + process.argv[3] + m, () => solve(pr, alg, { rtol: 1e-3, atol: 1e-6, saveat: [1e5] }), () => rodas4(roh, [1, 0, 0], 0, 1e5, 1e-3, 1e-6)); }
