/** The ray tracer as a person writes it in scalars, spheres as [x, y, z, radius, color] in a row, and its adjoint. */
import { SIZE, type Sphere, type Vector } from '../objectives/rayTracer';

/** The spheres in a flat array. */
export function flatSpheres(spheres: readonly Sphere[]): Float64Array {
  return Float64Array.from(
    spheres.flatMap(({ center, radius, color }) => [center.x, center.y, center.z, radius, color]),
  );
}

export function renderInScalars(
  spheres: Float64Array,
  lightX: number,
  lightY: number,
  lightZ: number,
): number {
  let total = 0;
  for (let row = 0; row < SIZE; row++) {
    for (let column = 0; column < SIZE; column++) {
      const ux = (column + 0.5) / SIZE - 0.5;
      const uy = (row + 0.5) / SIZE - 0.5;
      const uz = 1 / Math.sqrt(ux * ux + uy * uy + 1);
      const dx = ux * uz;
      const dy = uy * uz;
      let nearest = Infinity;
      let met = -1;
      for (let at = 0; at < spheres.length; at += 5) {
        const x = spheres[at]!;
        const y = spheres[at + 1]!;
        const z = spheres[at + 2]!;
        const radius = spheres[at + 3]!;
        const b = x * dx + y * dy + z * uz;
        const discriminant = b * b - (x * x + y * y + z * z) + radius * radius;
        if (discriminant <= 0) continue;
        const distance = b - Math.sqrt(discriminant);
        if (distance > 0 && distance < nearest) {
          nearest = distance;
          met = at;
        }
      }
      if (met < 0) continue;
      const px = dx * nearest;
      const py = dy * nearest;
      const pz = uz * nearest;
      const lx = lightX - px;
      const ly = lightY - py;
      const lz = lightZ - pz;
      const along = (px - spheres[met]!) * lx + (py - spheres[met + 1]!) * ly + (pz - spheres[met + 2]!) * lz;
      if (along > 0)
        total += (spheres[met + 4]! * along) / (spheres[met + 3]! * Math.sqrt(lx * lx + ly * ly + lz * lz));
    }
  }
  return total;
}

/** Each pixel is swept back at once; spheres that are not met cost nothing. */
export function renderAdjoint(spheres: Sphere[], light: Vector): [Sphere[], Vector] {
  const dSpheres: Sphere[] = spheres.map(() => ({ center: { x: 0, y: 0, z: 0 }, radius: 0, color: 0 }));
  let dLightX = 0;
  let dLightY = 0;
  let dLightZ = 0;
  for (let row = 0; row < SIZE; row++) {
    for (let column = 0; column < SIZE; column++) {
      const ux = (column + 0.5) / SIZE - 0.5;
      const uy = (row + 0.5) / SIZE - 0.5;
      const uz = 1 / Math.sqrt(ux * ux + uy * uy + 1);
      const dx = ux * uz;
      const dy = uy * uz;
      let nearest = Infinity;
      let met = -1;
      let along = 0;
      let root = 0;
      for (let i = 0; i < spheres.length; i++) {
        const { center, radius } = spheres[i]!;
        const b = center.x * dx + center.y * dy + center.z * uz;
        const discriminant =
          b * b - (center.x * center.x + center.y * center.y + center.z * center.z) + radius * radius;
        if (discriminant <= 0) continue;
        const half = Math.sqrt(discriminant);
        const distance = b - half;
        if (distance > 0 && distance < nearest) {
          nearest = distance;
          met = i;
          along = b;
          root = half;
        }
      }
      if (met < 0) continue;
      const { center, radius, color } = spheres[met]!;
      const px = dx * nearest;
      const py = dy * nearest;
      const pz = uz * nearest;
      const nx = (px - center.x) / radius;
      const ny = (py - center.y) / radius;
      const nz = (pz - center.z) / radius;
      let lx = light.x - px;
      let ly = light.y - py;
      let lz = light.z - pz;
      const inverse = 1 / Math.sqrt(lx * lx + ly * ly + lz * lz);
      lx *= inverse;
      ly *= inverse;
      lz *= inverse;
      const cosine = nx * lx + ny * ly + nz * lz;
      if (!(cosine > 0)) continue;
      const perLength = color * inverse;
      const gx = perLength * (nx - lx * cosine);
      const gy = perLength * (ny - ly * cosine);
      const gz = perLength * (nz - lz * cosine);
      dLightX += gx;
      dLightY += gy;
      dLightZ += gz;
      const perRadius = color / radius;
      const hx = perRadius * lx;
      const hy = perRadius * ly;
      const hz = perRadius * lz;
      const dDistance = (hx - gx) * dx + (hy - gy) * dy + (hz - gz) * uz;
      const dDiscriminant = -dDistance / (2 * root);
      const dAlong = dDistance + 2 * along * dDiscriminant;
      const dSphere = dSpheres[met]!;
      const dCenter = dSphere.center;
      dCenter.x += dAlong * dx - hx - 2 * center.x * dDiscriminant;
      dCenter.y += dAlong * dy - hy - 2 * center.y * dDiscriminant;
      dCenter.z += dAlong * uz - hz - 2 * center.z * dDiscriminant;
      dSphere.radius += 2 * radius * dDiscriminant - perRadius * cosine;
      dSphere.color += cosine;
    }
  }
  return [dSpheres, { x: dLightX, y: dLightY, z: dLightZ }];
}
