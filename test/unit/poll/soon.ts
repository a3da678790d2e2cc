/** Waits that end by themselves. */

import { answerPatience } from "../../patience.ts";

/** What the promise gives. If it gives nothing, an error, so that the test does not wait for its own limit. */
export async function soon<Value>(promise: Promise<Value>, what = "it"): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} does not come to an end`)), answerPatience);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
