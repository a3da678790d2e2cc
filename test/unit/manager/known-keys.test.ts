/** The keys in a manager's memory: which of two agents is found, and the state after a removal. */

import { describe, expect, it } from "vitest";
import { KeyStore, newestRelease, readKeyFile } from "../../../core/manager/index.ts";

const KEY = "a".repeat(64);

function storeOf(...records: readonly string[]): KeyStore {
  const text = records.map((record) => `${record} ${KEY}\n`).join("");
  return readKeyFile(text, { release: newestRelease, passEmpty: true }).store;
}

const names = (store: KeyStore): readonly string[] => store.entries.map(({ name }) => name);

describe("of two agents", () => {
  it("with one address the first is found", () => {
    const store = storeOf("001 web 10.0.0.1", "002 db 10.0.0.1");
    expect(store.findByIp("10.0.0.1")?.name).toBe("web");
  });

  it("with one id the first is found", () => {
    const store = storeOf("001 web 10.0.0.1", "001 db 10.0.0.2");
    expect(store.findById("001")?.name).toBe("web");
    expect(store.findByName("db")?.id).toBe("001");
  });
});

describe("a removal", () => {
  it("moves the last agent into the place, and keeps the line", () => {
    const store = storeOf("001 a 10.0.0.1", "002 b 10.0.0.2", "003 c 10.0.0.3");
    expect(store.remove("001")?.name).toBe("a");
    expect(names(store)).toEqual(["c", "b"]);
    expect(store.removed).toEqual([`001 !a 10.0.0.1 ${KEY}`]);
    expect(store.findById("001")).toBeUndefined();
    expect(store.findByIp("10.0.0.1")).toBeUndefined();
  });

  it("of the last agent moves nothing", () => {
    const store = storeOf("001 a 10.0.0.1", "002 b 10.0.0.2");
    store.remove("002");
    expect(names(store)).toEqual(["a"]);
  });

  it("of an unknown id changes nothing", () => {
    const store = storeOf("001 a 10.0.0.1");
    expect(store.remove("002")).toBeUndefined();
    expect(names(store)).toEqual(["a"]);
    expect(store.removed).toEqual([]);
  });

  it("leaves no line if the manager or the removal purges", () => {
    const store = storeOf("001 a 10.0.0.1", "002 b 10.0.0.2");
    store.remove("001", true);
    store.purges = true;
    store.remove("002");
    expect(store.removed).toEqual([]);
  });
});

describe("a copy", () => {
  it("has everything, and changes to it do not affect the original", () => {
    const store = storeOf("001 a 10.0.0.1", "002 b 10.0.0.0/24", "003 c 10.0.0.3");
    store.remove("003");
    store.purges = true;
    const copy = store.copy();
    expect(copy).toEqual(store);
    expect([copy.maskTableFilled, copy.idCounter, copy.purges]).toEqual([true, 3, true]);
    expect(copy.findByIp("10.0.0.1")?.name).toBe("a");
    copy.remove("001");
    expect(names(store)).toEqual(["a", "b"]);
    expect(store.findById("001")?.name).toBe("a");
    expect(store.removed).toHaveLength(1);
  });
});

describe("two stores", () => {
  it("that share what they had do not see what the other adds or removes", () => {
    const store = storeOf("001 a 10.0.0.1");
    const copy = store.copy();
    const [entry] = storeOf("002 b 10.0.0.2").entries;
    if (entry !== undefined) store.add(entry);
    expect([copy.findById("002"), copy.findByIp("10.0.0.2"), names(copy)]).toEqual([
      undefined,
      undefined,
      ["a"],
    ]);
    store.remove("001");
    expect([copy.findById("001")?.name, store.findById("001")]).toEqual(["a", undefined]);
  });

  it("start without an agent that purges or can write masks", () => {
    const fresh = new KeyStore();
    expect([fresh.purges, fresh.maskTableFilled, fresh.idCounter]).toEqual([false, false, 0]);
  });
});

describe("an index of names", () => {
  it("finds what is there after additions and removals, duplicates among them", () => {
    const store = storeOf("001 a any", "002 a any", "003 b any");
    store.indexNames();
    expect([store.findByName("a")?.id, store.findByName("x")]).toEqual(["001", undefined]);
    store.remove("001");
    expect(store.findByName("a")?.id).toBe("002");
    store.remove("002");
    expect(store.findByName("a")).toBeUndefined();
    const [entry] = storeOf("004 c any").entries;
    if (entry !== undefined) store.add(entry);
    expect([store.findByName("c")?.id, store.findByName("b")?.id]).toEqual(["004", "003"]);
  });
});

describe("the id counter", () => {
  it("follows the largest number, whatever the order", () => {
    const store = storeOf("007 a any", "003 b any", "x9 c any");
    expect(store.idCounter).toBe(7);
    store.countId("007");
    store.countId("-9");
    expect(store.idCounter).toBe(7);
    store.countId("008");
    expect(store.idCounter).toBe(8);
  });
});
