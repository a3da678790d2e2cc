/** Which samples are one problem. */

import { expect, it } from "vitest";
import { byCause, SameCauses } from "../../../core/lint/answer/index.ts";
import { judged, judgedRun, success } from "./polls.ts";

const failing = (id: string) => judgedRun({ end: { kind: "exit", code: 3 } }, { request: `id:${id}` });

it("samples that fail for the same reason are grouped, whatever they asked for", () => {
  const other = judgedRun({ end: { kind: "exit", code: 4 } }, { request: "id:003" });
  const good = () => judged(success({ id: "004" }), { request: "id:004" });
  const groups = byCause([failing("001"), other, failing("002"), good(), good()], (each) => each);
  expect(groups.map((group) => group.map(({ request }) => request))).toEqual([
    ["id:001", "id:002"],
    ["id:003"],
    ["id:004"],
    ["id:004"],
  ]);
});

it("a short value is not looked for in the rest of a message", () => {
  const unreadable = ["id:1", "id:001", "id:"].map((request) => judged("x", { request }));
  expect(byCause(unreadable, (each) => each)).toHaveLength(1);
  const other = ["id:1", "id:002"].map((request) => judged(success({ id: "00 3" }), { request }));
  const quoted = other.map(({ findings, ...rest }) => ({ ...rest, findings, landing: undefined }));
  expect(byCause(quoted, (each) => each)).toHaveLength(1);
});

it("the first of a cause is shown in full, and new records always", () => {
  const causes = new SameCauses<string>();
  expect(causes.firstLike("a", failing("001"))).toBeUndefined();
  expect(causes.firstLike("b", failing("002"))).toBe("a");
  const shifted = judged(success({ id: "00 1" }));
  expect(shifted).toMatchObject({ state: "failed", landing: expect.any(String) });
  expect(causes.firstLike("c", shifted)).toBeUndefined();
  expect(causes.firstLike("d", shifted)).toBeUndefined();
});
