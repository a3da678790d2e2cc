/** The command *Remove an agent*: marks a record as removed, in the manager's own form. */

import { Position, Range, window } from "vscode";
import { removalOf } from "../../core/agents/index.ts";
import { textFromBytes } from "../../core/manager/index.ts";
import { say } from "../../core/words/index.ts";
import { type FindLive, mayChange } from "../key-file/live-guard.ts";
import { releaseInSettings } from "../key-file/release.ts";
import { keyFileDocument } from "../key-file/target.ts";
import { chooseRecord } from "./choose-record.ts";
import { replace } from "./edit.ts";
import { shownField } from "./shown-field.ts";

export async function removeAgent(findLive: FindLive, uri: unknown, line: unknown): Promise<void> {
  const document = await keyFileDocument(uri);
  if (document === undefined || !(await mayChange(findLive, document))) return;
  const release = releaseInSettings(document.uri);
  const chosen = await chooseRecord(document, release, { uri, line }, say`Remove an agent`);
  if (chosen === undefined) return;
  const { at, bytes } = removalOf(chosen.record);
  const column = textFromBytes(chosen.record.bytes.slice(0, at)).length;
  const place = new Position(chosen.line, column);
  if (!(await replace(document, new Range(place, place), bytes))) return;
  const { id, name } = chosen.record.entry;
  void window.showInformationMessage(
    say`Agent ${shownField(id)} ${shownField(name)} is marked as removed; its id stays taken.`,
  );
}
