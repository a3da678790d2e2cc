/** Results in the order of the requests, whatever the order in which they arrive. */

export interface InOrder<T> {
  /** Passes a result on as soon as all results before it have arrived. */
  add(place: number, result: T): void;
  /** Passes on the results that wait for one that will not arrive. */
  flush(): void;
}

/** `order` has the places of all results. */
export function inOrder<T>(order: readonly number[], pass: (result: T) => void): InOrder<T> {
  const waiting = new Map<number, T>();
  let next = 0;
  const passNext = (skips: boolean): void => {
    for (let place = order[next]; place !== undefined; place = order[++next]) {
      const result = waiting.get(place);
      if (result !== undefined) pass(result);
      else if (!skips) return;
    }
  };
  return {
    add: (place, result) => {
      waiting.set(place, result);
      passNext(false);
    },
    flush: () => passNext(true),
  };
}
