const root = new TypeError("root");
const err = new Error("outer", { cause: root });
err.code = "E_X";
class Custom extends RangeError {
  constructor(m, extra) { super(m); this.name = "Custom"; this.extra = extra; }
}
const c = new Custom("cm", [1]);
const agg = new AggregateError([err, c], "several");
const noMessage = new Error();
setTimeout(() => {
  console.log(String(err), err.cause === root, err.code, String(c), c.extra.join(), c instanceof RangeError, agg.errors[1] === c, agg.message);
  c.message = "changed";
  setTimeout(() => {
    console.log(String(c), Object.hasOwn(noMessage, "message"), Object.keys(err).join(), typeof err.stack, err.stack.includes("outer"));
    console.log(Object.getOwnPropertyDescriptor(err, "message").enumerable, Object.prototype.toString.call(c));
    try {
      throw agg;
    } catch (e) {
      console.log(e === agg, e.errors[0].cause.message);
    }
  }, 1);
}, 1);
