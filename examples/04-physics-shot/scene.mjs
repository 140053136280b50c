/** What stands where, in metres. The ball starts at `start` and has to reach `target` by way of the wall, over the fence. */
export const scene = {
  start: { x: 0, y: 1 },
  radius: 0.2,
  floor: { from: -1, to: 10 },
  fence: { x: 5, width: 0.3, height: 2.6 },
  wall: { x: 10, height: 6.5 },
  target: { x: 6.2, y: 1.2, radius: 0.15 },
};

/** How long a shot is followed, in seconds, and how many steps the engine makes in each. */
export const time = { seconds: 2.5, rate: 60 };
