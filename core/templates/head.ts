/** The comment at the head of a script: its purpose, its settings, and how to make the manager call it. */

import type { Language, Lookup } from "./language.ts";
import { INTEGRATIONS, SOCKET } from "./places.ts";
import type { Setting, Source } from "./sources.ts";
import type { Form } from "./template.ts";

const socketSetting: Setting = { name: "KEYPOLL_SOCKET", meaning: "where the manager asks", preset: SOCKET };

/** All settings of a script, including those of its form. */
export function settingsOf(source: Source, form: Form, lookup: Lookup): readonly Setting[] {
  return [...(form === "daemon" ? [socketSetting] : []), ...source.settings, ...(lookup.settings ?? [])];
}

/** The lines of the head, without comment signs. */
export function headLines(language: Language, source: Source, form: Form, lookup: Lookup): readonly string[] {
  const program = language.program ?? language.fileName;
  const path = `${INTEGRATIONS}/${program}`;
  const settings = settingsOf(source, form, lookup);
  const width = Math.max(...settings.map(({ name }) => name.length));
  return [
    ...purpose(source, form, program),
    "",
    `Needs ${lookup.needs}.`,
    ...source.layout,
    "",
    `Settings, from the environment or from lines NAME=value in ${INTEGRATIONS}/keypoll.env (chmod 600):`,
    ...settings.map(({ name, meaning }) => `  ${name.padEnd(width)}  ${meaning}`),
    "",
    ...(form === "daemon" ? daemonConfiguration(path) : scriptConfiguration(path)),
    "",
    `Error answers: 1 wrong arguments, 2 the ${source.failure}, 3 unknown selector, 4 no such agent,`,
    "5 several agents, 6 an agent that the manager cannot work with.",
    "",
    "Keep keys of 64 lower-case hexadecimal digits: 4.x takes others too, but HTTPS of Wazuh 5.0 does not.",
  ];
}

function purpose(source: Source, form: Form, program: string): readonly string[] {
  if (form === "daemon") {
    return [
      `Gives the Wazuh manager the key of an agent from ${source.what}: answers id:001 or`,
      `ip:192.168.1.100 on a socket. Called with arguments, "${program} id 001", it answers once and ends.`,
    ];
  }
  return [
    `Gives the Wazuh manager the key of an agent from ${source.what}: prints the answer to`,
    `"${program} id 001" or "${program} ip 192.168.1.100" as JSON.`,
  ];
}

function scriptConfiguration(path: string): readonly string[] {
  return [
    "For the manager to call it, make it executable and put this in ossec.conf. 4.4 to 4.14, inside <auth>:",
    `  <key_request><enabled>yes</enabled><exec_path>${path}</exec_path></key_request>`,
    "3.8 to 4.3, inside <ossec_config>:",
    `  <wodle name="agent-key-polling"><exec_path>${path}</exec_path></wodle>`,
  ];
}

function daemonConfiguration(path: string): readonly string[] {
  return [
    "For the manager to ask it, make it executable and put this in ossec.conf. 4.4 to 4.14, inside <auth>, where",
    "a service of its own (systemd) has to keep it running and exec_path is for the time when it does not:",
    `  <key_request><enabled>yes</enabled><socket>${SOCKET}</socket>`,
    `    <exec_path>${path}</exec_path></key_request>`,
    "3.8 to 4.3, inside <ossec_config>, where the manager starts it and keeps it running:",
    `  <wodle name="agent-key-polling"><socket>${SOCKET}</socket>`,
    `    <exec_path>${path}</exec_path></wodle>`,
  ];
}
