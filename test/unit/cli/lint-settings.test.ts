/** The settings of a check: the command line, then the project's file, then the defaults. */

import { describe, expect, it } from "vitest";
import { lintSettings } from "../../../cli/lint/lint-settings.ts";
import { readManagerSettings, readRelease } from "../../../cli/manager-settings.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";

const FILE = {
  path: "keypoll.config.json",
  files: [],
  release: "4.3",
  lint: {
    upgradeTo: "4.9",
    role: "agent",
    hostName: "manager",
    maxFindings: 7,
    askInterpreters: false,
    severities: { "blank-line": "off" },
  },
} as const;
const NOTHING = { path: undefined, files: [] };

/** The settings, with releases by their ids. */
async function read(...args: Parameters<typeof lintSettings>) {
  const settings = await lintSettings(...args);
  if (!settings.ok) return `${settings.problem.what} ${settings.problem.advice}`;
  return { ...settings.value, release: settings.value.release.id, upgradeTo: settings.value.upgradeTo?.id };
}

describe("the settings of a check", () => {
  it("are the defaults without any; interpreters are asked", async () => {
    expect(await read({}, NOTHING)).toEqual({
      ...defaultLintSettings,
      release: "4.14",
      upgradeTo: undefined,
      askInterpreters: true,
    });
  });

  const ofFile = {
    release: "4.3",
    upgradeTo: "4.9",
    role: "agent",
    hostName: "manager",
    maxFindings: 7,
    askInterpreters: false,
    severities: { "blank-line": "off" },
  };

  it("are those of the file", async () => {
    expect(await read({}, FILE)).toEqual({ ...ofFile, upgradeTo: expect.any(String) });
    const asks = { ...FILE, lint: { askInterpreters: true } };
    expect(await read({}, asks)).toMatchObject({ askInterpreters: true });
  });

  it("are those of the command line first", async () => {
    const flags = {
      release: "5.0",
      upgradeTo: "5.1",
      role: "manager",
      hostName: "",
      maxFindings: 0,
      interpreters: false,
    } as const;
    expect(await read(flags, { ...FILE, lint: { ...FILE.lint, askInterpreters: true } })).toEqual({
      ...ofFile,
      release: "5.0",
      upgradeTo: "5.1",
      role: "manager",
      hostName: "",
      maxFindings: 0,
      askInterpreters: false,
    });
    expect(await read({ interpreters: true }, NOTHING)).toMatchObject({ askInterpreters: true });
    expect(await read({ interpreters: true }, FILE)).toMatchObject({ askInterpreters: false });
  });

  it.each([
    [
      {},
      { ...FILE, release: "1.0" },
      /^keypoll\.config\.json: release: "1\.0" is not a Wazuh version .* Fix the file, or add --no-config\.$/,
    ],
    [
      {},
      { ...FILE, lint: { severities: { "blank-lien": "off" } } },
      'keypoll.config.json: lint.severities.blank-lien is not a rule. Did you mean "blank-line"? keypoll explain says what a rule means.',
    ],
    [
      {},
      { ...FILE, lint: { severities: { "blank-line": "off", nothing: "off" } } },
      /^keypoll\.config\.json: lint\.severities\.nothing is not a rule\./,
    ],
    [{ release: "2.0" }, FILE, /^"2\.0" is not a Wazuh version \(3\.8 or later\)\./],
    [{ upgradeTo: "2.1" }, FILE, /^"2\.1" is not a Wazuh version \(3\.8 or later\)\./],
  ])("with an error are none: %j", async (flags, config, text) => {
    const said = await read(flags, config);
    expect(said).toEqual(typeof text === "string" ? text : expect.stringMatching(text));
  });
});

describe("the manager that a command asks about", () => {
  it("has the newest release with key polling, unless another is named", () => {
    expect(readRelease(undefined)).toMatchObject({ ok: true, value: { id: "4.14" } });
    expect(readRelease("v4.3.5")).toMatchObject({ ok: true, value: { id: "4.3" } });
    expect(readRelease("3.7")).toEqual({
      ok: false,
      problem: {
        what: expect.stringMatching(/^"3\.7" is not a Wazuh version \(3\.8 or later\)\./),
        advice: expect.stringMatching(/^Write it as 4\.14 or 4\.7\.5; the versions are 3\.8, .*, 5\.1\.$/),
      },
    });
  });

  it("is a master, or a worker if the option says so", () => {
    const settings = (worker: boolean) => readManagerSettings({ release: "4.9", hostName: "wazuh", worker });
    expect(settings(false)).not.toEqual(settings(true));
    expect(JSON.stringify(settings(true))).toContain('"worker"');
    expect(JSON.stringify(settings(false))).toContain('"master"');
    expect(JSON.stringify(settings(false))).toContain('"wazuh"');
    expect(readManagerSettings({ release: "x" })).toMatchObject({ ok: false });
  });
});
