/** A user works on `client.keys`: sees problems, applies a fix, and sees a key only on request. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "../host/page-test.ts";

const key = (digit: string): string =>
  `a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9${digit}`;

const faulty = `001 web1 192.168.1.100 ${key("0")}
002 db1 any ${key("1")}
002 db2 10.1.0.7 ${key("2")}
003 lab1 10.0.0.0/24 ${key("3")}

004 kiosk1 10.2.0.300 ${key("4")}
005 !press1 10.2.0.8 ${key("5")}
7 press2 10.2.0.9 ${key("7")}
`;

test("problems in client.keys are underlined and listed, and a fix fixes one", {
  everywhere: true,
  files: { "client.keys": faulty },
}, async (editor) => {
  await editor.open("client.keys");
  const blank = await editor.problem("Blank line");
  assert.equal(blank.line, 5);
  assert.equal(blank.source, "keypoll");
  assert.equal(blank.code, "blank-line");
  const address = await editor.problem("(1237): Invalid ip address: '10.2.0.300'");
  assert.deepEqual([address.line, address.column], [6, 12]);
  assert.equal(address.severity, "error");
  await editor.problem("Id 002 is taken by line 2");
  await editor.screenshot("client-keys-faults");
  await editor.eventually(async () => assert.equal((await editor.underlined()).errors, 3));

  await editor.goTo(5, 1);
  assert.ok((await editor.fixes()).includes("Delete the blank line"));
  await editor.applyFix("Delete the blank line");
  await editor.eventually(async () => {
    const codes = (await editor.problems()).map(({ code }) => code);
    assert.ok(!codes.includes("blank-line"), codes.join(", "));
  });
  await editor.screenshot("client-keys-fixed");
});

const coloured = `001 web1 10.0.0.0/24 ${key("0")}
002 db1 any ${key("1")}
003 !old1 10.0.0.9 ${key("2")}
x4 lab1 10.0.0.7 ${key("3")}
# saved on Friday
`;

test("each field of a record has its own colour", {
  files: { "client.keys": coloured },
}, async (editor) => {
  await editor.open("client.keys");
  const line = async (number: number): Promise<string[]> => {
    const words = await editor.colours(number);
    return words.map(({ text }) => text.trim()).filter((text) => text !== "" && !/^[0-9a-f]{8,}$/.test(text));
  };
  await editor.eventually(async () =>
    assert.deepEqual(await line(1), ["001", "web1", "10.0.0.0", "/", "24"]),
  );
  assert.deepEqual(await line(2), ["002", "db1", "any"]);
  assert.deepEqual(await line(4), ["x4", "lab1", "10.0.0.7"]);
  const colour = async (number: number, text: string): Promise<string | undefined> =>
    (await editor.colours(number)).find((word) => word.text === text)?.colour;
  const [id, name, any, illegal] = [
    await colour(2, "002"),
    await colour(2, "db1"),
    await colour(2, "any"),
    await colour(4, "x4"),
  ];
  assert.equal(new Set([id, name, any, illegal]).size, 4);
  for (const theme of ["dark", "high contrast"] as const) {
    await editor.useTheme(theme);
    await editor.screenshot(`client-keys-${theme.replace(" ", "-")}`);
  }
});

test("keys are hidden until the cursor is on their line, or the user shows all", {
  everywhere: true,
  files: { "client.keys": faulty },
}, async (editor) => {
  /** How many of the lines with a key show it. */
  const shown = async (): Promise<number> => {
    const lines = await Promise.all([1, 2, 3, 4, 6, 7, 8].map((line) => editor.colours(line)));
    return lines.filter((words) => !/^rgba\(.*, 0\)$/.test(words.at(-1)?.colour ?? "")).length;
  };
  const shows = (count: number): Promise<void> =>
    editor.eventually(async () => assert.equal(await shown(), count));
  await editor.open("client.keys");
  await editor.problem("Blank line");
  await shows(0);
  await editor.screenshot("keys-hidden");
  // Typing is the first action on the line: the key moves, and is shown whole.
  await editor.goTo(4, "003 lab1 10.0.0.0".length + 1);
  await editor.press("Backspace");
  await editor.type("300");
  await editor.eventually(async () => {
    const words = await editor.colours(4);
    assert.deepEqual(
      words.flatMap(({ text, colour }) => (/^$|^rgba\(.*, 0\)$/.test(colour) ? [text] : [])),
      [],
    );
  });
  await editor.screenshot("keys-line-typed-on");
  await editor.goTo(2, 1);
  await editor.press("ArrowRight");
  await shows(1);
  await editor.screenshot("keys-line-of-cursor");
  await editor.run("Key Poll: Show keys");
  await shows(7);
  await editor.screenshot("keys-shown");
  await editor.run("Key Poll: Hide keys");
  await shows(1);
});

/** Many records after a blank line, each with a different key. */
const long = `\n${Array.from({ length: 20_000 }, (_, at) => `${at + 100} agent${at} any ${key("").slice(0, 56)}${String(at).padStart(8, "0")}\n`).join("")}`;

test("a jump in a long file shows no key on the way", {
  files: { "client.keys": long },
}, async (editor) => {
  /** The colours of some keys on the screen. */
  const colours = async (): Promise<string[]> => {
    const lines = await Promise.all([2, 5, 10].map((line) => editor.colours(line)));
    return lines.flat().flatMap(({ text, colour }) => (text.includes(key("").slice(0, 20)) ? [colour] : []));
  };
  await editor.open("client.keys");
  await editor.problem("Blank line");
  await editor.goTo(1, 1);
  await editor.press("ControlOrMeta+End");
  for (let look = 0; look < 10; look++) {
    // A line that scrolls out at this moment has no colour.
    for (const colour of await colours()) assert.match(colour, /^$|^rgba\(.*, 0\)$/);
  }
  assert.ok((await colours()).length > 0);
});

const windows = faulty.replace("\n\n", "\n").replaceAll("\n", "\r\n");

test("a file with Windows line endings is saved with LF by a fix", {
  files: { "client.keys": windows },
}, async (editor) => {
  await editor.open("client.keys");
  await editor.problem("Windows line ending");
  await editor.goTo(1, 30);
  await editor.applyFix("Save the file with LF line endings");
  await editor.eventually(async () => {
    const codes = (await editor.problems()).map(({ code }) => code);
    assert.ok(!codes.includes("carriage-return"), codes.join(", "));
  });
  await editor.screenshot("carriage-return-fixed");
});

const mixed = `001 web1  10.0.0.1 ${key("0")}\r\n\r\n002 db1 10.0.0.2 ${key("1")} \r\n003 lab1 any ${key("2")}\r\n`;

test("Fix All fixes everything that is safe to fix", {
  files: { "client.keys": mixed },
}, async (editor) => {
  await editor.open("client.keys");
  await editor.problem("Two blanks in a row");
  await editor.run("Fix All");
  await editor.eventually(async () => assert.deepEqual(await editor.problems(), []));
  await editor.press("ControlOrMeta+S");
  const expected = mixed.replaceAll("\r", "").replace("  ", " ").replace("\n\n", "\n").replace(" \n", "\n");
  await editor.eventually(async () => {
    assert.equal(await readFile(path.join(editor.folder, "client.keys"), "utf8"), expected);
  });
});

const pem = `-----BEGIN RSA PRIVATE KEY-----
MIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8Qu
KUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQJAIJLixBy2qpFoS4DSmoEm
-----END RSA PRIVATE KEY-----
`;

test("a PEM file named client.keys has one information and nothing else", {
  files: { "client.keys": pem },
}, async (editor) => {
  await editor.open("client.keys");
  await editor.problem("PEM");
  const problems = await editor.problems();
  assert.deepEqual(
    problems.map(({ code, severity }) => [code, severity]),
    [["not-a-key-file", "info"]],
  );
  await editor.screenshot("pem");
});

const records = faulty.split("\n").slice(0, 2).join("\n");
const others = {
  "agents.keys": `${records}\n`,
  "backup.txt": `# saved on Friday\n${records}\n`,
  "notes.txt": "001 is the first agent, and any key will do\n",
  "client.keys.old": "nothing yet\n",
};

test("lists of agents are recognised by name and by content", {
  files: others,
}, async (editor) => {
  for (const file of ["agents.keys", "client.keys.old", "backup.txt", "notes.txt"]) {
    await editor.open(file);
    const language = file === "notes.txt" ? "Plain Text" : "Wazuh client.keys";
    await editor.eventually(async () => assert.equal(await editor.language(), language));
  }
});

test("an editor that is set for a screen reader leads to the table of agents, which has no keys", {
  files: { "client.keys": `001 web1 192.168.1.100 ${key("0")}\n` },
  settings: { "editor.accessibilitySupport": "on" },
}, async (editor) => {
  await editor.open("client.keys");
  const message = await editor.notification("A screen reader reads out the hidden keys");
  assert.deepEqual(message.buttons, ["List agents", "Do not show again"]);
  await message.click("List agents");
  await editor.page.locator(".tab.active", { hasText: "Agents" }).waitFor();
  await editor.eventually(async () => assert.match(await editor.text(), /001.*web1.*192\.168\.1\.100/));
  assert.doesNotMatch(await editor.text(), /a1b2c3d4/);
});
