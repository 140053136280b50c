"""
A worker for SciPy: reads lines "METHOD PROBLEM RTOL ATOL MS", solves for at least MS milliseconds of CPU time, and answers
"ok NANOSECONDS EVALUATIONS STEPS REJECTED u…" with the mean time of a solve, or "failed WHY".
"""

import sys
import time
import warnings

import problems
from scipy.integrate import solve_ivp

warnings.filterwarnings("ignore")
PROBLEMS = problems.read()


def answer(method, name, rtol, atol, ms):
    problem = PROBLEMS[name]
    start = time.process_time_ns()
    count = 0
    while True:
        s = solve_ivp(problem["rhs"], problem["tspan"], problem["u0"], method=method, rtol=rtol, atol=atol)
        if not s.success:
            return "failed " + s.message
        count += 1
        elapsed = time.process_time_ns() - start
        if elapsed >= 1e6 * ms:
            break
    end = " ".join(repr(float(x)) for x in s.y[:, -1])
    return f"ok {elapsed / count:.1f} {s.nfev} {len(s.t) - 1} 0 {end}"


for line in sys.stdin:
    method, name, *numbers = line.split()
    try:
        reply = answer(method, name, *map(float, numbers))
    except Exception as reason:  # a solver that gives up
        reply = f"failed {reason}"
    print(reply.replace("\n", " "), flush=True)
