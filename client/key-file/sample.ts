/** An example `client.keys`: small, with problems of every kind and made-up keys. */

import { window, workspace } from "vscode";
import { KEY_FILE_LANGUAGE } from "../../core/documents/index.ts";

const SAMPLE = `# A client.keys to look around in: its keys are made up, its problems are not
001 web1 192.168.1.100 ac575526e8bbcddf6654e5aa0a39fa60a0020e5d34ed1370916368bdaf5f0c71
002 db1 any 0f3a5c1d9b7e24680f3a5c1d9b7e24680f3a5c1d9b7e24680f3a5c1d9b7e2460
2 db2 10.1.0.7 3c9e1fd42b7a58603c9e1fd42b7a58603c9e1fd42b7a58603c9e1fd42b7a5861
003 lab1 10.0.0.5/24 6b1d0e9f8a7c5432106b1d0e9f8a7c5432106b1d0e9f8a7c5432106b1d0e9f82
003 lab2 10.0.0.77 9e8d7c6b5a4f3e2d1c0b9e8d7c6b5a4f3e2d1c0b9e8d7c6b5a4f3e2d1c0b9e83

004 kiosk1  192.168.1.200 c4d2e0f19a8b7c6d5e4fc4d2e0f19a8b7c6d5e4fc4d2e0f19a8b7c6d5e4fc4d4
005 !kiosk2 192.168.1.201 5a6b7c8d9e0f1a2b3c4d5a6b7c8d9e0f1a2b3c4d5a6b7c8d9e0f1a2b3c4d5a65
006 press1 192.168.1.300 7f6e5d4c3b2a19087f6e5d4c3b2a19087f6e5d4c3b2a19087f6e5d4c3b2a1906
`;

/** Opens the example as an unsaved file. */
export async function openSample(): Promise<void> {
  const document = await workspace.openTextDocument({ language: KEY_FILE_LANGUAGE, content: SAMPLE });
  await window.showTextDocument(document);
}
