/*
 * Reference values of the Oregonator, in numbers of 128 bits: the linearly implicit Euler method, extrapolated.
 *
 *   cc -O2 bench/diffeq/golden/orego.c -lquadmath -lm -o /tmp/orego && /tmp/orego
 *
 * Two runs with different numbers of columns and tolerances are printed; the digits on which they agree are right.
 *
 * Reference: E. Hairer & G. Wanner, Solving Ordinary Differential Equations II, 2nd ed., §IV.9 (method), §IV.10 (problem).
 */
#include <quadmath.h>
#include <stdio.h>

typedef __float128 real;
#define N 3
#define MOST 20

/* Numbers of 64 bits, as everyone else has them. */
static const real S = 77.27, W = 0.161, Q = 8.375e-6;

static void rhs(const real *y, real *f) {
  f[0] = S * (y[1] + y[0] * (1 - Q * y[0] - y[1]));
  f[1] = (y[2] - (1 + y[0]) * y[1]) / S;
  f[2] = W * (y[0] - y[2]);
}

static void jacobian(const real *y, real J[N][N]) {
  J[0][0] = S * (1 - 2 * Q * y[0] - y[1]);
  J[0][1] = S * (1 - y[0]);
  J[0][2] = 0;
  J[1][0] = -y[1] / S;
  J[1][1] = -(1 + y[0]) / S;
  J[1][2] = 1 / S;
  J[2][0] = W;
  J[2][1] = 0;
  J[2][2] = -W;
}

/* Solves (I − h J) x = h f by elimination with row exchanges. */
static void increment(real J[N][N], real h, const real *f, real *x) {
  real M[N][N + 1];
  for (int i = 0; i < N; i++) {
    for (int j = 0; j < N; j++) M[i][j] = (i == j) - h * J[i][j];
    M[i][N] = h * f[i];
  }
  for (int k = 0; k < N; k++) {
    int best = k;
    for (int i = k + 1; i < N; i++)
      if (fabsq(M[i][k]) > fabsq(M[best][k])) best = i;
    for (int j = 0; j <= N; j++) {
      real swap = M[k][j];
      M[k][j] = M[best][j];
      M[best][j] = swap;
    }
    for (int i = k + 1; i < N; i++) {
      real g = M[i][k] / M[k][k];
      for (int j = k; j <= N; j++) M[i][j] -= g * M[k][j];
    }
  }
  for (int i = N - 1; i >= 0; i--) {
    x[i] = M[i][N];
    for (int j = i + 1; j < N; j++) x[i] -= M[i][j] * x[j];
    x[i] /= M[i][i];
  }
}

/* One step of size H; returns the error of the last column but one, relative to tol. */
static real step(const real *y, real H, int columns, real tol, real *next) {
  static real T[MOST][MOST][N];
  real J[N][N], f[N], x[N];
  jacobian(y, J);
  for (int j = 0; j < columns; j++) {
    int parts = j + 1;
    for (int i = 0; i < N; i++) T[j][0][i] = y[i];
    for (int part = 0; part < parts; part++) {
      rhs(T[j][0], f);
      increment(J, H / parts, f, x);
      for (int i = 0; i < N; i++) T[j][0][i] += x[i];
    }
    for (int k = 1; k <= j; k++)
      for (int i = 0; i < N; i++)
        T[j][k][i] = T[j][k - 1][i] + (T[j][k - 1][i] - T[j - 1][k - 1][i]) / ((real)parts / (parts - k) - 1);
  }
  real worst = 0;
  for (int i = 0; i < N; i++) {
    next[i] = T[columns - 1][columns - 1][i];
    real error = fabsq((next[i] - T[columns - 1][columns - 2][i]) / next[i]) / tol;
    if (!(error <= worst)) worst = error;
  }
  return worst;
}

static void integrate(real *y, real t, real end, int columns, real tol) {
  real h = 1e-6Q, next[N];
  while (t < end) {
    int last = t + h >= end;
    if (last) h = end - t;
    real error = step(y, h, columns, tol, next);
    real factor = 0.8Q * powq(error + 1e-30Q, -1.0Q / columns);
    if (error <= 1) {
      for (int i = 0; i < N; i++) y[i] = next[i];
      t = last ? end : t + h;
    }
    h *= factor < 0.1Q || factor != factor ? 0.1Q : factor > 4 ? 4 : factor;
  }
}

int main(void) {
  const struct { int columns; real tol; } runs[] = {{12, 1e-19Q}, {15, 1e-20Q}};
  for (int r = 0; r < 2; r++) {
    real y[N] = {1, 2, 3};
    const double ends[] = {0, 30, 360};
    for (int e = 1; e < 3; e++) {
      integrate(y, ends[e - 1], ends[e], runs[r].columns, runs[r].tol);
      printf("%d columns, t = %g:", runs[r].columns, ends[e]);
      for (int i = 0; i < N; i++) {
        char text[64];
        quadmath_snprintf(text, sizeof text, "%.22Qe", y[i]);
        printf(" %s", text);
      }
      printf("\n");
      fflush(stdout);
    }
  }
  return 0;
}
