/** Crossing to 5.x in words. */

export { fateInPlaceText, fateKindTexts, fateText, methodTexts, reasonTexts, stopText } from "./fate-text.ts";
export { insteadText, noLongerRunsText } from "./gone-text.ts";
export {
  type CrossingReport,
  crossingReport,
  fateCountsText,
  type ReportedAgent,
  type ReportedFate,
  reasonGroups,
} from "./report.ts";
