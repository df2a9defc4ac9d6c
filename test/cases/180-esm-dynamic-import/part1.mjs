let n = 0;
export const value = "v1";
export const calls = () => ++n;
