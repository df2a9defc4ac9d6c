import { keep } from "./kept.mjs";

keep.push(
  () => first,
  () => [a, b],
  () => typeof b,
);
export const first = await new Promise((resolve) => setTimeout(resolve, 1, "first"));
const { a, b: [b] } = await Promise.reject(new Error("while it waited"));
