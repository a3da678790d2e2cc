/** Rehearses a reconnect storm: measured figures, a simulation that is calibrated with them, and advice. */

export { spoken } from "./advice.ts";
export {
  type Calibration,
  calibrate,
  type Rehearsal,
  type ServiceTimes,
  serviceTimesAt,
} from "./calibration.ts";
export { type HistogramBin, histogram, type LatencyFigures, latencyFigures } from "./latency.ts";
export { simulate } from "./simulate.ts";
export {
  DEFAULT_QUEUE_SIZE,
  DEFAULT_THREADS,
  defaultRhythm,
  LARGEST_QUEUE,
  type Measured,
  type MeasuredEnd,
  type MeasuredRun,
  MOST_THREADS,
  type Rhythm,
  type Simulated,
  type StormFigures,
  type StormSettings,
} from "./storm.ts";
export { type Study, type StudyOptions, study, studySteps } from "./study.ts";
export { Timeline, type TimelinePoint } from "./timeline.ts";
