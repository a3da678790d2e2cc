/** Where the examples put things on a manager. */

/** The folder of scripts and of their settings. */
export const INTEGRATIONS = "/var/ossec/integrations";

/** The socket of a daemon. */
export const SOCKET = "/var/ossec/queue/keypoll.sock";
