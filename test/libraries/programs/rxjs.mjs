// rxjs: subscriptions in the middle of intervals, retries and a subject that many share. Every timer has the same length, so that their order is certain.
import { BehaviorSubject, defer, from, interval, lastValueFrom, of, Subject, throwError, timer } from "rxjs";
import {
  bufferCount,
  catchError,
  concatMap,
  delay,
  groupBy,
  map,
  mergeMap,
  retry,
  scan,
  share,
  switchMap,
  take,
  takeUntil,
  tap,
  toArray,
  zipWith,
} from "rxjs/operators";

const line = (text) => console.log(text);
const stop = new Subject();
const ticks = interval(1).pipe(
  map((n) => n * n),
  take(8),
  share(),
);

ticks.pipe(bufferCount(3)).subscribe({ next: (squares) => line(`squares ${squares}`), complete: () => line("no more squares") });
ticks
  .pipe(
    scan((sum, n) => sum + n, 0),
    takeUntil(stop),
  )
  .subscribe((sum) => (sum > 50 ? stop.next() : line(`sum ${sum}`)));

const state = new BehaviorSubject({ level: 0 });
state.pipe(switchMap(({ level }) => timer(1).pipe(map(() => level)))).subscribe((level) => line(`settled at ${level}`));
from([1, 2, 3])
  .pipe(concatMap((level) => of({ level }).pipe(delay(1), delay(1))))
  .subscribe(state);

let tries = 0;
const flaky = defer(() => (++tries < 3 ? throwError(() => new Error(`try ${tries}`)) : of(`worked at try ${tries}`)));
flaky.pipe(retry({ count: 4, delay: (error) => timer(1).pipe(tap(() => line(`again after ${error.message}`))) })).subscribe(line);

const groups = await lastValueFrom(
  from(["apple", "avocado", "banana", "blueberry", "cherry"]).pipe(
    concatMap((fruit) => of(fruit).pipe(delay(1))),
    groupBy((fruit) => fruit[0]),
    mergeMap((group) =>
      group.pipe(
        toArray(),
        map((fruits) => `${group.key}: ${fruits}`),
      ),
    ),
    toArray(),
  ),
);
line(groups.join("; "));
line(
  await lastValueFrom(
    of(1, 2, 3).pipe(
      zipWith(interval(1)),
      map(([a, b]) => a * 10 + b),
      toArray(),
      map(String),
    ),
  ),
);
line(await lastValueFrom(throwError(() => new TypeError("bad")).pipe(catchError((error) => of(error.name)))));
