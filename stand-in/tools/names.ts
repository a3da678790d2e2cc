/** The Wazuh tools that a sandbox has stand-ins for. */

export const toolNames = ["manage_agents", "agent_control", "agent-auth"] as const;

export type ToolName = (typeof toolNames)[number];
