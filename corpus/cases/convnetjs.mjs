import convnetjs from 'convnetjs';

export const packages = ['convnetjs'];
export const style = 'ES5 constructor functions, volumes of weights and gradients, Float64Arrays';

/** Gives every layer fixed weights instead of random ones. */
function build(definitions) {
  const net = new convnetjs.Net();
  net.makeLayers(definitions);
  let k = 0;
  for (const { params } of net.getParamsAndGrads())
    for (let i = 0; i < params.length; i++) params[i] = Math.sin(++k) / 3;
  return net;
}

function setParameters(net, values) {
  const [{ params }] = net.getParamsAndGrads();
  for (let i = 0; i < values.length; i++) params[i] = values[i];
}

function classified(pixels, filter) {
  const net = build([
    { type: 'input', out_sx: 6, out_sy: 6, out_depth: 1 },
    { type: 'conv', sx: 3, filters: 2, stride: 1, pad: 1, activation: 'tanh' },
    { type: 'pool', sx: 2, stride: 2 },
    { type: 'softmax', num_classes: 3 },
  ]);
  setParameters(net, filter);
  const image = new convnetjs.Vol(6, 6, 1, 0);
  for (let i = 0; i < pixels.length; i++) image.w[i] = pixels[i];
  const { w } = net.forward(image);
  return -Math.log(w[1]) + net.backward(2);
}

const trainedBy = (method) => (inputs, weights, rate) => {
  const net = build([
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: 2 },
    { type: 'fc', num_neurons: 3, activation: 'sigmoid' },
    { type: 'regression', num_neurons: 1 },
  ]);
  setParameters(net, weights);
  const trainer = new convnetjs.SGDTrainer(net, {
    method,
    learning_rate: rate,
    momentum: 0.5,
    batch_size: 2,
    l2_decay: 0.01,
  });
  let loss = 0;
  for (let epoch = 0; epoch < 2; epoch++)
    for (const [a, b, target] of inputs) loss += trainer.train(new convnetjs.Vol([a, b]), [target]).loss;
  return loss + net.forward(new convnetjs.Vol([0.2, -0.7])).w[0];
};

const data = () => [
  [0.5, 0.25, 0.1],
  [-0.75, 1, 0.9],
  [0.3, -0.5, 0.6],
  [1, 0.5, 0.7],
];

export const cases = {
  'cross-entropy of a convolutional network': {
    f: classified,
    args: () => [Float64Array.from({ length: 36 }, (_, i) => Math.cos(i * i)), [0.5, -0.25, 0.75, 0.1]],
  },
  'loss of training by gradient descent': { f: trainedBy('sgd'), args: () => [data(), [0.4, -0.3], 0.1] },
  'loss of training by AdaDelta': { f: trainedBy('adadelta'), args: () => [data(), [0.4, -0.3], 0.1] },
};
