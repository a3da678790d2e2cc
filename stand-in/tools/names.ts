/** The tools of Wazuh that a sandbox has stand-ins of. */

export const toolNames = ["manage_agents", "agent_control", "agent-auth"] as const;

export type ToolName = (typeof toolNames)[number];
