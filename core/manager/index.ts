/** The model of a Wazuh manager: what it does with a poll script and with `client.keys`. Bytes in, facts out. */

export { admitsAnySource, coversSources } from "./address/covers.ts";
export {
  type Address,
  dottedText,
  hexOfWords,
  isFullMask,
  prefixLength,
  readAddress,
  type Words,
  wordMask,
} from "./address/index.ts";
export { acceptsSource, agentSendsItsId, sourceText, strayIpv4 } from "./address/match.ts";
export { rejectedAddressText } from "./address/rejected.ts";
export { indexText, writtenText } from "./address/write.ts";
export { counterValue, generatedId, isValidId } from "./agent-id.ts";
export { encryptionKey, keyFingerprint, maskedKey } from "./agent-key.ts";
export { isValidName } from "./agent-name.ts";
export {
  type AgentField,
  type AnswerReading,
  agentFields,
  type GivenAgent,
  integerOf,
  type MissingMember,
} from "./answer/answer.ts";
export {
  type JsonMember,
  type JsonReading,
  type JsonValue,
  member,
  readJson,
  type Span,
} from "./answer/json.ts";
export {
  arrayFromBytes,
  type ByteString,
  bytesFromArray,
  bytesFromText,
  cString,
  textFromBytes,
} from "./bytes.ts";
export {
  type Crossing,
  type CrossingAgent,
  type CrossingMethod,
  type CrossingOptions,
  type CrossingTarget,
  crossingFile,
  crossingOf,
  crossingTarget,
  crossingTargets,
  type Decider,
  type Fate,
  type FateKind,
  type FateReason,
  fateKinds,
  fiveInstallation,
} from "./crossing/index.ts";
export { type CommandLine, commandLine, splitCommand } from "./execution/command-line.ts";
export {
  type Execution,
  exitCodeSeen,
  OUTPUT_LIMIT,
} from "./execution/execution.ts";
export { envProgram, type FirstLine, firstLineOf, KERNEL_BYTES } from "./execution/first-line.ts";
export type { KeyListEntry } from "./key-file/key-list.ts";
export { type KeyEntry, KeyStore } from "./key-file/key-store.ts";
export {
  FIELD_BYTES_KEPT,
  logOfPiece,
  PIECE_BYTES,
  type Piece,
  readPiece,
} from "./key-file/piece.ts";
export { type PlacedPiece, piecesOf } from "./key-file/pieces.ts";
export {
  endsAtLimit,
  type KeyFileReading,
  readKeyFile,
  readMissingFile,
} from "./key-file/read.ts";
export { type Change, type ChangedAgent, successorsOf } from "./key-file/successors.ts";
export { FREED_MEMORY, isLoggedByDefault, type LogLevel, levelWord, logLevels } from "./log.ts";
export {
  filled,
  type LogLine,
  ManagerLog,
  type MessageId,
  messageTemplate,
  since,
  type TableMessageId,
} from "./messages.ts";
export { type Outcome, outcomeOf, type Source, type VerdictKind } from "./outcome.ts";
export {
  type AgentState,
  decideByRules,
  type ForceOptions,
  isReplaceableByAntiquity,
} from "./registration/force.ts";
export { addNewAgent } from "./registration/new-agent.ts";
export { type AdditionTerms, GENERATED_KEY, type Registration, register } from "./registration/register.ts";
export { errorReply, type ReplyCode, replyText, successReply } from "./registration/reply.ts";
export { newestRelease, type Release, type ReleaseId, releaseFor, releases } from "./releases.ts";
export { RequestQueue } from "./request/queue.ts";
export { datagramOf, type KeyRequest, LONGEST_VALUE, readRequest, type Selector } from "./request/request.ts";
export { defaultSettings, describedManager, type ManagerSettings } from "./settings.ts";
export { timeInterval } from "./time-interval.ts";
export { minorVersions } from "./versions.ts";
