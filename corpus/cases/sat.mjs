import SAT from 'sat';

export const packages = ['sat'];
export const style = 'UMD, constructor functions, pools of reused vectors in module state';

const { Box, Circle, Polygon, Response, Vector } = SAT;
const polygonOf = (at, points) =>
  new Polygon(
    new Vector(...at),
    points.map(([x, y]) => new Vector(x, y)),
  );

function pushedApart(at, points, angle, other) {
  const a = polygonOf(at, points);
  a.setAngle(angle);
  const b = polygonOf(other, [
    [0, 0],
    [3, 0],
    [2, 2],
    [0, 2.5],
  ]);
  const response = new Response();
  if (!SAT.testPolygonPolygon(a, b, response)) return 0;
  b.pos.add(response.overlapV.clone().scale(0.5));
  const { x, y } = b.getCentroid();
  return response.overlap + response.overlapN.x * response.overlapV.y + x * y + b.pos.x;
}

function circles(at, radius, points) {
  const circle = new Circle(new Vector(...at), radius);
  const polygon = polygonOf([0, 0], points);
  const [first, second] = [new Response(), new Response()];
  const hits =
    SAT.testPolygonCircle(polygon, circle, first) +
    SAT.testCircleCircle(circle, new Circle(new Vector(2, 1), 1.5), second);
  const box = circle.getAABBAsBox().toPolygon().rotate(radius);
  return (
    hits * first.overlapV.len() +
    second.overlapV.dot(new Vector(1, 2)) +
    box.calcPoints[2].x ** 2 +
    box.edges[1].y
  );
}

function bouncing(position, velocity, tilt) {
  const ball = new Circle(new Vector(...position), 0.5);
  const speed = new Vector(...velocity);
  const floor = new Box(new Vector(-5, -1), 10, 1).toPolygon().rotate(tilt);
  const response = new Response();
  for (let i = 0; i < 12; i++) {
    speed.y -= 0.2;
    ball.pos.add(speed.clone().scale(0.25));
    response.clear();
    if (!SAT.testCirclePolygon(ball, floor, response)) continue;
    ball.pos.sub(response.overlapV);
    speed.reflectN(response.overlapN).scale(0.8, 0.9);
  }
  return ball.pos.x * ball.pos.y + speed.len();
}

export const cases = {
  'polygons pushed apart': {
    f: pushedApart,
    args: () => [
      [0.5, 0.25],
      [
        [0, 0],
        [2, 0.25],
        [1, 2],
      ],
      0.3,
      [1, 0.75],
    ],
  },
  'circles and polygons': {
    f: circles,
    args: () => [
      [1.5, 0.5],
      1.25,
      [
        [0, 0],
        [1, 0.25],
        [0.5, 2],
      ],
    ],
  },
  'a bouncing ball': {
    f: bouncing,
    args: () => [[0.3, 0.875], [0.6, -0.5], 0.05],
  },
};
