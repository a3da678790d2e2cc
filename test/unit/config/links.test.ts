/** The files that a command names, each with its place in the text. */

import { describe, expect, it } from "vitest";
import { COMMAND, documentOf, keyRequest, wodle } from "./support.ts";

const programs = { look: () => ({ kind: "unknown" as const }), searchPath: [], installation: "/var/ossec" };

/** The files, as `what is marked -> path`. */
function named(text: string, version = "4.14", machine?: typeof programs): string[] {
  const document = documentOf(text, version, machine);
  return document.namedFiles().map(({ start, end, path }) => `${text.slice(start, end)} -> ${path}`);
}

const command = (line: string): string => keyRequest(`<exec_path>${line}</exec_path>`);

describe("the files of a command", () => {
  it.each([
    ["/opt/poll.py", ["/opt/poll.py -> /opt/poll.py"]],
    ["python3 -u /opt/a.py x --config=/etc/a", ["/opt/a.py -> /opt/a.py"]],
    [
      "/opt/a.py integrations/b.json",
      ["/opt/a.py -> /opt/a.py", "integrations/b.json -> /var/ossec/integrations/b.json"],
    ],
    ["/opt/a.py /opt/a.py", ["/opt/a.py -> /opt/a.py", "/opt/a.py -> /opt/a.py"]],
    ['"/opt/my poll.py" /etc/a', ["/opt/my poll.py -> /opt/my poll.py", "/etc/a -> /etc/a"]],
    // The word is written with a backslash, which it loses.
    ["/opt/my\\ poll.py /etc/a", ["/etc/a -> /etc/a"]],
    // With a comment inside, places in the value are not places in the text.
    [
      "/opt/a.py<!-- x --> /b/c",
      ["/opt/a.py<!-- x --> /b/c -> /opt/a.py", "/opt/a.py<!-- x --> /b/c -> /b/c"],
    ],
    ["poll.py", []],
    ["", []],
  ])("%s", (line, files) => {
    expect(named(command(line), "4.14", programs)).toEqual(files);
  });

  it("are at different places if they are named twice", () => {
    const text = command("/opt/a.py /opt/a.py");
    const starts = documentOf(text)
      .namedFiles()
      .map(({ start }) => start);
    expect(starts).toEqual([text.indexOf("/opt/a.py"), text.lastIndexOf("/opt/a.py")]);
  });

  it("are without those in a folder that is not known", () => {
    expect(named(command("/opt/a.py integrations/b.json"))).toEqual(["/opt/a.py -> /opt/a.py"]);
  });

  it("are only those of exec_path", () => {
    expect(named(keyRequest("<socket>/run/s.sock</socket><other>/opt/a</other>"))).toEqual([]);
    expect(named(keyRequest(`<threads>x</threads>${COMMAND}`))).toEqual([]);
  });

  it("do not exist if the release cannot split the command", () => {
    expect(named(wodle('<exec_path>/opt/a.py "b</exec_path>'), "3.13")).toEqual([]);
  });

  it("do not exist in a file that cannot be read", () => {
    expect(named("<ossec_config>")).toEqual([]);
  });
});
