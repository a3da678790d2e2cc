/** Which requests the poller accepts, which it discards, and what it logs about those. */

import { describe, expect, it } from "vitest";
import {
  datagramOf,
  defaultSettings,
  KeyStore,
  newestRelease,
  outcomeOf,
  RequestQueue,
  readRequest,
  releaseFor,
} from "../../../core/manager/index.ts";

describe("a request", () => {
  it.each([
    ["id:12345678", "id", "12345678"],
    [`ip:${"1".repeat(19)}`, "ip", "1".repeat(19)],
    ["id:", "id", ""],
    ["ip:a b", "ip", "a b"],
    ["id:001\0rest", "id", "001"],
  ])("%j is passed on with its value", (datagram, selector, value) => {
    const request = { selector, value };
    expect(readRequest(datagram)).toEqual({ kind: "request", request });
  });

  it.each([
    ["id:123456789", "id-too-long"],
    [`ip:${"1".repeat(20)}`, "ip-too-long"],
    ["id", "wrong-request"],
    ["idx001", "wrong-request"],
    ["mac:001", "wrong-request"],
    ["ID:001", "wrong-request"],
    ["", "wrong-request"],
  ])("%j is discarded: %s", (datagram, message) => {
    expect(readRequest(datagram)).toEqual({ kind: "discarded", message, shown: datagram });
  });
});

it("a request is sent to a socket as it arrived", () => {
  expect(datagramOf({ selector: "ip", value: "10.0.0.1" })).toBe("ip:10.0.0.1");
});

describe("a request that is discarded", () => {
  const logOf = (datagram: string, version: string): readonly string[] => {
    const settings = defaultSettings(releaseFor(version) ?? newestRelease);
    const { verdict, failed, log } = outcomeOf(datagram, { kind: "nothing" }, new KeyStore(), settings);
    expect([verdict, failed]).toEqual(["request-discarded", true]);
    return log.map(({ level, text }) => `${level}: ${text}`);
  };

  it("is logged with what was asked from 4.4 on", () => {
    expect(logOf("mac:001", "4.14")[0]).toBe(
      "error: Invalid request 'mac:001' received in Agent key request.",
    );
    expect(logOf("mac:001", "4.3")[0]).toBe("debug1: Wrong type of request");
  });

  it("is logged as too long", () => {
    expect(logOf("id:123456789", "4.14")[0]).toBe("debug1: Agent ID is too long.");
    expect(logOf(`ip:${"1".repeat(20)}`, "4.14")[0]).toBe("debug1: Agent IP is too long.");
    expect(logOf(`ip:${"1".repeat(20)}`, "4.3")[0]).toBe("debug1: Agent IP is too long");
  });
});

describe("the queue of requests", () => {
  it("holds one request fewer than its size", () => {
    const queue = new RequestQueue({ queueSize: 3 });
    expect(["id:1", "id:2", "id:3"].map((each) => queue.offer(each))).toEqual([
      "queued",
      "queued",
      "queue-full",
    ]);
    expect(queue.depth).toBe(2);
    expect(new RequestQueue({ queueSize: 1 }).offer("id:1")).toBe("queue-full");
  });

  it("discards a request that waits or is being answered, and accepts it again after that", () => {
    const queue = new RequestQueue({ queueSize: 10 });
    queue.offer("id:1");
    queue.offer("id:2");
    expect(queue.offer("id:1")).toBe("request-pending");
    expect(queue.take()).toBe("id:1");
    expect(queue.offer("id:1")).toBe("request-pending");
    queue.end("id:1");
    expect(queue.offer("id:1")).toBe("queued");
    expect([queue.take(), queue.take(), queue.take()]).toEqual(["id:2", "id:1", undefined]);
  });

  it("does not keep a discarded request as pending", () => {
    const queue = new RequestQueue({ queueSize: 2 });
    queue.offer("id:1");
    expect(queue.offer("id:2")).toBe("queue-full");
    queue.take();
    expect(queue.offer("id:2")).toBe("queued");
  });
});
