/** Results in the order in which they were asked for, whatever the order in which they come. */

export interface InOrder<T> {
  /** Passes a result on as soon as all before it are there. */
  add(place: number, result: T): void;
  /** Passes on what still waits for something that will not come. */
  flush(): void;
}

/** `order` holds the places of all results. */
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
