/** A point, a direction or a colour. */
/* @differentiable */
export class Vector {
  constructor(
    readonly x: number,
    readonly y: number,
    readonly z: number,
  ) {}

  static from([x, y, z]: readonly number[]): Vector {
    return new Vector(x, y, z);
  }

  plus(other: Vector): Vector {
    return new Vector(this.x + other.x, this.y + other.y, this.z + other.z);
  }

  minus(other: Vector): Vector {
    return new Vector(this.x - other.x, this.y - other.y, this.z - other.z);
  }

  /** Component by component, as a surface colours light. */
  times(other: Vector): Vector {
    return new Vector(this.x * other.x, this.y * other.y, this.z * other.z);
  }

  scale(factor: number): Vector {
    return new Vector(factor * this.x, factor * this.y, factor * this.z);
  }

  dot(other: Vector): number {
    return this.x * other.x + this.y * other.y + this.z * other.z;
  }

  cross(other: Vector): Vector {
    return new Vector(
      this.y * other.z - this.z * other.y,
      this.z * other.x - this.x * other.z,
      this.x * other.y - this.y * other.x,
    );
  }

  get length(): number {
    return Math.sqrt(this.dot(this));
  }

  unit(): Vector {
    return this.scale(1 / this.length);
  }

  /** Reflected by a surface with this unit normal. */
  reflect(normal: Vector): Vector {
    return this.minus(normal.scale(2 * this.dot(normal)));
  }
}
