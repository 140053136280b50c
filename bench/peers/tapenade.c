/* Times objectives and derivatives of ADBench's Tapenade module: tapenade CASE FILE ROUNDS prints, a line each, what they computed and the samples.
 * What is around the calls is that of TapenadeGMM.cpp, TapenadeBA.cpp and TapenadeLSTM.cpp. The number that a call gives is the one that
 * the case of bench/suites/adbench.ts gives. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ba/ba.h"
#include "ba/ba_b.h"
#include "gmm/gmm.h"
#include "gmm/gmm_b.h"
#include "lstm/lstm.h"
#include "lstm/lstm_b.h"

/* Shortest time of a sample. */
#define SAMPLE_NS 15e6

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return 1e9 * t.tv_sec + t.tv_nsec;
}

static double *room(int count) {
  double *values = calloc(count, sizeof *values);
  if (values == NULL) exit(1);
  return values;
}

static double *numbers(FILE *file, int count) {
  double *values = room(count);
  for (int i = 0; i < count; i++)
    if (fscanf(file, "%lf", &values[i]) != 1) exit(1);
  return values;
}

static void size(FILE *file, int *a, int *b, int *c) {
  if (fscanf(file, "%d %d %d", a, b, c) != 3) exit(1);
}

/* Prints the result of `run`, then the time of a call in each round. */
static void measure(const char *name, double (*run)(void), int rounds) {
  int calls = 0;
  double start = now(), result = run();
  do run(), calls++;
  while (now() - start < 10 * SAMPLE_NS);
  int repeats = (int)(SAMPLE_NS * calls / (now() - start)) + 1;
  printf("%s %.17g", name, result);
  for (int round = 0; round < rounds; round++) {
    start = now();
    for (int i = 0; i < repeats; i++) run();
    printf(" %.1f", (now() - start) / repeats);
  }
  printf("\n");
}

/* ---- GMM */
static struct {
  int d, k, n, icf_size;
  double *alphas, *means, *icf, *x, *gradient;
  Wishart wishart;
} gmm;

static void gmm_read(FILE *file) {
  size(file, &gmm.d, &gmm.k, &gmm.n);
  gmm.icf_size = gmm.d * (gmm.d + 1) / 2;
  gmm.alphas = numbers(file, gmm.k);
  gmm.means = numbers(file, gmm.k * gmm.d);
  gmm.icf = numbers(file, gmm.k * gmm.icf_size);
  gmm.x = numbers(file, gmm.n * gmm.d);
  if (fscanf(file, "%lf %d", &gmm.wishart.gamma, &gmm.wishart.m) != 2) exit(1);
  gmm.gradient = room(gmm.k * (1 + gmm.d + gmm.icf_size));
}

static double gmm_objective_once(void) {
  double err;
  gmm_objective(gmm.d, gmm.k, gmm.n, gmm.alphas, gmm.means, gmm.icf, gmm.x, gmm.wishart, &err);
  return err;
}

static double gmm_derivative_once(void) {
  double err = 0, errb = 1;
  double *means = gmm.gradient + gmm.k, *icf = means + gmm.k * gmm.d;
  gmm_objective_b(gmm.d, gmm.k, gmm.n, gmm.alphas, gmm.gradient, gmm.means, means, gmm.icf, icf, gmm.x,
                  gmm.wishart, &err, &errb);
  return means[0];
}

/* ---- BA */
enum { BLOCK = BA_NCAMPARAMS + 3 + 1 };

static struct {
  int n, m, p;
  double *cams, *x, *w, *feats, *errors, *weight_errors, *jacobian, *weights_jacobian;
  int *obs;
} ba;

static double *repeated(FILE *file, int width, int count) {
  double *one = numbers(file, width), *all = room(width * count);
  for (int i = 0; i < count; i++) memcpy(all + width * i, one, width * sizeof *one);
  return all;
}

static void ba_read(FILE *file) {
  size(file, &ba.n, &ba.m, &ba.p);
  ba.cams = repeated(file, BA_NCAMPARAMS, ba.n);
  ba.x = repeated(file, 3, ba.m);
  ba.w = repeated(file, 1, ba.p);
  ba.feats = repeated(file, 2, ba.p);
  ba.obs = calloc(2 * ba.p, sizeof *ba.obs);
  for (int i = 0; i < ba.p; i++) {
    ba.obs[2 * i] = i % ba.n;
    ba.obs[2 * i + 1] = i % ba.m;
  }
  ba.errors = room(2 * ba.p);
  ba.weight_errors = room(ba.p);
  ba.jacobian = room(2 * BLOCK * ba.p);
  ba.weights_jacobian = room(ba.p);
}

static double ba_objective_once(void) {
  ba_objective(ba.n, ba.m, ba.p, ba.cams, ba.x, ba.w, ba.obs, ba.feats, ba.errors, ba.weight_errors);
  return ba.errors[0] + ba.weight_errors[0];
}

static double ba_derivative_once(void) {
  double err[2], row[BLOCK];
  for (int i = 0; i < ba.p; i++) {
    const double *cam = ba.cams + BA_NCAMPARAMS * ba.obs[2 * i], *x = ba.x + 3 * ba.obs[2 * i + 1];
    for (int of = 0; of < 2; of++) {
      double errb[2] = {of == 0, of == 1};
      compute_reproj_error_b(cam, row, x, row + BA_NCAMPARAMS, ba.w + i, row + BA_NCAMPARAMS + 3, ba.feats + 2 * i,
                             err, errb);
      for (int j = 0; j < BLOCK; j++) ba.jacobian[2 * BLOCK * i + 2 * j + of] = row[j];
    }
  }
  for (int i = 0; i < ba.p; i++) {
    double error = 0, errorb = 1;
    compute_zach_weight_error_b(ba.w + i, ba.weights_jacobian + i, &error, &errorb);
  }
  return ba.jacobian[2 * BA_NCAMPARAMS];
}

/* ---- LSTM */
static struct {
  int l, c, b;
  double *main, *extra, *state, *sequence, *gradient, *scratch;
} lstm;

static void lstm_read(FILE *file) {
  size(file, &lstm.l, &lstm.c, &lstm.b);
  lstm.main = numbers(file, 8 * lstm.l * lstm.b);
  lstm.extra = numbers(file, 3 * lstm.b);
  lstm.state = numbers(file, 2 * lstm.l * lstm.b);
  lstm.sequence = numbers(file, lstm.c * lstm.b);
  lstm.gradient = room((8 * lstm.l + 3) * lstm.b);
  lstm.scratch = room(2 * lstm.l * lstm.b);
}

static void lstm_restore(void) { memcpy(lstm.scratch, lstm.state, 2 * lstm.l * lstm.b * sizeof *lstm.state); }

static double lstm_objective_once(void) {
  double loss;
  lstm_restore();
  lstm_objective(lstm.l, lstm.c, lstm.b, lstm.main, lstm.extra, lstm.scratch, lstm.sequence, &loss);
  return loss;
}

static double lstm_derivative_once(void) {
  double loss = 0, lossb = 1;
  lstm_restore();
  lstm_objective_b(lstm.l, lstm.c, lstm.b, lstm.main, lstm.gradient, lstm.extra,
                   lstm.gradient + 8 * lstm.l * lstm.b, lstm.scratch, lstm.sequence, &loss, &lossb);
  return lstm.gradient[0];
}

static const struct {
  const char *name;
  void (*read)(FILE *);
  double (*objective)(void), (*derivative)(void);
} CASES[] = {
    {"gmm", gmm_read, gmm_objective_once, gmm_derivative_once},
    {"ba", ba_read, ba_objective_once, ba_derivative_once},
    {"lstm", lstm_read, lstm_objective_once, lstm_derivative_once},
};

int main(int count, char **args) {
  if (count != 4) return 2;
  FILE *file = fopen(args[2], "r");
  if (file == NULL) return 1;
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    if (strcmp(args[1], CASES[i].name) != 0) continue;
    CASES[i].read(file);
    measure("objective", CASES[i].objective, atoi(args[3]));
    measure("derivative", CASES[i].derivative, atoi(args[3]));
    return 0;
  }
  return 2;
}
