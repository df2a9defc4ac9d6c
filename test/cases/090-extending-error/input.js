class AppError extends Error {
  #detail;
  static count = 0;
  constructor(message, detail, options) { super(message, options); this.#detail = detail; AppError.count++; }
  get detail() { return this.#detail; }
  get name() { return "AppError"; }
}
class NotFound extends AppError {
  constructor(what) { super(`${what} not found`, { what }, { cause: "lookup" }); }
  get name() { return "NotFound"; }
}
const e = new NotFound("x");
setTimeout(() => {
  console.log(String(e), e.detail.what, e.cause, e instanceof AppError, AppError.count);
  setTimeout(async () => {
    try {
      await Promise.reject(e);
    } catch (f) {
      console.log(f === e, f.message, String(new AppError("m", 1)), AppError.count, f.detail.what);
    }
  }, 1);
}, 1);
