"""
Writes test/diffeq/reference/peerErrors.json: errors of SciPy's and SUNDIALS' solvers at equal tolerances.

    node scripts/bench-diffeq.mjs --install
    bench/diffeq/.venv/bin/python bench/diffeq/golden/peerErrors.py

Takes some ten minutes. rtol is the tolerance, atol = rtol·1e-3 for problems that are not stiff and rtol·1e-4 for those that are;
the error is the largest relative error of a component at the end of the span. null: the solver gave up.
"""

import json
import pathlib
import platform
import sys

import numpy as np
import scipy
import sksundae
from scipy.integrate import solve_ivp
from sksundae.cvode import CVODE
from sksundae.ida import IDA

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "bench/diffeq/python"))
import problems as library  # noqa: E402

TOLERANCES = [10.0**-k for k in range(3, 11)]
EXPLICIT = {"RK45", "DOP853", "CVODE Adams"}
"""Stiff problems that an explicit method can solve in reasonable time."""
MILD = {"vdp_10", "brusselator"}


def scipy_method(name):
    def solve(problem, rtol, atol):
        solution = solve_ivp(problem["rhs"], problem["tspan"], problem["u0"], method=name, rtol=rtol, atol=atol)
        return solution.y[:, -1] if solution.success else None

    return solve


def cvode(method):
    def solve(problem, rtol, atol):
        f = problem["rhs"]

        def write(t, y, yp):
            yp[:] = f(t, y)

        solver = CVODE(write, method=method, rtol=rtol, atol=atol, max_num_steps=10**7)
        solution = solver.solve(np.array(problem["tspan"], dtype=float), problem["u0"])
        return solution.y[-1] if solution.success else None

    return solve


METHODS = {
    "RK45": scipy_method("RK45"),
    "DOP853": scipy_method("DOP853"),
    "Radau": scipy_method("Radau"),
    "BDF": scipy_method("BDF"),
    "LSODA": scipy_method("LSODA"),
    "CVODE Adams": cvode("Adams"),
    "CVODE BDF": cvode("BDF"),
}


def rober_dae(p, u):
    slow, fast, back = p[0] * u[0], p[1] * u[1] * u[1], p[2] * u[1] * u[2]
    return [-slow + back, slow - fast - back, u[0] + u[1] + u[2] - 1]


def pendulum_index1(p, u):
    x, y, v, w, tension = u
    constraint = v * v + w * w - tension * (x * x + y * y) - p[0] * y
    return [v, w, -tension * x, -tension * y - p[0], constraint]


DAE = {"rober_dae": rober_dae, "pendulum_index1": pendulum_index1}


def ida(problem, f, rtol, atol):
    mass = np.array(problem["massDiagonal"], dtype=float)

    def residual(t, y, yp, res):
        res[:] = mass * yp - f(problem["p"], y)

    solver = IDA(
        residual, algebraic_idx=np.flatnonzero(mass == 0), rtol=rtol, atol=atol, max_num_steps=10**7
    )
    span = np.array(problem["tspan"], dtype=float)
    solution = solver.solve(span, np.array(problem["u0"], dtype=float), np.array(problem["du0"], dtype=float))
    return solution.y[-1] if solution.success else None


def sweep(solve, problem, factor):
    errors = []
    for rtol in TOLERANCES:
        try:
            end = solve(rtol, rtol * factor)
        except Exception as reason:  # a solver that gives up
            print("   ", reason, flush=True)
            end = None
        errors.append(None if end is None else float(f"{library.error_at_end(end, problem['end']):.3e}"))
    return errors


def main():
    errors = {method: {} for method in METHODS}
    for name, problem in library.read().items():
        if problem["end"] is None:
            continue
        for method, solve in METHODS.items():
            if method in EXPLICIT and problem["stiff"] and name not in MILD:
                continue
            factor = 1e-4 if problem["stiff"] else 1e-3
            errors[method][name] = sweep(lambda r, a: solve(problem, r, a), problem, factor)
            print(name, method, errors[method][name], flush=True)
    errors["IDA"] = {}
    for name, problem in json.loads(library.REFERENCE.read_text())["dae"].items():
        errors["IDA"][name] = sweep(lambda r, a: ida(problem, DAE[name], r, a), problem, 1e-4)
        print(name, "IDA", errors["IDA"][name], flush=True)
    write(errors)


def write(errors):
    result = {
        "note": "Largest relative error of a component at the end of the span; rtol as listed, atol = rtol·1e-3, of stiff problems "
        "rtol·1e-4; null: gave up. Problems: bench/data/diffeq/reference.json. Made by bench/diffeq/golden/peerErrors.py.",
        "versions": {
            "Python": platform.python_version(),
            "NumPy": np.__version__,
            "SciPy": scipy.__version__,
            "scikit-sundae": sksundae.__version__,
            "SUNDIALS": sksundae.SUNDIALS_VERSION,
        },
        "tolerances": TOLERANCES,
        "errors": errors,
    }
    file = ROOT / "test/diffeq/reference/peerErrors.json"
    file.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n")


main()
