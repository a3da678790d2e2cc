/** A free port of the loopback interface. */

import { type AddressInfo, createServer } from "node:net";

/** The number of such a port. It stays free unless another program takes it meanwhile. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
