/** The lookup by name finds what a search of the list finds, after any changes. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { KeyStore, newestRelease, readAddress } from "../../../core/manager/index.ts";

const address = readAddress("any", newestRelease);

it("keeps the line of a removed agent, unless removed agents are purged", () => {
  if (address === undefined) throw new Error("any is an address");
  const store = new KeyStore();
  for (const id of ["001", "002", "003"]) store.add({ id, name: `web-${id}`, address, key: "k" });
  store.remove("001");
  store.remove("002", true);
  expect(store.write()).toBe("003 web-003 any k\n001 !web-001 any k\n");
  store.purges = true;
  store.remove("003");
  expect(store.write()).toBe("001 !web-001 any k\n");
});

it("finds the first of a name after every change", () => {
  if (address === undefined) throw new Error("any is an address");
  const step = fc.record({
    adds: fc.boolean(),
    id: fc.constantFrom("001", "002", "003", "004", "005"),
    name: fc.constantFrom("a", "b", "c"),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const store = new KeyStore();
      store.indexNames();
      for (const { adds, id, name } of steps) {
        if (adds) store.add({ id, name, address, key: "k" });
        else store.remove(id);
        for (const each of ["a", "b", "c", "nobody"]) {
          const walked = store.entries.find((entry) => entry.name === each);
          expect(store.findByName(each)).toBe(walked);
        }
      }
    }),
  );
});
