/** `media/readme.png`: a `client.keys` with a typo that would stop the manager. */

import { test } from "../host/page-test.ts";
import { plain, resize, takeAs } from "../host/picture.ts";

const key = (digit: number): string =>
  `a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9${digit}`;

const keyFile = `001 web1 192.168.1.100 ${key(0)}
002 db1 any ${key(1)}
002 db2 10.1.0.7 ${key(2)}
003 lab1 10.0.0.0/24 ${key(3)}

004 kiosk1 10.2.0.300 ${key(4)}
005 !press1 10.2.0.8 ${key(5)}
7 press2 10.2.0.9 ${key(7)}
`;

test("readme", { files: { "client.keys": keyFile }, settings: plain }, async (editor) => {
  await resize(editor, 1280, 800);
  await editor.useTheme("light");
  await editor.open("client.keys");
  await editor.problem("(1237): Invalid ip address: '10.2.0.300'");
  await editor.problem("Id 002 is taken by line 2");
  await takeAs("readme", editor);
});
