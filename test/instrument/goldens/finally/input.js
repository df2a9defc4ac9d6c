function* guarded(resource) {
  try {
    yield resource.open();
  } finally {
    yield resource.close();
  }
}
module.exports = guarded;
