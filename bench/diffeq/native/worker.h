/*
 * The loop of a worker in C. It reads lines "METHOD PROBLEM RTOL ATOL MS", solves for at least MS milliseconds of CPU time, and answers
 * "ok NANOSECONDS EVALUATIONS STEPS REJECTED u…" with the mean time of a solve, or "failed".
 * The clock is read after batches that double.
 */
#ifndef WORKER_H
#define WORKER_H
#include "problems.h"
#include <stdio.h>
#include <time.h>

typedef struct {
  double u[64];
  long nf, accepted, rejected;
} Result;

/* Solves; 0 on success. */
static int solve(const char *method, const Problem *problem, double rtol, double atol, Result *result);

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return 1e9 * t.tv_sec + t.tv_nsec;
}

int main(void) {
  char method[64], name[64];
  double rtol, atol, ms;
  Result result;
  while (scanf("%63s %63s %lf %lf %lf", method, name, &rtol, &atol, &ms) == 5) {
    const Problem *problem = find_problem(name);
    int failed = problem == NULL;
    long count = 0;
    const double start = now();
    double elapsed = 0;
    for (long batch = 1; !failed && (count == 0 || elapsed < 1e6 * ms); batch *= 2) {
      for (long i = 0; i < batch && !failed; i++) failed = solve(method, problem, rtol, atol, &result);
      count += batch;
      elapsed = now() - start;
    }
    if (failed) {
      printf("failed\n");
    } else {
      printf("ok %.1f %ld %ld %ld", elapsed / count, result.nf, result.accepted, result.rejected);
      for (int i = 0; i < problem->n; i++) printf(" %.17g", result.u[i]);
      printf("\n");
    }
    fflush(stdout);
  }
  return 0;
}
#endif
