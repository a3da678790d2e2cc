/** Registration as a manager does it: enrolment requests, the local socket, the REST API for agents. Pure. */

export type { ApiContext } from "./api/agents.ts";
export { answerApi3 } from "./api/api-3.ts";
export { answerApi4 } from "./api/api-4.ts";
export { type ApiRequest, type ApiResponse, decoded } from "./api/http.ts";
export { type Enrolment, enrol, keyHash } from "./enrolment.ts";
export { type Habits, habitsOf } from "./habits.ts";
export { answerLocally, LONGEST_LOCAL_REQUEST, type LocalReply } from "./local-socket.ts";
export { type Service, serviceOf } from "./service.ts";
export { versionOf } from "./version.ts";
