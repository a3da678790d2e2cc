/** The stand-in manager is a bundle of its own, loaded when the first one is wanted. */

export const loadStandIn = () => import("../../stand-in/index.ts");
