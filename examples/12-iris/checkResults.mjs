/** The coefficients that R's `glm` and `lm` give. */
const known = {
  logistic: [-42.6378, -2.4652, -6.6809, 9.4294, 18.2861],
  plain: [-0.24031, -0.20727, 0.22283, 0.52408],
};

/** @throws Error unless the fits are the known ones and the penalty is the best one */
export function checkResults({ logistic, plain, errors, lambda, curve }) {
  known.logistic.forEach((w, j) =>
    expect(Math.abs(logistic.w[j] - w) < 1e-3 * Math.abs(w), `coefficient ${j}`),
  );
  expect(Math.abs(logistic.value - 5.94928) < 1e-4, 'the likelihood');
  known.plain.forEach((w, j) =>
    expect(Math.abs(plain.get(j) - w) < 1e-4, `coefficient ${j} of least squares`),
  );
  expect(errors[1] < 0.9 * errors[0], 'the penalty lowers the error');
  expect(
    curve.every(({ error }) => error >= errors[1] - 1e-12),
    `no other penalty than ${lambda} has a lower error`,
  );
}

function expect(holds, what) {
  if (!holds) throw new Error(`not as it should be: ${what}`);
}
