/** The entry point of the rules about answers: from a poll to its verdict. */

export { tagOf } from "./daemons.ts";
export { judge } from "./judge.ts";
export { byteMask } from "./keys-in-poll.ts";
export { noiseIn } from "./noise.ts";
export { byteView } from "./picture/byte-view.ts";
export type { PicturedRun } from "./picture/parts.ts";
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
export { pictureMarkdown } from "./picture/picture-markdown.ts";
export { pollPicture } from "./picture/poll-picture.ts";
export { printedBy } from "./poll-case.ts";
export { changeText, recordDifferences, shownField } from "./record-difference.ts";
export { answerRules } from "./rules.ts";
export { byCause, SameCauses } from "./same-cause.ts";
export {
  type AnswerFinding,
  proseLines,
  proseOf,
  reasonOf,
  type ShownLogLine,
  type ShownVerdict,
  type Verdict,
  type VerdictState,
  type VerdictText,
} from "./verdict.ts";
