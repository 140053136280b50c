import { ODEProblem, solve, Tsit5, Rosenbrock23 } from '@diffjs/diffeq';
const lvf = (du: Float64Array, u: Float64Array, p: number[], _t: number) => { du[0] = p[0]*u[0]-p[1]*u[0]*u[1]; du[1] = -p[2]*u[1]+p[3]*u[0]*u[1]; };
const lv = new ODEProblem(lvf, [1, 1], [0, 1e-6], [1.5,1,3,1]);
const alg = process.argv[2] === 'ros' ? Rosenbrock23() : Tsit5();
let b = Infinity;
for (let k = 0; k < 30; k++) { const t = performance.now(); for (let i = 0; i < 20000; i++) solve(lv, alg, { rtol: 1e-6, atol: 1e-9, dt: 1e-6, saveat: [1e-6] }); b = Math.min(b, (performance.now() - t) / 20000 * 1e3); }
console.log(b);
