import brain from 'brain.js';

export const packages = ['brain.js', 'thaw.js'];
export const style = 'classes compiled to ES5, networks as arrays of typed arrays, training loops';

const double = (layers) => layers.map((layer) => layer && Float64Array.from(layer));
const doubleRows = (layers) => layers.map((layer) => layer && double(layer));

/** A network with the weights given. The package calculates in single precision, which differences cannot resolve. */
function network(options, [hidden, output]) {
  const nodes = (rows) => ({ ...rows.map(([bias, ...weights]) => ({ bias, weights })) });
  const net = new brain.NeuralNetwork(options);
  const layers = [{ 0: {}, 1: {} }, nodes(hidden), nodes(output)];
  net.fromJSON({ sizes: [2, 3, 1], layers, activation: options.activation });
  for (const key of ['outputs', 'deltas', 'errors']) net[key] = double(net[key]);
  net.biases = [
    undefined,
    Float64Array.from(hidden, ([bias]) => bias),
    Float64Array.from(output, ([bias]) => bias),
  ];
  net.changes = doubleRows(net.changes);
  if (options.praxis !== 'adam') return net;
  net._setupAdam();
  for (const key of ['biasChangesLow', 'biasChangesHigh']) net[key] = double(net[key]);
  for (const key of ['changesLow', 'changesHigh']) net[key] = doubleRows(net[key]);
  return net;
}

function loss(layers, inputs) {
  const net = network({ activation: 'tanh' }, layers);
  const targets = [0, 1, 1, 0];
  return inputs.reduce((sum, input, i) => sum + (net.run(input)[0] - targets[i]) ** 2, 0);
}

const trainedBy = (praxis) => (layers, data, learningRate) => {
  const options = { iterations: 4, errorThresh: 1e-9, learningRate, momentum: 0.2, praxis };
  const net = network({ activation: 'sigmoid', ...options }, layers);
  const { error } = net.train(
    data.map(([a, b, output]) => ({ input: [a, b], output: [output] })),
    options,
  );
  return error + net.run([0.3, 0.6])[0];
};

const weights = () => [
  [
    [0.1, 0.4, -0.6],
    [-0.2, 0.7, 0.3],
    [0.3, -0.5, 0.8],
  ],
  [[0.05, 0.9, -0.7, 0.4]],
];
const data = () => [
  [0.5, 0.25, 0.1],
  [-0.75, 1, 0.9],
  [1, 0.5, 0.7],
];

export const cases = {
  'loss of a tanh network': {
    f: loss,
    args: () => [
      weights(),
      [
        [0, 0.25],
        [0, 1],
        [1, 0],
        [1, 0.75],
      ],
    ],
  },
  'loss after training with momentum': { f: trainedBy(null), args: () => [weights(), data(), 0.3] },
  'loss after training by Adam': { f: trainedBy('adam'), args: () => [weights(), data(), 0.05] },
};
