/*
 * bench/yardsticks/tsit5.ts in C, step for step: Tsitouras 5(4) with PI control, nothing allocated.
 * Coefficients: Ch. Tsitouras, Computers & Mathematics with Applications 62 (2011), pp. 770–775.
 */
#include "worker.h"

enum { MOST = 64 };

static const double c2 = 0.161, c3 = 0.327, c4 = 0.9, c5 = 0.9800255409045097;
static const double a21 = 0.161;
static const double a31 = -0.008480655492356989, a32 = 0.335480655492357;
static const double a41 = 2.8971530571054935, a42 = -6.359448489975075, a43 = 4.3622954328695815;
static const double a51 = 5.325864828439257, a52 = -11.748883564062828, a53 = 7.4955393428898365,
                    a54 = -0.09249506636175525;
static const double a61 = 5.86145544294642, a62 = -12.92096931784711, a63 = 8.159367898576159,
                    a64 = -0.071584973281401, a65 = -0.028269050394068383;
static const double b1 = 0.09646076681806523, b2 = 0.01, b3 = 0.4798896504144996, b4 = 1.379008574103742,
                    b5 = -3.290069515436081, b6 = 2.324710524099774;
static const double e1 = -0.001780011052225777, e2 = -0.0008164344596567469, e3 = 0.007880878010261995,
                    e4 = -0.1447110071732629, e5 = 0.5823571654525552, e6 = -0.45808210592918697, e7 = 1.0 / 66;

static double first_step(Rhs f, const double *u, const double *k1, int n, double rtol, double atol) {
  double w[MOST], k2[MOST], d0 = 0, d1 = 0, d2 = 0;
  for (int i = 0; i < n; i++) {
    const double scale = atol + rtol * fabs(u[i]);
    d0 += (u[i] / scale) * (u[i] / scale);
    d1 += (k1[i] / scale) * (k1[i] / scale);
  }
  d0 = sqrt(d0 / n);
  d1 = sqrt(d1 / n);
  const double trial = d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : 0.01 * d0 / d1;
  for (int i = 0; i < n; i++) w[i] = u[i] + trial * k1[i];
  f(trial, w, k2);
  for (int i = 0; i < n; i++) {
    const double x = (k2[i] - k1[i]) / (atol + rtol * fabs(u[i]));
    d2 += x * x;
  }
  d2 = sqrt(d2 / n) / trial;
  const double steepest = d1 > d2 ? d1 : d2;
  return fmin(100 * trial, steepest <= 1e-15 ? fmax(1e-6, trial * 1e-3) : pow(0.01 / steepest, 0.2));
}

static int solve(const char *method, const Problem *problem, double rtol, double atol, Result *result) {
  const int n = problem->n;
  const Rhs f = problem->rhs;
  const double end = problem->end;
  double u[MOST], w[MOST], next[MOST], ka[MOST], kb[MOST], k2[MOST], k3[MOST], k4[MOST], k5[MOST], k6[MOST];
  double *k1 = ka, *k7 = kb;
  memcpy(u, problem->u0, sizeof u);
  double t = 0, previous = 1e-4;
  f(t, u, k1);
  double h = first_step(f, u, k1, n, rtol, atol);
  result->nf = 2;
  result->accepted = result->rejected = 0;
  while (t < end) {
    const int last = t + h * 1.01 >= end;
    if (last) h = end - t;
    for (int i = 0; i < n; i++) w[i] = u[i] + h * a21 * k1[i];
    f(t + c2 * h, w, k2);
    for (int i = 0; i < n; i++) w[i] = u[i] + h * (a31 * k1[i] + a32 * k2[i]);
    f(t + c3 * h, w, k3);
    for (int i = 0; i < n; i++) w[i] = u[i] + h * (a41 * k1[i] + a42 * k2[i] + a43 * k3[i]);
    f(t + c4 * h, w, k4);
    for (int i = 0; i < n; i++) w[i] = u[i] + h * (a51 * k1[i] + a52 * k2[i] + a53 * k3[i] + a54 * k4[i]);
    f(t + c5 * h, w, k5);
    for (int i = 0; i < n; i++)
      w[i] = u[i] + h * (a61 * k1[i] + a62 * k2[i] + a63 * k3[i] + a64 * k4[i] + a65 * k5[i]);
    f(t + h, w, k6);
    for (int i = 0; i < n; i++)
      next[i] = u[i] + h * (b1 * k1[i] + b2 * k2[i] + b3 * k3[i] + b4 * k4[i] + b5 * k5[i] + b6 * k6[i]);
    f(t + h, next, k7);
    result->nf += 6;
    double error = 0;
    for (int i = 0; i < n; i++) {
      const double before = fabs(u[i]), after = fabs(next[i]);
      const double sum =
        e1 * k1[i] + e2 * k2[i] + e3 * k3[i] + e4 * k4[i] + e5 * k5[i] + e6 * k6[i] + e7 * k7[i];
      const double x = h * sum / (atol + rtol * (before > after ? before : after));
      error += x * x;
    }
    error = sqrt(error / n);
    if (!(error < 1e300)) return 1;
    const double power = pow(error, 0.14);
    if (error <= 1) {
      result->accepted++;
      t = last ? end : t + h;
      memcpy(u, next, n * sizeof *u);
      double *swap = k1;
      k1 = k7;
      k7 = swap;
      const double q = power / pow(previous, 0.08) / 0.9;
      previous = error > 1e-4 ? error : 1e-4;
      h /= q < 0.1 ? 0.1 : q > 5 ? 5 : q;
    } else {
      result->rejected++;
      const double q = power / 0.9;
      h /= q > 5 ? 5 : q;
    }
    if (result->accepted + result->rejected > 10000000) return 1;
  }
  memcpy(result->u, u, sizeof u);
  return 0;
}
