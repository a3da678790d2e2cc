/** The first line of a script as the kernel reads it. */

import { expect, it } from "vitest";
import { envProgram, firstLineOf } from "../../../core/manager/index.ts";

// load_script of Linux; env(1).
it.each<[line: string, interpreter?: string, argument?: string, program?: string]>([
  ["#!/bin/sh\necho", "/bin/sh"],
  ["#! \t/bin/sh", "/bin/sh"],
  ["#!/bin/sh -e -u\n", "/bin/sh", "-e -u"],
  ["#!/bin/sh \t -e\n", "/bin/sh", "-e"],
  ["#!/bin/sh\r\n", "/bin/sh\r"],
  ["#!/bin/sh\0x", "/bin/sh"],
  ["#!/bin/sh a\0b", "/bin/sh", "a"],
  ["#!/bin/sh -eu \n", "/bin/sh", "-eu "],
  ["#!/usr/bin/env bash\n", "/usr/bin/env", "bash", "bash"],
  ["#!env bash", "env", "bash", "bash"],
  ["#!/usr/bin/env bash -e\n", "/usr/bin/env", "bash -e", "bash"],
  ["#!/usr/bin/env bash\t-e\n", "/usr/bin/env", "bash\t-e", "bash"],
  ["#!/usr/bin/env -S python3 -u\n", "/usr/bin/env", "-S python3 -u", "python3"],
  ["#!/usr/bin/env -S \t node\n", "/usr/bin/env", "-S \t node", "node"],
  ["#!/usr/bin/env -Snode\n", "/usr/bin/env", "-Snode", "node"],
  ["#!/usr/bin/env a-S\n", "/usr/bin/env", "a-S", "a-S"],
  ["#!/usr/bin/env bash-\n", "/usr/bin/env", "bash-", "bash-"],
  ["#!/usr/bin/env -i bash\n", "/usr/bin/env", "-i bash"],
  ["#!/usr/bin/env A=1 bash\n", "/usr/bin/env", "A=1 bash"],
  ["#!/usr/bin/env\n", "/usr/bin/env"],
  ["#!/usr/bin/environment bash\n", "/usr/bin/environment", "bash"],
  ["#!/opt/myenv bash\n", "/opt/myenv", "bash"],
])("%j", (line, interpreter, argument, program) => {
  const first = firstLineOf(line);
  expect(first).toEqual({ interpreter, argument, markBefore: false });
  expect(envProgram(first)).toBe(program);
});

it.each(["", "echo", " #!/bin/sh", "x\n#!/bin/sh", "#!\n/bin/sh", "#!", "\xef\xbb\xbf", "# /bin/sh #!"])(
  "%j names no program",
  (line) => {
    const first = firstLineOf(line);
    expect(first).toEqual({ interpreter: undefined, argument: undefined, markBefore: false });
    expect(envProgram(first)).toBeUndefined();
  },
);

it("a byte-order mark hides the program from the kernel", () => {
  const hidden = { interpreter: undefined, argument: undefined, markBefore: true };
  expect(firstLineOf("\xef\xbb\xbf#!/bin/sh\n")).toEqual(hidden);
  expect(envProgram(hidden)).toBeUndefined();
});
