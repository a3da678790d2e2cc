/** Depth and registrations over time, in a limited number of points. */

export interface TimelinePoint {
  readonly seconds: number;
  /** Requests that wait. */
  readonly depth: number;
  /** Agents registered so far. */
  readonly registered: number;
}

const MOST_POINTS = 400;

/** Keeps a point for each interval. When there are too many, every second one is left out and the interval doubles. */
export class Timeline {
  #points: TimelinePoint[] = [];
  #stretch = 0.001;
  #next = 0;
  #last: TimelinePoint = { seconds: 0, depth: 0, registered: 0 };

  note(seconds: number, depth: number, registered: number): void {
    if (seconds < this.#next) {
      this.#last = { seconds, depth, registered };
      return;
    }
    this.#keep({ seconds, depth, registered });
  }

  /** All points, with the last state at the end, which is not before what was noted last. */
  finish(seconds: number, depth: number, registered: number): readonly TimelinePoint[] {
    return [...this.#points, { seconds: Math.max(seconds, this.#last.seconds), depth, registered }];
  }

  #keep(point: TimelinePoint): void {
    // A change within the interval is shown at its end, so that a step stays a step.
    const previous = this.#points.at(-1);
    if (previous !== undefined && this.#last.seconds > previous.seconds) this.#points.push(this.#last);
    this.#points.push(point);
    this.#last = point;
    if (this.#points.length > MOST_POINTS) {
      this.#points = this.#points.filter((_, at) => at % 2 === 0);
      this.#stretch *= 2;
    }
    this.#next = point.seconds + this.#stretch;
  }
}
