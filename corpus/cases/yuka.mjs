import {
  AlignmentBehavior,
  ArriveBehavior,
  CohesionBehavior,
  ConvexHull,
  EntityManager,
  FuzzyModule,
  FuzzyRule,
  FuzzyVariable,
  LeftShoulderFuzzySet,
  RightShoulderFuzzySet,
  SeekBehavior,
  SeparationBehavior,
  TriangularFuzzySet,
  Vector3,
  Vehicle,
} from 'yuka';

export const packages = ['yuka'];
export const style =
  'game AI in classes: steering, flocks, fuzzy logic, convex hulls; vectors changed in place';

function arriving(x, speed, target) {
  const manager = new EntityManager();
  const vehicle = new Vehicle();
  vehicle.position.set(x, 0, 1);
  vehicle.maxSpeed = speed;
  vehicle.maxForce = 50;
  vehicle.steering.add(new ArriveBehavior(new Vector3(target, 0, -2), 3));
  vehicle.steering.add(new SeekBehavior(new Vector3(0, 1, target)));
  manager.add(vehicle);
  for (let i = 0; i < 10; i++) manager.update(0.05);
  return vehicle.position.x + 2 * vehicle.position.z + vehicle.velocity.length();
}

function flock(places) {
  const manager = new EntityManager();
  const all = places.map(([x, z]) => {
    const vehicle = new Vehicle();
    vehicle.position.set(x, 0, z);
    vehicle.velocity.set(z, 0, x);
    vehicle.updateNeighborhood = true;
    vehicle.neighborhoodRadius = 10;
    vehicle.steering.add(new AlignmentBehavior());
    vehicle.steering.add(new CohesionBehavior());
    const separation = new SeparationBehavior();
    separation.weight = 0.4;
    vehicle.steering.add(separation);
    manager.add(vehicle);
    return vehicle;
  });
  for (let i = 0; i < 5; i++) manager.update(0.05);
  return all.reduce((sum, { position }, i) => sum + position.x * (i + 1) + position.z, 0);
}

function fuzzy(distance, right) {
  const module = new FuzzyModule();
  const variable = (name, ...sets) => {
    const made = new FuzzyVariable();
    for (const each of sets) made.add(each);
    module.addFLV(name, made);
    return sets;
  };
  const [close, far] = variable(
    'distance',
    new LeftShoulderFuzzySet(0, 5, 10),
    new RightShoulderFuzzySet(5, 10, 20),
  );
  const [low, high] = variable(
    'desire',
    new TriangularFuzzySet(0, 25, 50),
    new TriangularFuzzySet(25, 50, right),
  );
  module.addRule(new FuzzyRule(close, high));
  module.addRule(new FuzzyRule(far, low));
  module.fuzzify('distance', distance);
  return module.defuzzify('desire', FuzzyModule.DEFUZ_TYPE.MAXAV);
}

function hull(points) {
  const made = new ConvexHull().fromPoints(points.map(([x, y, z]) => new Vector3(x, y, z)));
  return made.faces.reduce(
    (sum, { centroid, plane }) => sum + centroid.x + 2 * centroid.y * plane.constant,
    made.centroid.z,
  );
}

export const cases = {
  'a vehicle that arrives': { f: arriving, args: () => [0.3, 3, 2.5] },
  'a flock': {
    f: flock,
    args: () => [
      [
        [0.1, 0.3],
        [1.2, 0.4],
        [0.5, 2.1],
      ],
    ],
  },
  'fuzzy rules': { f: fuzzy, args: () => [7.3, 80] },
  'a convex hull': {
    f: hull,
    args: () => [
      [
        [0, 0, 0.1],
        [1, 0.1, 0],
        [0.2, 1.3, 0],
        [0.1, 0.2, 1.7],
        [0.3, 0.3, 0.3],
        [1.1, 1.2, 1.3],
      ],
    ],
  },
};
