/** The content of a rehearsal's report: the report, its few key figures, its tables as cells. */

export { comparisonRows, levelRows, milliseconds, rate, ratePerSecond, simulatedRows } from "./figures.ts";
export { keyFigures } from "./key-figures.ts";
export { type RehearsalParts, type RehearsalReport, rehearsalReport } from "./rehearsal-report.ts";
export { type FormName, formText, type Origin, originText, type RehearsedForm } from "./rehearsed-form.ts";
