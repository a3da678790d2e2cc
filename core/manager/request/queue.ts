/** Which requests the poller accepts, and which it discards because they are pending or the queue is full. */

import type { ByteString } from "../bytes.ts";
import type { TableMessageId } from "../messages.ts";

export interface RequestQueueOptions {
  /** The setting `queue_size`. The ring holds one request fewer, so 1 discards every request. */
  readonly queueSize: number;
}

/** The queue in front of the workers. A request is pending until its worker has finished it. */
export class RequestQueue {
  readonly #capacity: number;
  readonly #waiting: ByteString[] = [];
  readonly #pending = new Set<ByteString>();

  constructor(options: RequestQueueOptions) {
    this.#capacity = options.queueSize - 1;
  }

  /** Requests that wait for a worker. */
  get depth(): number {
    return this.#waiting.length;
  }

  /** Accepts a datagram, or returns the message with which the poller discards it. Equal bytes are the same request. */
  offer(datagram: ByteString): "queued" | Extract<TableMessageId, "request-pending" | "queue-full"> {
    if (this.#pending.has(datagram)) return "request-pending";
    if (this.#waiting.length >= this.#capacity) return "queue-full";
    this.#pending.add(datagram);
    this.#waiting.push(datagram);
    return "queued";
  }

  /** The next request for a worker. It stays pending until `end`. */
  take(): ByteString | undefined {
    return this.#waiting.shift();
  }

  /** The worker has finished the request, whatever the result. The same request can be accepted again. */
  end(datagram: ByteString): void {
    this.#pending.delete(datagram);
  }
}
