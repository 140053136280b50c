import {
  autorun,
  computed,
  configure,
  intercept,
  makeAutoObservable,
  observable,
  observe,
  reaction,
  runInAction,
  toJS,
  when,
} from 'mobx';

export const packages = ['mobx'];
export const style = 'observables by Proxy and accessors, dependency tracking, reactions, a promise';

configure({ enforceActions: 'never' });

class Cart {
  items = [];
  rate = 0;
  constructor(rate) {
    this.rate = rate;
    makeAutoObservable(this);
  }
  get net() {
    return this.items.reduce((sum, { price, count }) => sum + price * count, 0);
  }
  get gross() {
    return this.net * (1 + this.rate);
  }
  add(price, count) {
    this.items.push({ price, count });
  }
}

function cart(rate, price) {
  const mine = new Cart(rate);
  let seen = 0;
  const stop = autorun(() => {
    seen += mine.gross;
  });
  mine.add(price, 2);
  mine.add(rate * 3, 1);
  mine.items[0].price *= 1.5;
  runInAction(() => {
    mine.rate += 0.1;
    mine.items[1].count = price;
  });
  stop();
  mine.rate = 7;
  return seen + mine.net;
}

function boxes(x, y) {
  const a = observable.box(x);
  const b = observable.box(y);
  const product = computed(() => a.get() * b.get());
  const seen = [];
  reaction(
    () => product.get() + a.get(),
    (value) => seen.push(value),
    { fireImmediately: true },
  );
  a.set(x * 2);
  b.set(a.get() + 1);
  return seen.reduce((sum, value, i) => sum + value * (i + 1), 0);
}

function collections(x, y) {
  const map = observable.map({ x, y });
  const state = observable({ list: [x, y, x * y], deep: { z: x } });
  let sum = 0;
  observe(map, (change) => {
    sum += change.newValue * 2;
  });
  intercept(state.deep, (change) => ({ ...change, newValue: change.newValue * y }));
  map.set('z', x + y);
  map.set('x', y * y);
  state.deep.z = 3 * x;
  state.list.replace([...state.list, map.get('z')]);
  state.list.splice(1, 1);
  const plain = toJS(state);
  return sum + [...map.values()].reduce((a, b) => a + b) + plain.list.reduce((a, b) => a * b) + plain.deep.z;
}

async function waited(x) {
  const state = observable({ value: x });
  setTimeout(() => {
    state.value = x * x;
  }, 1);
  await when(() => state.value > x);
  return state.value * 3;
}

export const cases = {
  'a class with computed values': { f: cart, args: () => [0.2, 3.5] },
  'boxes and a reaction': { f: boxes, args: () => [1.5, 0.7] },
  'lists and maps, observed and intercepted': { f: collections, args: () => [1.5, 0.7] },
  'waiting for a condition': { f: waited, args: () => [1.5] },
};
