/** Settings from an editor or a file: a wrong one is reported and has its default. */

import { describe, expect, it } from "vitest";
import {
  defaultLintSettings,
  findingOptions,
  readLintSettings,
  showingAll,
  shownOf,
} from "../../../core/lint/settings.ts";
import { newestRelease } from "../../../core/manager/index.ts";

const NONE = {
  release: newestRelease,
  upgradeTo: undefined,
  role: "auto",
  hostName: "",
  severities: {},
  maxFindings: 500,
  askInterpreters: undefined,
};

describe("settings", () => {
  it.each([undefined, null, 5, "x", [], {}, { lint: null }, { lint: [] }, { release: "", lint: {} }])(
    "that say nothing have the defaults: %j",
    (raw) => {
      expect(readLintSettings(raw)).toEqual({ settings: NONE, problems: [] });
      expect(defaultLintSettings).toEqual(NONE);
    },
  );

  it("are read", () => {
    const { settings, problems } = readLintSettings({
      release: "4.3",
      lint: {
        upgradeTo: "v4.14",
        role: "agent",
        hostName: "boss",
        severities: { "duplicate-ip": "error", "unusual-key": "off" },
        maxFindings: 1,
        askInterpreters: false,
      },
    });
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({
      role: "agent",
      hostName: "boss",
      severities: { "duplicate-ip": "error", "unusual-key": "off" },
      maxFindings: 1,
      askInterpreters: false,
    });
    expect([settings.release.id, settings.upgradeTo?.id]).toEqual(["4.3", "4.14"]);
  });

  it.each([
    [{ release: 4 }, "release: 4 is not a Wazuh version (3.8 or later); it is ignored."],
    [{ release: "2.0" }, 'release: "2.0" is not a Wazuh version (3.8 or later); it is ignored.'],
    [
      { lint: { upgradeTo: "x" } },
      'lint.upgradeTo: "x" is not a Wazuh version (3.8 or later); it is ignored.',
    ],
    [
      { lint: { role: "agnet" } },
      'lint.role: "agnet" is not one of auto, manager, agent. Did you mean "agent"?',
    ],
    [{ lint: { role: 1 } }, "lint.role: 1 is not one of auto, manager, agent."],
    [
      { lint: { severities: { "a-rule": "eror" } } },
      'lint.severities.a-rule: "eror" is not one of error, warning, information, hint, off. Did you mean "error"?',
    ],
    [{ lint: { maxFindings: 0 } }, "lint.maxFindings: 0 is not a whole number above 0."],
    [{ lint: { maxFindings: 1.5 } }, "lint.maxFindings: 1.5 is not a whole number above 0."],
    [{ lint: { maxFindings: "5" } }, 'lint.maxFindings: "5" is not a whole number above 0.'],
    [{ lint: { askInterpreters: "yes" } }, 'lint.askInterpreters: "yes" is neither true nor false.'],
  ])("that are wrong are reported: %j", (raw, problem) => {
    const { settings, problems } = readLintSettings(raw);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(settings).toEqual(NONE);
  });

  it("keep what is right beside what is wrong", () => {
    const { settings } = readLintSettings({
      lint: { severities: { a: "hint", b: "bad", c: null }, hostName: 5, askInterpreters: true },
    });
    expect(settings).toEqual({ ...NONE, severities: { a: "hint" }, askInterpreters: true });
  });
});

it("show so many findings", () => {
  const settings = { ...defaultLintSettings, maxFindings: 2, severities: { a: "off" } as const };
  expect(shownOf([1, 2, 3], settings)).toEqual([1, 2]);
  expect(shownOf([1, 2, 3], showingAll(settings))).toEqual([1, 2, 3]);
  expect(showingAll(settings).severities).toEqual({ a: "off" });
  expect(findingOptions(settings)).toEqual({ severities: { a: "off" }, cap: 2 });
});
