const limits = [3, 2];

function check(n) {
  // A line more, so that nothing is right by chance.
  if (n < limits.length)
    throw new RangeError(`below ${limits[n]}`);
  return limits.at(n).length.size;
}

exports.fails = (n) => check(n - 2);
