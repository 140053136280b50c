import synaptic from 'synaptic';

export const packages = ['synaptic'];
export const style =
  'classes compiled to ES5, a graph of neurons, traces; run as written, without `new Function`';

const { Architect, Layer, Network } = synaptic;

/** Gives connections and neurons fixed weights instead of random ones, the first of them those given. */
function seeded(network, weights) {
  network.setOptimize(false);
  let k = 0;
  const next = () => (k < weights.length ? weights[k++] : Math.sin(++k) / 2);
  for (const { neuron } of network.neurons()) {
    neuron.bias = next();
    for (const id in neuron.connections.projected) neuron.connections.projected[id].weight = next();
  }
  return network;
}

function perceptronLoss(weights, inputs) {
  const network = seeded(new Architect.Perceptron(2, 3, 1), weights);
  return inputs.reduce((sum, input, i) => sum + (network.activate(input)[0] - (i % 2)) ** 2, 0);
}

function learned(weights, data, rate) {
  const network = seeded(new Architect.Perceptron(2, 2, 1), weights);
  for (let epoch = 0; epoch < 3; epoch++)
    for (const [a, b, target] of data) {
      network.activate([a, b]);
      network.propagate(rate, [target]);
    }
  return data.reduce((sum, [a, b, target]) => sum + (network.activate([a, b])[0] - target) ** 2, 0);
}

function longMemory(weights, sequence) {
  const network = seeded(new Architect.LSTM(1, 2, 1), weights);
  let sum = 0;
  for (const x of sequence) {
    sum += network.activate([x])[0] ** 2;
    network.propagate(0.1, [Math.sin(x)]);
  }
  return sum;
}

function builtByHand(weights, x, y) {
  const [input, hidden, output] = [new Layer(2), new Layer(2), new Layer(1)];
  input.project(hidden, Layer.connectionType.ALL_TO_ALL);
  hidden.project(output);
  hidden.set({ squash: synaptic.Neuron.squash.TANH });
  const network = seeded(new Network({ input, hidden: [hidden], output }), weights);
  return network.activate([x, y])[0] + network.activate([y, x * y])[0] ** 2;
}

export const cases = {
  'loss of a perceptron': {
    f: perceptronLoss,
    args: () => [
      [0.1, 0.4, -0.6, 0.2, 0.7, 0.3, -0.5],
      [
        [0, 0.25],
        [0.5, 1],
        [1, -0.5],
      ],
    ],
  },
  'loss after back-propagation': {
    f: learned,
    args: () => [
      [0.1, 0.4, -0.6, 0.2],
      [
        [0.5, 0.25, 0.1],
        [-0.75, 1, 0.9],
      ],
      0.4,
    ],
  },
  'a sequence through an LSTM that learns': {
    f: longMemory,
    args: () => [
      [0.2, -0.3, 0.5],
      [0.5, -1, 0.75],
    ],
  },
  'layers connected by hand': { f: builtByHand, args: () => [[0.3, -0.2, 0.8], 0.6, -0.4] },
};
