/*
 * CVODE of SUNDIALS 6 or newer on the problems: methods "adams" (fixed-point iteration) and "bdf" (Newton, dense Jacobian by differences).
 * Everything is set up anew in each solve, as a program does that solves once; the last step ends at the end of the span.
 */
#include "worker.h"
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_config.h>
#include <sundials/sundials_context.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>
#include <sunnonlinsol/sunnonlinsol_fixedpoint.h>

static SUNContext context;

static int call(realtype t, N_Vector u, N_Vector du, void *data) {
  ((const Problem *)data)->rhs(t, NV_DATA_S(u), NV_DATA_S(du));
  return 0;
}

static int solve(const char *method, const Problem *problem, double rtol, double atol, Result *result) {
  const int n = problem->n, adams = strcmp(method, "adams") == 0;
  if (context == NULL && SUNContext_Create(NULL, &context) != 0) return 1;
  N_Vector u = N_VNew_Serial(n, context);
  memcpy(NV_DATA_S(u), problem->u0, n * sizeof(double));
  void *memory = CVodeCreate(adams ? CV_ADAMS : CV_BDF, context);
  SUNMatrix matrix = NULL;
  SUNLinearSolver linear = NULL;
  SUNNonlinearSolver iteration = NULL;
  CVodeInit(memory, call, 0, u);
  CVodeSStolerances(memory, rtol, atol);
  CVodeSetUserData(memory, (void *)problem);
  CVodeSetMaxNumSteps(memory, 10000000);
  CVodeSetErrFile(memory, NULL);
  CVodeSetStopTime(memory, problem->end);
  if (adams) {
    iteration = SUNNonlinSol_FixedPoint(u, 0, context);
    CVodeSetNonlinearSolver(memory, iteration);
  } else {
    matrix = SUNDenseMatrix(n, n, context);
    linear = SUNLinSol_Dense(u, matrix, context);
    CVodeSetLinearSolver(memory, linear, matrix);
  }
  realtype t;
  const int status = CVode(memory, problem->end, u, &t, CV_NORMAL);
  long differences = 0;
  CVodeGetNumRhsEvals(memory, &result->nf);
  if (!adams && CVodeGetNumLinRhsEvals(memory, &differences) == 0) result->nf += differences;
  CVodeGetNumSteps(memory, &result->accepted);
  CVodeGetNumErrTestFails(memory, &result->rejected);
  memcpy(result->u, NV_DATA_S(u), n * sizeof(double));
  CVodeFree(&memory);
  if (iteration != NULL) SUNNonlinSolFree(iteration);
  if (linear != NULL) SUNLinSolFree(linear);
  if (matrix != NULL) SUNMatDestroy(matrix);
  N_VDestroy(u);
  return status < 0;
}
