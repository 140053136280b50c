import { applyMiddleware, bindActionCreators, combineReducers, createStore } from 'redux';

export const packages = ['redux'];
export const style = 'a store in closures: reducers, middleware, subscriptions';

function store(x, y) {
  const add = (state = 0, { type, by }) => (type === 'add' ? state + by : state);
  const multiply = (state = 1, { type, by }) => (type === 'add' ? state * by : state);
  const log = [];
  const doubling = () => (next) => (action) => {
    const result = next({ ...action, by: (action.by ?? 1) * 2 });
    log.push(action.by);
    return result;
  };
  const reducer = combineReducers({ sum: add, product: multiply });
  const made = createStore(reducer, { sum: x, product: y }, applyMiddleware(doubling));
  let seen = 0;
  made.subscribe(() => {
    const { sum, product } = made.getState();
    seen += sum * product;
  });
  const actions = bindActionCreators({ add: (by) => ({ type: 'add', by }) }, made.dispatch);
  actions.add(y);
  actions.add(x * y);
  return seen + log[1] + made.getState().sum;
}

export const cases = { 'reducers behind middleware': { f: store, args: () => [1.2, 1.5] } };
