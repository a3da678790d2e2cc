/** The stand-in manager is a separate bundle, loaded at its first use. */

export const loadStandIn = () => import("../../stand-in/index.ts");
