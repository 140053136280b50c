import type { InPlaceRightHandSide } from '@diffjs/diffeq';

type Rhs = InPlaceRightHandSide<number[]>;

/** The right-hand sides of the reference problems, by the problem's name. */
export const rightHandSides: Record<string, Rhs> = {
  exp_decay: (du, u, p, _t) => {
    du[0] = -p[0] * u[0];
  },
  harmonic_oscillator: (du, u, p, _t) => {
    du[0] = u[1];
    du[1] = -p[0] * u[0];
  },
  lotka_volterra: (du, u, p, _t) => {
    du[0] = p[0] * u[0] - p[1] * u[0] * u[1];
    du[1] = -p[2] * u[1] + p[3] * u[0] * u[1];
  },
  vdp_1: (du, u, p, _t) => {
    du[0] = u[1];
    du[1] = p[0] * (1 - u[0] ** 2) * u[1] - u[0];
  },
  rigid_body: (du, u, p, _t) => {
    du[0] = p[0] * u[1] * u[2];
    du[1] = p[1] * u[0] * u[2];
    du[2] = p[2] * u[0] * u[1];
  },
};
