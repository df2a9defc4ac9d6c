/** What the modules that fail leave behind. */
export const keep = [];
globalThis.keep = keep;
export const attempt = (f) => {
  try {
    return String(f());
  } catch (error) {
    return error.name;
  }
};
