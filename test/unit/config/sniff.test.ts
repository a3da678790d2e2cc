/** Which files count as a configuration, or as a part of one. */

import { describe, expect, it } from "vitest";
import { isFragment, isOssecConfig, nameKind } from "../../../core/lint/config/index.ts";

it.each([
  ["/var/ossec/etc/ossec.conf", "ossec-conf"],
  ["C:\\wazuh\\OSSEC.CONF", "ossec-conf"],
  ["file:///etc/wazuh-manager.conf", "ossec-conf"],
  ["ossec.conf", "ossec-conf"],
  ["/etc/my-ossec.conf", "may-be"],
  ["a/block.XML", "may-be"],
  ["/etc/ossec.conf.bak", "other"],
  ["/etc/ossec.conf/readme", "other"],
  ["xml", "other"],
  ["aconf", "other"],
])("the name %s is %s", (path, kind) => {
  expect(nameKind(path)).toBe(kind);
});

describe("a file", () => {
  it.each([
    ["ossec.conf", "", true],
    ["a.xml", "<!-- x -->\n<ossec_config>", true],
    ["a.xml", "<wazuh_config\n>", true],
    ["a.xml", "<ossec_config2>", false],
    ["a.xml", "ossec_config ", false],
    ["a.txt", "<ossec_config>", false],
    ["a.txt", "<auth><key_request>", false],
    ["a.xml", "<auth><key_request>", true],
    ["a.xml", "<auth></auth>", false],
  ])("%s with '%s' is a configuration: %s", (path, text, expected) => {
    expect(isOssecConfig(path, text)).toBe(expected);
  });

  it.each([
    ["<auth><key_request>", true],
    ["<auth>\n<key_request >", true],
    ['\n  <wodle name="agent-key-polling">', true],
    ['<wodle\tname="agent-key-polling"/>', true],
    ['<?xml version="1.0"?>\n<!-- a --><!-- b -->\t<auth><key_request>', true],
    ["<auth><key_requests>", false],
    ["<auth>key_request", false],
    ['<wodle name="syscollector">', false],
    ['<wodle name="a"></wodle> agent-key-polling', false],
    ["<wodles><key_request>", false],
    ["<global/><auth><key_request>", false],
    ["<key_request></key_request>", false],
    ["x <auth><key_request>", false],
    ["<!-- <auth><key_request>", false],
    ["<? <auth><key_request>", false],
    ["<ossec_config><auth><key_request>", false],
    ["", false],
    [" ", false],
  ])("is a part of one if it contains key polling: '%s': %s", (text, expected) => {
    expect(isFragment("/etc/part.conf", text)).toBe(expected);
  });

  it("is no part of one by another name", () => {
    expect(isFragment("/etc/ossec.conf", "<auth><key_request>")).toBe(false);
    expect(isFragment("/etc/part.txt", "<auth><key_request>")).toBe(false);
  });
});
