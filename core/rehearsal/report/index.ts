/** What there is to say of a rehearsal: its report, its few key figures, its tables as cells. */

export { comparisonRows, levelRows, milliseconds, rate, ratePerSecond, simulatedRows } from "./figures.ts";
export { keyFigures } from "./key-figures.ts";
export {
  type FormName,
  type RehearsalParts,
  type RehearsalReport,
  type RehearsedForm,
  rehearsalReport,
} from "./rehearsal-report.ts";
