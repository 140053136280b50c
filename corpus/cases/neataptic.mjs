import neataptic from 'neataptic';

export const packages = ['neataptic'];
export const style =
  'networks of nodes and connections as objects, trained in place, gates, JSON; a webpack bundle';

const { architect, methods } = neataptic;

function network(sizes, weights) {
  const made = new architect.Perceptron(...sizes);
  made.connections.forEach((each, i) => {
    each.weight = weights[i % weights.length] * ((i % 3) - 1.2);
  });
  made.nodes.forEach((each, i) => {
    each.bias = 0.1 * i;
  });
  return made;
}

function trained(weights, rate) {
  const made = network([2, 3, 1], weights);
  made.nodes[3].squash = methods.activation.TANH;
  const [before] = made.activate([0.3, 0.9]);
  made.propagate(rate, 0.1, true, [0.7]);
  made.activate([0.8, 0.2]);
  made.propagate(rate, 0.1, true, [0.2]);
  return before + made.activate([0.5, 0.1])[0] * 2;
}

function saved(weights) {
  const json = network([2, 2, 1], weights).toJSON();
  const again = neataptic.Network.fromJSON(json);
  return again.activate([0.4, 0.6])[0] + json.connections[2].weight ** 2;
}

export const cases = {
  'a perceptron, trained': { f: trained, args: () => [[0.5, -0.3, 0.8, 0.1, 0.9], 0.3] },
  'a network written and read': { f: saved, args: () => [[0.5, -0.3, 0.8, 0.1, 0.9]] },
};
