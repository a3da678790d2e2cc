/** A key request on its way to the registration service of 3.8 to 4.3: JSON in a frame of limited length. */

import type { GivenAgent } from "../answer/answer.ts";
import type { ByteString } from "../bytes.ts";
import { effectiveForce, type ManagerSettings } from "../settings.ts";
import { jsonString } from "./reply.ts";

/** Bytes of a frame that authd reads. It ignores a longer one. */
export const FRAME_LIMIT = 65536;

/** Bytes of a message to the cluster. A longer one is not sent. */
export const CLUSTER_LIMIT = 1_000_000;

/** The request as the poller prints it. Values that are not strings are left out. */
export function frameOf(agent: GivenAgent, settings: ManagerSettings): ByteString {
  const members = (["name", "ip", "key", "id"] as const).flatMap((name) => {
    const value = agent[name];
    return value === undefined ? [] : [`"${name}":${jsonString(value)}`];
  });
  const force = `"force":${forceOf(settings)}`;
  return `{"arguments":{${[...members, force].join(",")}},"function":"add"}`;
}

/** The same for the cluster, which passes it to the master's registration service. */
export function clusterPayloadOf(agent: GivenAgent, settings: ManagerSettings): ByteString {
  return `{"daemon_name":"authd","message":${frameOf(agent, settings)}}`;
}

/** Up to 4.2 a number of seconds; since then the options by name (w_create_agent_add_payload). */
function forceOf(settings: ManagerSettings): string {
  if (settings.release.force !== "by-rules") return settings.forceInsert ? "1" : "0";
  const { enabled, keyMismatch, disconnectedTime, afterRegistrationTime } = effectiveForce(settings);
  return JSON.stringify({
    disconnected_time: { enabled: disconnectedTime.enabled, value: disconnectedTime.seconds },
    enabled,
    key_mismatch: keyMismatch,
    after_registration_time: afterRegistrationTime,
  });
}
