/** The manifest agrees with the code, the tables and the files that it names. */

import { existsSync, globSync, readFileSync } from "node:fs";
import { matchesGlob } from "node:path";
import { describe, expect, it } from "vitest";
import { toolNames, tools } from "../../../core/assistant/index.ts";
import { claimAtSight } from "../../../core/documents/index.ts";
import { editorLanguages } from "../../../core/languages/index.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import { DEFAULT_TIMEOUT } from "../../../core/poll/index.ts";
import { completed, completedConfig } from "../../../scripts/build-manifest.ts";
import { floor } from "../../editor/host/code-server.ts";

interface Setting {
  readonly scope?: string;
  readonly default?: unknown;
  readonly markdownDescription?: string;
}

const read = (name: string) => JSON.parse(readFileSync(name, "utf8"));
const manifest = read("package.json");
const texts: Readonly<Record<string, string>> = read("package.nls.json");
const { contributes, capabilities } = manifest;
const settings: Readonly<Record<string, Setting>> = Object.assign(
  {},
  ...contributes.configuration.map((group: { properties: object }) => group.properties),
);
/** Commands that ask for something before they act. A question that prevents harm does not count. */
const askingCommands = [
  "addAgent",
  "changeRegistrationCall",
  "changeSamples",
  "chooseRole",
  "compareAgent",
  "enrolAtStandIn",
  "handOverAgent",
  "importAgent",
  "insertSnippet",
  "knockAtStandIn",
  "newPollScript",
  "reconcile",
  "rehearse",
  "removeAgent",
  "startStandIn",
  "testOtherwise",
];

const sources = globSync("client/**/*.ts").map((file) => readFileSync(file, "utf8"));

describe("texts", () => {
  it("are all defined, and all used", () => {
    const used = Array.from(JSON.stringify(manifest).matchAll(/"%([^%]+)%"/g), (match) => match[1] ?? "");
    expect([...new Set(used)].sort()).toEqual(Object.keys(texts).sort());
  });

  it("name only existing settings", () => {
    const named = Object.values(texts).flatMap((text) =>
      Array.from(text.matchAll(/#([\w.]+)#/g), (match) => match[1]),
    );
    expect(Object.keys(settings)).toEqual(expect.arrayContaining(named));
  });
});

describe("settings", () => {
  it("match the tables of rules, releases and snippets (else run npm run manifest)", () => {
    expect(completed(manifest, texts)).toEqual({ manifest, texts });
    const config = read("schemas/config.schema.json");
    expect(completedConfig(config, texts)).toEqual(config);
  });

  it.each(Object.entries(settings))("%s has a scope, a default and a description", (_key, setting) => {
    expect(setting.scope).toMatch(/^(window|resource|machine-overridable)$/);
    expect(setting).toHaveProperty("default");
    expect(setting.markdownDescription).toMatch(/^%.+%$/);
  });

  it("of checks are those that the server reads", () => {
    const keys = Object.keys(settings).filter((key) => key.startsWith("keypoll.lint."));
    const expected = Object.keys(defaultLintSettings).filter((key) => key !== "release");
    expect(keys.map((key) => key.replace("keypoll.lint.", "")).sort()).toEqual(expected.sort());
  });

  it("have the defaults of the code", () => {
    expect(settings["keypoll.release"]?.default).toBe(defaultLintSettings.release.id);
    expect(settings["keypoll.poll.timeout"]?.default).toBe(DEFAULT_TIMEOUT);
  });

  it("that name a program, an argument, a folder or a variable count only in a trusted workspace", () => {
    const perMachine = Object.keys(settings).filter((key) => settings[key]?.scope === "machine-overridable");
    expect(capabilities.untrustedWorkspaces.restrictedConfigurations.sort()).toEqual(perMachine.sort());
    expect(perMachine).toEqual(expect.arrayContaining(["keypoll.poll.execPath", "keypoll.poll.environment"]));
  });

  it("are all read by the code", () => {
    const text = sources.join("\n") + readFileSync("core/lint/settings.ts", "utf8");
    for (const key of Object.keys(settings)) expect(text).toContain(key.replace(/^keypoll\.(lint\.)?/, ""));
  });
});

describe("tools for assistants", () => {
  it("that run something are offered only in a trusted workspace", () => {
    const offered: { name: string; when: string }[] = contributes.languageModelTools;
    const careful = offered.filter(({ when }) => when.includes("isWorkspaceTrusted"));
    const running = tools.filter(({ runs }) => runs);
    expect(careful.map(({ name }) => name)).toEqual(running.map(({ name }) => `keypoll_${name}`));
    expect(running.map(({ name }) => name)).toEqual(["test_script", "reconcile"]);
  });

  it("are in the order of their names, which the extension knows without them", () => {
    expect(tools.map(({ name }) => name)).toEqual(toolNames);
  });

  it("come from the server that the code registers", () => {
    const [{ id }] = contributes.mcpServerDefinitionProviders;
    expect(readFileSync("client/assistant/server.ts", "utf8")).toContain(`"${id}"`);
  });
});

describe("commands", () => {
  const declared: string[] = contributes.commands.map(({ command }: { command: string }) => command);

  it("are all registered, and all declared", () => {
    const registered = sources.flatMap((text) =>
      Array.from(text.matchAll(/registerCommand\(\s*"([^"]+)"/g), (match) => match[1]),
    );
    // An entry point without Node explains why some are missing.
    expect([...new Set(registered)].sort()).toEqual([...declared].sort());
  });

  it("in menus, walkthroughs and texts exist", () => {
    const menus: { command?: string; submenu?: string }[][] = Object.values(contributes.menus);
    const named = menus.flat().flatMap(({ command }) => command ?? []);
    const submenus: { id: string }[] = contributes.submenus;
    expect(submenus.map(({ id }) => id)).toEqual(menus.flat().flatMap(({ submenu }) => submenu ?? []));
    const linked = [...Object.values(texts), JSON.stringify(contributes.walkthroughs)].flatMap((text) =>
      Array.from(text.matchAll(/(?:command:|onCommand:)(keypoll\.\w+)/g), (match) => match[1] ?? ""),
    );
    expect(declared).toEqual(expect.arrayContaining([...named, ...linked]));
  });

  it("have titles in sentence case, and an ellipsis if something is asked first", () => {
    const titles = Object.entries(texts).filter(([key]) => /^command\.\w+$/.test(key));
    const asking = titles
      .filter(([, title]) => title.endsWith("…"))
      .map(([key]) => key.slice("command.".length));
    expect(asking.sort()).toEqual(askingCommands);
    for (const [key, title] of titles) {
      expect(title, key).toMatch(/^[A-Z]/);
      expect(title.replaceAll(/Wazuh|client\.keys|ossec\.log/g, "").slice(1), key).not.toMatch(/[A-Z]/);
    }
  });

  it("have no keyboard shortcut except the main one and the one for saving", () => {
    const bound: { command: string; when: string }[] = contributes.keybindings;
    expect(bound.map(({ command }) => command)).toEqual(["keypoll.saveLive", "keypoll.testPollScript"]);
    for (const { when } of bound) expect(when).toMatch(/resourcePath in keypoll\./);
  });

  it("have a shortcut for a script that is named as one, before the server has read it", () => {
    const [named] =
      /resourcePath in keypoll\.scripts .*\/i/.exec(contributes.menus["explorer/context"][0].when) ?? [];
    expect(named).toContain("resourceFilename");
    expect(contributes.keybindings[1].when).toContain(named);
  });

  it("are all off if the extension is, except those that show and hide keys", () => {
    const free = contributes.commands
      .filter(({ enablement }: { enablement?: string }) => !enablement?.startsWith("config.keypoll.enable"))
      .map(({ command }: { command: string }) => command);
    expect(free).toEqual(["keypoll.showKeys", "keypoll.hideKeys"]);
  });

  it.each(["agent_key_poll.py", "key-request.sh", "keypoll.rb", "poll_script", "lookup.py", "monkey.js"])(
    "in the explorer are offered for %s if its name says that it is a poll script",
    (name) => {
      const { when } = contributes.menus["explorer/context"][0];
      const [, pattern = ""] = /resourceFilename =~ \/(.*?)\/i/.exec(when) ?? [];
      expect(new RegExp(pattern, "i").test(name)).toBe(claimAtSight(name, "") !== undefined);
    },
  );

  it("for scripts are offered for the languages that have an interpreter", () => {
    const { when } = contributes.menus["explorer/context"][0];
    expect(/resourceLangId =~ \/\^\((.*?)\)\$/.exec(when)?.[1]?.split("|")).toEqual(editorLanguages);
  });

  it("in the title depend on the kind of script, and not on the name", () => {
    for (const { when } of contributes.menus["editor/title/run"]) {
      expect(when).toMatch(/resourcePath in keypoll\.(?:scripts|registrationScripts)$/);
      expect(when).not.toMatch(/resourceFilename|resourceLangId/);
    }
  });
});

describe("the extension starts", () => {
  const events: string[] = manifest.activationEvents;

  it("with no file of a widespread language", () => {
    for (const language of ["json", "jsonc", "properties", "javascript", "typescript", "xml", "html"]) {
      expect(events).not.toContain(`onLanguage:${language}`);
    }
  });

  // VS Code itself starts it only for a language of its own that has a configuration.
  it("with every language of its own that the server checks", () => {
    const own = contributes.languages
      .filter(({ configuration }: { configuration?: string }) => configuration === undefined)
      .map(({ id }: { id: string }) => id)
      .filter((id: string) => id !== "keypoll-report");
    expect(own).toEqual(["wazuh-log"]);
    expect(events).toEqual(expect.arrayContaining(own.map((id: string) => `onLanguage:${id}`)));
  });

  it("with every other language in which scripts are checked", () => {
    const others = editorLanguages.filter((language) => language !== "javascript");
    expect(events).toEqual(expect.arrayContaining(others.map((language) => `onLanguage:${language}`)));
  });
});

describe("files", () => {
  // A language of their own starts the extension with them alone, and with a folder of the manager.
  it.each([
    ["poll.keypoll.json", "keypoll-suite"],
    ["ossec.conf", "wazuh-config"],
    ["ossec-test.conf", "wazuh-config"],
    ["wazuh-manager.conf", "wazuh-config"],
    ["/var/ossec/etc/shared/agent.conf", "wazuh-config"],
  ])("called %s have the language %s", (name, language) => {
    const { filenames = [], filenamePatterns = [] } = contributes.languages.find(
      ({ id }: { id: string }) => id === language,
    );
    expect([...filenames, ...filenamePatterns].some((pattern) => matchesGlob(name, pattern))).toBe(true);
  });

  it("in the manifest exist, except what is built", () => {
    const named = Array.from(
      JSON.stringify(manifest).matchAll(/"(?:\.\/)?((?:media|schemas|syntaxes|snippets|l10n)\/[^"]+)"/g),
    );
    expect(named.length).toBeGreaterThan(10);
    for (const [, file = ""] of named) expect(existsSync(file), file).toBe(true);
  });
});

describe("the oldest VS Code", () => {
  it("is the one that is tested, and the one whose API is compiled against", () => {
    const version = /^\^(\d+\.\d+)\./.exec(manifest.engines.vscode)?.[1];
    expect(floor.vscode).toMatch(new RegExp(`^${version}\\.`));
    expect(manifest.devDependencies["@types/vscode"]).toMatch(new RegExp(`^${version}\\.`));
  });
});
