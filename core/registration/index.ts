/** Registration as a manager does it: enrolment requests, the local socket, the REST API, agents' messages. Pure. */

export { type Enrolment, enrol, keyHash } from "./enrolment.ts";
export { type EnrolmentRequest, readEnrolment } from "./enrolment-request.ts";
export { type Habits, habitsOf } from "./habits.ts";
export { answerLocally, LONGEST_LOCAL_REQUEST, type LocalReply } from "./local-socket.ts";
export { type Service, type ServiceDescription, serviceOf } from "./service.ts";
export { type Version, versionOf } from "./version.ts";
