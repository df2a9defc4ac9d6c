import type { Callback, Indexed } from "./intrinsics.js";
import { arrayOfLength } from "./ownArrays.js";

/** Shorter runs than this are made longer by insertion. */
const shortestRun = 32;

/**
 * Sorts the first `count` elements of an array that only we hold, stable, by a comparator of the program: natural runs, lengthened by binary insertion and
 * merged when they are of like length (Peters, "listsort", 2002; the comparisons of short arrays are V8's). What the comparator answers becomes a number as CompareArrayElements (ECMA-262
 * 23.1.3.30.2) makes it one; NaN is 0, and so is what else is not below 0.
 */
export function sortValues(values: Indexed, count: number, compare: Callback): void {
  if (count < 2) return;
  if (count < 2 * shortestRun) {
    insert(values, 0, countRun(values, 0, count, compare), count, compare);
    return;
  }
  const scratch = arrayOfLength(count);
  // Where runs that wait to be merged start; the last one ends where the next begins.
  const starts = arrayOfLength(64);
  let runs = 0;
  for (let from = 0; from < count;) {
    let to = countRun(values, from, count, compare);
    const least = from + shortestRun < count ? from + shortestRun : count;
    if (to < least) {
      insert(values, from, to, least, compare);
      to = least;
    }
    starts[runs++] = from;
    from = to;
    while (runs > 1 && (from === count || mustMerge(starts, runs, to))) {
      // The shorter of the neighbours of the middle run goes first.
      const last = runs - 1;
      const middleFirst = last > 1 && (starts[last - 1] as number) - (starts[last - 2] as number) < to - (starts[last] as number);
      const at = middleFirst ? last - 1 : last;
      const end = middleFirst ? (starts[last] as number) : to;
      merge(values, scratch, starts[at - 1] as number, starts[at] as number, end, compare);
      if (middleFirst) starts[last - 1] = starts[last];
      runs--;
    }
  }
}

/** Whether the last runs, which end at `to`, are too alike in length to go on: each has to be longer than the two behind it together. */
function mustMerge(starts: Indexed, runs: number, to: number): boolean {
  const last = to - (starts[runs - 1] as number);
  const before = (starts[runs - 1] as number) - (starts[runs - 2] as number);
  if (before <= last) return true;
  return runs > 2 && (starts[runs - 2] as number) - (starts[runs - 3] as number) <= before + last;
}

/** @returns the end of the run that starts at `from`; one that descends strictly is turned round. */
function countRun(values: Indexed, from: number, end: number, compare: Callback): number {
  let to = from + 1;
  if (to === end) return to;
  const descends = +(compare(values[to], values[from]) as string) < 0;
  for (to++; to < end; to++) if (+(compare(values[to], values[to - 1]) as string) < 0 !== descends) break;
  if (descends) {
    for (let left = from, right = to - 1; left < right; left++, right--) {
      const value = values[left];
      values[left] = values[right];
      values[right] = value;
    }
  }
  return to;
}

/** Puts the elements from `sorted` to below `end` into their places between `from` and `sorted`. */
function insert(values: Indexed, from: number, sorted: number, end: number, compare: Callback): void {
  for (let k = sorted; k < end; k++) {
    const value = values[k];
    let left = from;
    let right = k;
    while (left < right) {
      const middle = left + ((right - left) >> 1);
      if (+(compare(value, values[middle]) as string) < 0) right = middle;
      else left = middle + 1;
    }
    for (let i = k; i > left; i--) values[i] = values[i - 1];
    values[left] = value;
  }
}

/** Merges the runs that start at `from` and `middle`; the second ends at `end`. */
function merge(values: Indexed, scratch: Indexed, from: number, middle: number, end: number, compare: Callback): void {
  for (let k = from; k < middle; k++) scratch[k] = values[k];
  let left = from;
  let right = middle;
  let to = from;
  while (left < middle && right < end) {
    if (+(compare(values[right], scratch[left]) as string) < 0) values[to++] = values[right++];
    else values[to++] = scratch[left++];
  }
  while (left < middle) values[to++] = scratch[left++];
}
