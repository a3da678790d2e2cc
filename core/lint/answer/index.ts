/** The entry point of the rules about answers: from a poll to its verdict. */

export { authdName, pollerName, tagOf } from "./daemons.ts";
export { judge } from "./judge.ts";
export { byteMask } from "./keys-in-poll.ts";
export { noiseIn } from "./noise.ts";
export { byteView } from "./picture/byte-view.ts";
export type { PicturedRun, PictureParts } from "./picture/parts.ts";
export type {
  ByteLine,
  BytePiece,
  ByteView,
  Fact,
  PictureFinding,
  PictureStep,
  PollPicture,
  RecordChange,
  StepName,
  StepState,
} from "./picture/picture.ts";
export { type MarkdownFrame, pictureMarkdown } from "./picture/picture-markdown.ts";
export { pollPicture } from "./picture/poll-picture.ts";
export { printedBy } from "./poll-case.ts";
export { changeText, recordDifferences, shownField } from "./record-difference.ts";
export { type AnswerRule, type AnswerRuleCode, answerRules } from "./rules.ts";
export { byCause, SameCauses } from "./same-cause.ts";
export type { AnswerFinding, Authority, ShownLogLine, Verdict, VerdictState } from "./verdict.ts";
