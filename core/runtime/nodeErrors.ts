/** Errors as Node's builtins throw them: `code` as a property, and in the stack's first line. */

/** Makes an error of Node's kind, e.g. `TypeError [ERR_X]: message` with `code` "ERR_X". */
export function nodeError(
  Base: ErrorConstructor | TypeErrorConstructor | RangeErrorConstructor,
  code: string,
  message: string,
): Error & { code: string } {
  const error = new Base(message) as Error & { code: string };
  // The stack is formed with the code in the name, as Node does it, and the name goes away again.
  Object.defineProperty(error, "name", { value: `${error.name} [${code}]`, enumerable: false, writable: true, configurable: true });
  Reflect.get(error, "stack");
  const captureStackTrace = (Error as { captureStackTrace?: (target: object, above: unknown) => void }).captureStackTrace;
  if (captureStackTrace !== undefined) {
    captureStackTrace(error, nodeError);
    Reflect.get(error, "stack");
  }
  delete (error as { name?: string }).name;
  error.code = code;
  return error;
}

/** ERR_INVALID_ARG_TYPE. @param expected for example `of type function`. */
export function invalidArgument(name: string, expected: string, actual: unknown): Error {
  const what = name.includes(".") ? "property" : "argument";
  return nodeError(TypeError, "ERR_INVALID_ARG_TYPE", `The "${name}" ${what} must be ${expected}.${received(actual)}`);
}

/** ` Received …` as Node describes a value of the wrong type. */
export function received(value: unknown): string {
  if (value === undefined || value === null) return ` Received ${String(value)}`;
  if (typeof value === "function") return ` Received function ${value.name}`;
  if (typeof value === "object") {
    const name = (value as { constructor?: { name?: string } }).constructor?.name;
    return name !== undefined && name !== "" ? ` Received an instance of ${name}` : " Received [Object: null prototype] {}";
  }
  let text = typeof value === "string" ? `'${value}'` : String(value);
  if (text.length > 28) text = `${text.slice(0, 25)}...${typeof value === "string" ? "'" : ""}`;
  return ` Received type ${typeof value} (${text}${typeof value === "bigint" ? "n" : ""})`;
}
