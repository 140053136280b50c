/** Half the width of the frame. */
export const extent = 1.2;

/**
 * The area of a film over a square, from its heights at the points of a grid, row by row: the sum over triangles, two for each cell, of
 * h²/2 √(1 + |∇u|²).
 */
/* @differentiable */
export function area(u) {
  const points = Math.sqrt(u.length);
  const h = (2 * extent) / (points - 1);
  let sum = 0;
  for (let i = 0; i < points - 1; i++) {
    for (let j = 0; j < points - 1; j++) {
      const k = i * points + j;
      const below = (u[k + 1] - u[k]) / h;
      const left = (u[k + points] - u[k]) / h;
      const above = (u[k + points + 1] - u[k + points]) / h;
      const right = (u[k + points + 1] - u[k + 1]) / h;
      sum += Math.sqrt(1 + below * below + left * left) + Math.sqrt(1 + above * above + right * right);
    }
  }
  return 0.5 * h * h * sum;
}

/** The surface of Scherk, a film that is known: u = ln (cos y / cos x). */
export function scherk(points) {
  const at = (i) => -extent + (2 * extent * i) / (points - 1);
  return Float64Array.from({ length: points * points }, (_, k) =>
    Math.log(Math.cos(at(Math.floor(k / points))) / Math.cos(at(k % points))),
  );
}

/** 1 for points within the frame, 0 for those on it. */
export function freePoints(points) {
  const inside = (i) => i > 0 && i < points - 1;
  return Float64Array.from({ length: points * points }, (_, k) =>
    inside(Math.floor(k / points)) && inside(k % points) ? 1 : 0,
  );
}
