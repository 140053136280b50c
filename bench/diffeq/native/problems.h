/* The right-hand sides of bench/diffeq/problems.ts, with their numbers, for the solvers in C. */
#ifndef PROBLEMS_H
#define PROBLEMS_H
#include <math.h>
#include <string.h>

typedef void (*Rhs)(double t, const double *u, double *du);
typedef struct {
  const char *name;
  int n;
  Rhs rhs;
  double end;
  double u0[64];
} Problem;

static void lotka_volterra(double t, const double *u, double *du) {
  du[0] = 1.5 * u[0] - 1.0 * u[0] * u[1];
  du[1] = -3.0 * u[1] + 1.0 * u[0] * u[1];
}

static void van_der_pol(double t, const double *u, double *du) {
  du[0] = u[1];
  du[1] = 1e6 * ((1 - u[0] * u[0]) * u[1] - u[0]);
}

static void rober(double t, const double *u, double *du) {
  const double slow = 0.04 * u[0], fast = 3e7 * u[1] * u[1], back = 1e4 * u[1] * u[2];
  du[0] = -slow + back;
  du[1] = slow - fast - back;
  du[2] = fast;
}

static void hires(double t, const double *u, double *du) {
  const double pair = 280.0 * u[5] * u[7];
  du[0] = -1.71 * u[0] + 0.43 * u[1] + 8.32 * u[2] + 0.0007;
  du[1] = 1.71 * u[0] - 8.75 * u[1];
  du[2] = -10.03 * u[2] + 0.43 * u[3] + 0.035 * u[4];
  du[3] = 8.32 * u[1] + 1.71 * u[2] - 1.12 * u[3];
  du[4] = -1.745 * u[4] + 0.43 * (u[5] + u[6]);
  du[5] = -pair + 0.69 * u[3] + 1.71 * u[4] - 0.43 * u[5] + 0.69 * u[6];
  du[6] = pair - 1.81 * u[6];
  du[7] = -pair + 1.81 * u[6];
}

static void pleiades(double t, const double *u, double *du) {
  for (int i = 0; i < 14; i++) {
    du[i] = u[i + 14];
    du[i + 14] = 0;
  }
  for (int i = 1; i < 7; i++)
    for (int j = 0; j < i; j++) {
      const double x = u[j] - u[i], y = u[j + 7] - u[i + 7];
      const double square = x * x + y * y, cube = square * sqrt(square);
      const double of_j = (j + 1) / cube, of_i = (i + 1) / cube;
      du[i + 14] += of_j * x;
      du[i + 21] += of_j * y;
      du[j + 14] -= of_i * x;
      du[j + 21] -= of_i * y;
    }
}

static void brusselator(double t, const double *u, double *du) {
  const double a = 1, b = 3, alpha = 20.48;
  for (int i = 0; i < 32; i++) {
    const int before = i == 0 ? 31 : i - 1, after = i == 31 ? 0 : i + 1;
    const double x = u[i], y = u[i + 32], made = x * x * y;
    du[i] = alpha * (u[before] + u[after] - 2 * x) + a + made - (b + 1) * x;
    du[i + 32] = alpha * (u[before + 32] + u[after + 32] - 2 * y) + b * x - made;
  }
}

static void lorenz(double t, const double *u, double *du) {
  du[0] = 10.0 * (u[1] - u[0]);
  du[1] = u[0] * (28.0 - u[2]) - u[1];
  du[2] = u[0] * u[1] - 8.0 / 3 * u[2];
}

static void orego(double t, const double *u, double *du) {
  du[0] = 77.27 * (u[1] + u[0] * (1 - 8.375e-6 * u[0] - u[1]));
  du[1] = (u[2] - (1 + u[0]) * u[1]) / 77.27;
  du[2] = 0.161 * (u[0] - u[2]);
}

static Problem PROBLEMS[] = {
  {"lotka_volterra", 2, lotka_volterra, 10, {1, 1}},
  {"vdp_1e6", 2, van_der_pol, 2, {2, 0}},
  {"rober", 3, rober, 1e5, {1, 0, 0}},
  {"hires", 8, hires, 321.8122, {1, 0, 0, 0, 0, 0, 0, 0.0057}},
  {"pleiades", 28, pleiades, 3,
   {3, 3, -1, -3, 2, -2, 2, 3, -3, 2, 0, 0, -4, 4, 0, 0, 0, 0, 0, 1.75, -1.5, 0, 0, 0, -1.25, 1, 0, 0}},
  {"brusselator", 64, brusselator, 10, {0}},
  {"lorenz", 3, lorenz, 100, {1, 0, 0}},
  {"orego", 3, orego, 360, {1, 2, 3}},
};

/* The problem of this name, or NULL. */
static Problem *find_problem(const char *name) {
  for (unsigned i = 0; i < sizeof PROBLEMS / sizeof *PROBLEMS; i++) {
    Problem *p = &PROBLEMS[i];
    if (strcmp(p->name, name) != 0) continue;
    if (p->rhs == brusselator)
      for (int j = 0; j < 32; j++) {
        p->u0[j] = 1 + sin(2 * M_PI * j / 32.0);
        p->u0[j + 32] = 3;
      }
    return p;
  }
  return NULL;
}
#endif
