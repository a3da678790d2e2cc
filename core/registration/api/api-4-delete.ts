/** The request of the 4.x REST API that deletes agents. */

import { timeInterval } from "../../manager/index.ts";
import { type ApiContext, agentById, asked, idleSeconds, listed } from "./agents.ts";
import { affected, badRequest, type ErrorCode, type FailedItem, failure } from "./answers-4.ts";
import type { ApiRequest, ApiResponse } from "./http.ts";

const STATUSES = ["all", "active", "pending", "never_connected", "disconnected"];

/** Which agents a deletion selects. */
interface Selection {
  /** Undefined for all. */
  readonly ids: readonly string[] | undefined;
  readonly statuses: readonly string[];
  /** Seconds since their last message. */
  readonly olderThan: number;
  readonly purge: boolean;
}

function selectionOf(query: ApiRequest["query"]): Selection | ApiResponse {
  const ids = query.get("agents_list")?.split(",");
  const statuses = query.get("status")?.split(",");
  if (ids === undefined) return badRequest("Missing query parameter 'agents_list'");
  if (statuses === undefined) return badRequest("Missing query parameter 'status'");
  const isAll = ids.length === 1 && ids[0] === "all";
  if (!isAll && !ids.every((id) => /^\d{3,}$/.test(id)))
    return badRequest("'agents_list' is not a list of ids");
  if (!statuses.every((status) => STATUSES.includes(status))) {
    return badRequest("'status' is not a list of statuses");
  }
  const time = query.get("older_than") ?? "7d";
  const olderThan = /^\d+[dhms]?$/.test(time) ? timeInterval(time.replace(/^0+(?=\d)/, "")) : undefined;
  if (olderThan === undefined) return badRequest(`'${time}' is not a 'timeframe'`);
  return {
    ids: isAll ? undefined : [...new Set(ids)].sort(),
    statuses,
    olderThan,
    purge: query.get("purge") === "true",
  };
}

export function remove({ query }: ApiRequest, context: ApiContext): ApiResponse {
  const selection = selectionOf(query);
  if ("status" in selection) return selection;
  const { ids, purge } = selection;
  const gone: string[] = [];
  const failed: FailedItem[] = [];
  for (const id of ids ?? listed(context).map((agent) => agent.id)) {
    const code = refusalOf(id, selection, context);
    if (code === undefined) {
      if (asked(context, "remove", { id, purge }) === undefined) return failure(1726);
      gone.push(id);
    } else if (ids !== undefined) failed.push({ code, id });
  }
  return affected(gone, failed, [
    "All selected agents were deleted",
    "Some agents were not deleted",
    "No agents were deleted",
  ]);
}

/** Why an agent is not deleted. Undefined if it is. */
function refusalOf(
  id: string,
  { statuses, olderThan }: Selection,
  context: ApiContext,
): ErrorCode | undefined {
  if (id === "000") return 1703;
  if (agentById(context, id) === undefined) return 1701;
  const state = context.service.manager.stateOf(id);
  const isWanted = statuses.includes("all") || statuses.includes(state?.status ?? "never_connected");
  return isWanted && idleSeconds(state) >= olderThan ? undefined : 1731;
}
