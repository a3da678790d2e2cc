/** What kind of file this is: one answer for every face, with the reason; and the possible results of a check. */

export { type Claim, claimAtSight, claimOf, claimTexts } from "./claims.ts";
export { KEY_FILE_LANGUAGE, kindOf, type Recognised } from "./kind-of.ts";
export { type FileKind, fileKinds, kindName, type ScriptKind } from "./kinds.ts";
export { hasKeyFileName, LINES_TO_RECOGNISE, looksLikeKeyFile } from "./list-of-agents.ts";
export { isLogFile, LOG_LANGUAGE } from "./logs.ts";
export { type NotChecked, notChecked, type Outcome } from "./outcome.ts";
export { type RecognisedScript, registrationClaim, scriptKindOf } from "./registration-script.ts";
export { namesScript, scriptPlace } from "./script-word.ts";
