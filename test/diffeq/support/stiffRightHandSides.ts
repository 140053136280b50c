import type { InPlaceRightHandSide } from '@diffjs/diffeq';

type Rhs = InPlaceRightHandSide<number[]>;

/** The right-hand sides of the stiff reference problems; the last equation of the pendulum is algebraic. */
export const stiffRightHandSides: Record<string, Rhs> = {
  vdp_10: (du, u, p, _t) => {
    du[0] = u[1];
    du[1] = p[0] * (1 - u[0] ** 2) * u[1] - u[0];
  },
  vdp_1e6_scaled: (du, u, p, _t) => {
    du[0] = u[1];
    du[1] = ((1 - u[0] ** 2) * u[1] - u[0]) * p[0];
  },
  rober: (du, u, p, _t) => {
    du[0] = -p[0] * u[0] + p[2] * u[1] * u[2];
    du[1] = p[0] * u[0] - p[1] * u[1] ** 2 - p[2] * u[1] * u[2];
    du[2] = p[1] * u[1] ** 2;
  },
  hires: (du, u, p, _t) => {
    du[0] = -p[0] * u[0] + p[1] * u[1] + p[2] * u[2] + p[3];
    du[1] = p[0] * u[0] - p[4] * u[1];
    du[2] = -p[5] * u[2] + p[1] * u[3] + p[6] * u[4];
    du[3] = p[2] * u[1] + p[0] * u[2] - p[7] * u[3];
    du[4] = -p[8] * u[4] + p[1] * u[5] + p[1] * u[6];
    du[5] = -p[9] * u[5] * u[7] + p[10] * u[3] + p[0] * u[4] - p[1] * u[5] + p[10] * u[6];
    du[6] = p[9] * u[5] * u[7] - p[11] * u[6];
    du[7] = -p[9] * u[5] * u[7] + p[11] * u[6];
  },
  pendulum: (du, u, p, _t) => {
    du[0] = u[2];
    du[1] = u[3];
    du[2] = -u[4] * u[0];
    du[3] = -u[4] * u[1] - p[0];
    du[4] = u[2] * u[2] + u[3] * u[3] - u[4] * (u[0] * u[0] + u[1] * u[1]) - p[0] * u[1];
  },
};
