/** The causes of lines in a log. Several messages can have one cause. */

import { agents } from "./agents.ts";
import type { Cause } from "./cause.ts";
import { enrolment } from "./enrolment.ts";
import { normal } from "./normal.ts";
import { polling } from "./polling.ts";

const table = { ...agents, ...enrolment, ...polling, ...normal };

export type CauseKey = keyof typeof table;

export const causes: Readonly<Record<CauseKey, Cause>> = table;

export type { Cause };
