import {
  applyPatches,
  createDraft,
  enableMapSet,
  enablePatches,
  finishDraft,
  produce,
  produceWithPatches,
} from 'immer';

export const packages = ['immer'];
export const style = 'drafts by Proxy, copies on write, frozen results';

enableMapSet();
enablePatches();

const advance = produce((state, dt) => {
  for (const body of state.bodies) {
    body.at.x += body.velocity.x * dt;
    body.at.y += body.velocity.y * dt;
    body.velocity.y -= 9.81 * dt;
    if (body.at.y < 0) {
      body.at.y *= -1;
      body.velocity.y *= -state.bounce;
    }
  }
  state.time += dt;
});
function simulated(state, dt) {
  let now = state;
  for (let i = 0; i < 6; i++) now = advance(now, dt);
  return now.bodies.reduce((sum, { at, velocity }) => sum + at.x * at.y + velocity.y, 0) + now.time;
}

function cart(items, rate) {
  const base = { items, totals: { net: 0, gross: 0 } };
  const next = produce(base, (draft) => {
    draft.items.push({ price: rate * 10, count: 2 });
    draft.items.sort((a, b) => b.price - a.price);
    draft.items.splice(1, 1);
    for (const item of draft.items) draft.totals.net += item.price * item.count;
    draft.totals.gross = draft.totals.net * (1 + rate);
    delete draft.items[0].count;
  });
  return next.totals.gross + next.items[0].price ** 2 + base.items.length;
}

function throughPatches(state, k) {
  const [next, patches, inverse] = produceWithPatches(state, (draft) => {
    draft.a.b *= k;
    draft.list.push(draft.a.b ** 2);
    draft.list[0] = k;
  });
  const again = applyPatches(state, patches);
  const back = applyPatches(next, inverse);
  return again.a.b * again.list[2] + next.list[0] * 3 + back.a.b * back.list[0];
}

function drafted(x, y) {
  const draft = createDraft({ byName: new Map([['x', { value: x }]]), tags: [y] });
  draft.byName.get('x').value *= y;
  draft.byName.set('z', { value: Math.exp(x) });
  draft.tags.unshift(draft.byName.get('z').value + y);
  const done = finishDraft(draft);
  return [...done.byName.values()].reduce((sum, { value }) => sum + value, 0) * done.tags[0] + done.tags[1];
}

export const cases = {
  'bodies advanced by a curried producer': {
    f: simulated,
    args: () => [
      {
        bodies: [
          { at: { x: 0, y: 1 }, velocity: { x: 1.5, y: 2 } },
          { at: { x: 1, y: 0.5 }, velocity: { x: -0.5, y: -3 } },
        ],
        bounce: 0.8,
        time: 0.25,
      },
      0.1,
    ],
  },
  'push, sort, splice and delete in a draft': {
    f: cart,
    args: () => [
      [
        { price: 3.5, count: 2 },
        { price: 5.25, count: 1 },
        { price: 1.5, count: 4 },
      ],
      0.2,
    ],
  },
  'patches, forth and back': { f: throughPatches, args: () => [{ a: { b: 1.5 }, list: [2, 0.5] }, 0.75] },
  'a draft of a Map, finished by hand': { f: drafted, args: () => [0.5, 1.25] },
};
