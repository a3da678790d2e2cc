/** The settings in effect in a configuration, and why nothing is polled. */

import { describe, expect, it } from "vitest";
import { managerSettingsOf, type PollConfig, readPollConfig } from "../../../core/lint/config/index.ts";
import { COMMAND, keyRequest, releaseOf, wodle } from "./support.ts";

function read(text: string, release = "4.14"): PollConfig {
  const reading = readPollConfig(text, releaseOf(release));
  if (reading.kind !== "config") throw new Error(reading.message);
  return reading;
}

describe("the settings in effect", () => {
  it("are the defaults for what is missing", () => {
    const config = read(keyRequest(COMMAND));
    expect(config.idle).toBeUndefined();
    expect(config.execPath.value).toBe("/usr/bin/python3 /opt/poll.py");
    expect([config.timeout.value, config.threads.value, config.queueSize.value]).toEqual([60, 1, 1024]);
    expect(config.socket).toEqual({ value: undefined, from: undefined });
    expect(config.timeout.from).toBeUndefined();
  });

  it("have the place of each value", () => {
    const text = keyRequest(`${COMMAND}<timeout>30</timeout>`);
    const { timeout } = read(text);
    expect(timeout.value).toBe(30);
    expect(text.slice(timeout.from?.start, timeout.from?.end)).toBe("<timeout>30</timeout>");
  });

  it("keep the value untrimmed, with entities, without comments", () => {
    const { execPath } = read(keyRequest("<exec_path>/a<!-- b --> &amp; \\<c \n</exec_path>"));
    expect(execPath.value).toBe("/a &amp; \\<c \n");
  });

  it("stop at a refused value in <auth>, and keep what came before", () => {
    const config = read(keyRequest(`<timeout>5</timeout><threads>100</threads>${COMMAND}`));
    expect([config.timeout.value, config.threads.value, config.execPath.value]).toEqual([5, 100, undefined]);
    expect(config.idle).toBeUndefined();
  });

  it("treat a refused <enabled> as yes in <auth>", () => {
    expect(read(keyRequest(COMMAND).replace(">yes<", ">nope<")).enabled.value).toBe(true);
  });

  it("come from the first <key_request> that has children", () => {
    const text = `<ossec_config><auth><key_request/><key_request><timeout>5</timeout></key_request></auth></ossec_config>
<ossec_config><auth><key_request><timeout>6</timeout></key_request></auth><wodle name="agent-key-polling"><timeout>7</timeout></wodle></ossec_config>`;
    const config = read(text);
    expect(config.timeout.value).toBe(5);
    expect(config.blocks.map(({ fate }) => fate)).toEqual(["empty", "read", "skipped", "skipped"]);
  });

  it("start again with <key_request> after a wodle, but keep its paths", () => {
    const text = `<ossec_config><wodle name="agent-key-polling"><timeout>7</timeout>${COMMAND}</wodle><auth><key_request><threads>2</threads></key_request></auth></ossec_config>`;
    const config = read(text);
    expect([config.timeout.value, config.threads.value]).toEqual([60, 2]);
    expect(config.execPath.value).toBe("/usr/bin/python3 /opt/poll.py");
  });

  it("come from the last wodle up to 4.3, which starts from the defaults", () => {
    const text = `<ossec_config><wodle name="agent-key-polling"><timeout>7</timeout>${COMMAND}</wodle><wodle name="agent-key-polling"/></ossec_config>`;
    const config = read(text, "4.3");
    expect([config.timeout.value, config.execPath.value, config.enabled.value]).toEqual([
      60,
      undefined,
      true,
    ]);
  });

  it("recognise a wodle by its first attribute", () => {
    const text = `<ossec_config><wodle id="1" name="agent-key-polling">${COMMAND}</wodle></ossec_config>`;
    expect(read(text, "4.3").idle).toBe("no-block");
  });
});

describe("numbers", () => {
  const timeouts: readonly (readonly [release: string, text: string, value: number])[] = [
    ["4.14", "1m", 1],
    ["4.14", " \n60", 60],
    ["4.14", "010", 10],
    ["3.8", "010", 8],
    ["3.8", "0x3c", 60],
    ["4.14", "0x3c", 0],
    ["4.14", "-5", 4294967291],
    ["4.14", "4294967297", 1],
    ["4.14", "99999999999999999999", 4294967295],
    ["3.8", "99999999999999999999", 4294967295],
  ];
  it.each(timeouts)("%s reads %j as %i", (release, text, value) => {
    const source =
      release === "4.14" ? keyRequest(`<timeout>${text}</timeout>`) : wodle(`<timeout>${text}</timeout>`);
    expect(read(source, release).timeout.value).toBe(value);
  });
});

describe("nothing is polled", () => {
  const idle: readonly (readonly [string | undefined, string, string])[] = [
    ["no-block", "4.14", "<ossec_config><auth/></ossec_config>"],
    ["empty-block", "4.14", "<ossec_config><auth><key_request/></auth></ossec_config>"],
    ["disabled", "4.14", keyRequest(COMMAND).replace(">yes<", ">no<")],
    ["authd-off", "4.14", keyRequest(COMMAND).replace("<disabled>no", "<disabled>yes")],
    ["authd-off", "4.14", `<ossec_config><wodle name="agent-key-polling">${COMMAND}</wodle></ossec_config>`],
    [undefined, "4.3", `<ossec_config><wodle name="agent-key-polling">${COMMAND}</wodle></ossec_config>`],
    ["daemon-stops", "4.3", wodle("<threads>0</threads>")],
    ["daemon-stops", "4.14", wodle("<threads>0</threads>")],
    ["removed", "5.0", keyRequest(COMMAND)],
    // A section that no release knows stops every daemon, an error in <auth> only wazuh-authd.
    ["daemon-stops", "4.14", keyRequest(COMMAND).replace("<auth>", "<bogus/><auth>")],
    ["daemon-stops", "4.3", wodle(COMMAND).replace("<auth>", "<bogus/><auth>")],
    ["daemon-stops", "4.14", keyRequest(COMMAND).replace("<auth>", "<auth><bogus/>")],
    ["daemon-stops", "4.14", keyRequest(COMMAND).replace("<auth>", "<auth><port>x</port>")],
    ["daemon-stops", "4.14", keyRequest(COMMAND).replace("<auth>", "<auth><force_insert>1</force_insert>")],
    [
      "daemon-stops",
      "4.14",
      keyRequest(COMMAND).replace("<auth>", "<auth><disabled>1</disabled></auth><auth>"),
    ],
    [undefined, "4.3", wodle(COMMAND).replace("<auth>", "<auth><bogus/>")],
    ["daemon-stops", "4.14", `${keyRequest(COMMAND)}<ossec_config><key_request/></ossec_config>`],
  ];
  it.each(idle)("%s on %s", (why, release, text) => {
    expect(read(text, release).idle).toBe(why);
  });
});

describe("force options", () => {
  const withAuth = (inner: string): string => `<ossec_config><auth>${inner}</auth></ossec_config>`;
  const HOUR = {
    enabled: true,
    keyMismatch: true,
    disconnectedTime: { enabled: true, seconds: 3600 },
    afterRegistrationTime: 3600,
  };

  it("are one hour without <force>, and off without <auth>", () => {
    expect(read(withAuth("")).force.value).toEqual(HOUR);
    expect(read("<ossec_config/>").force.value.enabled).toBe(false);
  });

  it("are read from <force>", () => {
    const text = withAuth(
      '<force><enabled>yes</enabled><disconnected_time enabled="yes">2d</disconnected_time><after_registration_time>0</after_registration_time></force>',
    );
    expect(read(text).force.value).toEqual({
      enabled: true,
      keyMismatch: true,
      disconnectedTime: { enabled: true, seconds: 172800 },
      afterRegistrationTime: 0,
    });
  });

  it("read the older options as each release does", () => {
    const text = withAuth(
      "<force_insert>no</force_insert><force_time>0</force_time><force><enabled>yes</enabled></force>",
    );
    expect(read(text, "4.4").force.value.enabled).toBe(false);
    expect(read(text, "4.14").force.value).toEqual(HOUR);
    const alone = withAuth("<force_insert>no</force_insert><force_time>0</force_time>");
    expect(read(alone, "4.4").force.value.disconnectedTime.enabled).toBe(true);
    expect(read(alone, "4.9").force.value).toMatchObject({
      enabled: false,
      disconnectedTime: { enabled: false },
    });
  });

  it("are logged if they are older ones, or left out, as each release does", () => {
    const older = withAuth("<force_insert>no</force_insert><force_time>5</force_time>");
    const logged = (text: string, release: string) =>
      read(text, release).forceLog.map(({ level, text: line }) => `${level} ${line}`);
    expect(logged(older, "4.4")).toEqual([
      "debug1 The <force_insert> tag is deprecated since version 4.3.0.",
      "debug1 The <force_time> tag is deprecated since version 4.3.0.",
      "debug1 Setting <force><enabled> tag to 'no' to comply with the legacy <force_insert> option found.",
    ]);
    const newer = [
      "warning The <force_insert> tag is deprecated. Use <force> instead.",
      "warning The <force_time> tag is deprecated. Use <force> instead.",
    ];
    expect(logged(older, "4.9")).toEqual([
      ...newer,
      "debug1 Setting <force><enabled> tag to 'no' to comply with the legacy <force_insert> option found.",
      "debug1 Setting <force><disconnected_time> tag to '5' to comply with the legacy <force_time> option found.",
      "debug1 The tag <force><after_registration_time> is not defined. Applied default value: '3600'",
      "debug1 The tag <force><key_mismatch> is not defined. Applied default value: 'true'",
    ]);
    const both = older.replace("</auth>", "<force><enabled>yes</enabled></force></auth>");
    expect(logged(both, "4.9")).toEqual(newer);
  });

  it("are part of the settings that verdicts depend on", () => {
    const settings = managerSettingsOf(read(wodle("<force_insert>no</force_insert>"), "4.3"));
    expect(settings.forceInsert).toBe(false);
    expect(settings.release.id).toBe("4.3");
  });
});
