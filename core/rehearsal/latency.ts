/** Times as figures: quantiles, and a histogram for a plot. */

export interface LatencyFigures {
  readonly runs: number;
  readonly meanMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export interface HistogramBin {
  readonly fromMs: number;
  readonly toMs: number;
  readonly runs: number;
}

/** Undefined if there are no times. */
export function latencyFigures(times: readonly number[]): LatencyFigures | undefined {
  const sorted = Float64Array.from(times).sort();
  const maxMs = sorted.at(-1);
  if (maxMs === undefined) return undefined;
  return {
    runs: sorted.length,
    meanMs: sorted.reduce((sum, each) => sum + each, 0) / sorted.length,
    medianMs: quantile(sorted, 0.5),
    p95Ms: quantile(sorted, 0.95),
    p99Ms: quantile(sorted, 0.99),
    maxMs,
  };
}

/** The value below which this fraction of the sorted times is, interpolated between two of them. */
function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

/** Widths that are easy to read. */
const STEPS = [1, 2, 5] as const;

/** At most `most` bins of equal, round width from the smallest to the largest time. */
export function histogram(times: readonly number[], most = 24): readonly HistogramBin[] {
  const figures = latencyFigures(times);
  if (figures === undefined) return [];
  const smallest = times.reduce((least, each) => Math.min(least, each), figures.maxMs);
  const width = roundWidth((figures.maxMs - smallest) / (most - 1));
  const first = Math.floor(smallest / width);
  const counts = new Array<number>(Math.floor(figures.maxMs / width) - first + 1).fill(0);
  for (const time of times) {
    const bin = Math.floor(time / width) - first;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  // Without the last digits of floating point, which would show on the axis of a plot.
  const edge = (at: number): number => Number(((first + at) * width).toPrecision(9));
  return counts.map((runs, at) => ({ fromMs: edge(at), toMs: edge(at + 1), runs }));
}

/** The next of 1, 2 and 5 times a power of ten. */
export function roundWidth(atLeast: number): number {
  const exponent = Math.floor(Math.log10(Math.max(atLeast, 0.1)));
  for (const scale of [10 ** exponent, 10 ** (exponent + 1)]) {
    const step = STEPS.find((each) => each * scale >= atLeast);
    if (step !== undefined) return step * scale;
  }
  return atLeast;
}
