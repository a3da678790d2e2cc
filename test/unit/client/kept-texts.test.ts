/** A text that waits for its document survives its window, is readable by its owner only, and is deleted when it is released. */

import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KeptTexts } from "../../../client/key-file/live-save/kept-texts.ts";

const kept = { uri: "file:///var/ossec/etc/client.keys", text: "001 wéb any\r\n\n{}\n", crlf: true };

describe("texts that wait for their documents", () => {
  let home = "";
  let folder = "";
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "keypoll-"));
    folder = join(home, "storage", "texts");
  });
  afterEach(() => rm(home, { recursive: true }));

  it("are kept for the next window, and only for another one", async () => {
    const ended = new KeptTexts(folder);
    expect(await ended.keep(kept)).toBeUndefined();
    expect(await ended.left()).toEqual([]);
    expect(await new KeptTexts(folder).left()).toMatchObject([kept]);
  });

  it("are in one file each, beside files that are not theirs, without a backup", async () => {
    const texts = new KeptTexts(folder);
    await texts.keep(kept);
    await texts.keep(kept);
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^[0-9a-f-]{36}\.kept$/)]);
    const [name = ""] = await readdir(folder);
    await writeFile(join(folder, "copy"), await readFile(join(folder, name)));
    expect(await new KeptTexts(folder).left()).toHaveLength(1);
    await rm(join(folder, name));
    // Someone has removed the file.
    await texts.release(kept.uri);
    await texts.discard({ ...kept, path: join(folder, name) });
  });

  it("report why a file could not be written", async () => {
    const texts = new KeptTexts(folder);
    await texts.keep(kept);
    const [name = ""] = await readdir(folder);
    await rm(join(folder, name));
    await mkdir(join(folder, name));
    expect(await texts.keep(kept)).toContain(name);
  });

  it("are readable by the owner only", async () => {
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o755);
    await new KeptTexts(folder).keep(kept);
    const [name = ""] = await readdir(folder);
    const mode = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
    expect([await mode(folder), await mode(join(folder, name))]).toEqual([0o700, 0o600]);
  });

  it("are replaced by a newer one of the same document in the same window", async () => {
    const [first, second] = [new KeptTexts(folder), new KeptTexts(folder)];
    await first.keep({ ...kept, text: "1" });
    await first.keep({ ...kept, text: "2" });
    await second.keep({ ...kept, text: "3" });
    const left = await new KeptTexts(folder).left();
    expect(left.map(({ text }) => text).sort()).toEqual(["2", "3"]);
  });

  it("are deleted when they are released or discarded, and not before", async () => {
    const [first, second] = [new KeptTexts(folder), new KeptTexts(folder)];
    await first.keep(kept);
    await second.release(kept.uri);
    const [left] = await second.left();
    expect(left).toMatchObject(kept);
    if (left !== undefined) second.adopt(left);
    expect(await second.left()).toEqual([]);
    second.abandon(kept.uri);
    await second.release(kept.uri);
    expect(await second.left()).toHaveLength(1);
    if (left !== undefined) await second.discard(left);
    expect(await readdir(folder)).toEqual([]);
  });

  it("are also deleted when they are released while being written", async () => {
    const texts = new KeptTexts(folder);
    const keeping = texts.keep(kept);
    await texts.release(kept.uri);
    await keeping;
    expect(await readdir(folder)).toEqual([]);
  });

  it("are also deleted when the second of two writes is still running", async () => {
    const texts = new KeptTexts(folder);
    const [first, second] = ["1", "2".repeat(5_000_000)].map((text) => texts.keep({ ...kept, text }));
    await first;
    await texts.release(kept.uri);
    await second;
    expect(await readdir(folder)).toEqual([]);
  });

  it("report why they could not be kept", async () => {
    await writeFile(join(home, "storage"), "in the way");
    expect(await new KeptTexts(folder).keep(kept)).toMatch(/ENOTDIR|EEXIST/);
    expect(await new KeptTexts(folder).left()).toEqual([]);
  });

  it.each(["", "\n", "null\n", '{"uri":1,"crlf":true}\n', "{", '{"uri":"file:///a"}\ntext'])(
    "are empty for a damaged file: %j",
    async (content) => {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, "a.kept"), content);
      expect(await new KeptTexts(folder).left()).toEqual([]);
    },
  );
});
