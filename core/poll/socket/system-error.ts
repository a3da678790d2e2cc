/** System errors with the words and numbers that a manager logs: those of Linux. */

export interface SystemError {
  /** Such as `ECONNREFUSED`. */
  readonly name: string;
  readonly number: number;
  readonly text: string;
}

/** From the system's own header and message table (glibc). */
const linux: Readonly<Record<string, readonly [number: number, text: string]>> = {
  EPERM: [1, "Operation not permitted"],
  ENOENT: [2, "No such file or directory"],
  EAGAIN: [11, "Resource temporarily unavailable"],
  EACCES: [13, "Permission denied"],
  ENOTDIR: [20, "Not a directory"],
  EINVAL: [22, "Invalid argument"],
  EMFILE: [24, "Too many open files"],
  EPIPE: [32, "Broken pipe"],
  ENAMETOOLONG: [36, "File name too long"],
  ELOOP: [40, "Too many levels of symbolic links"],
  ENOTSOCK: [88, "Socket operation on non-socket"],
  EPROTOTYPE: [91, "Protocol wrong type for socket"],
  ECONNRESET: [104, "Connection reset by peer"],
  ECONNREFUSED: [111, "Connection refused"],
};

/** The error of that name. An unknown one has its name as its text. */
export function systemError(name: string): SystemError {
  const [number, text] = linux[name] ?? [0, name];
  return { name, number, text };
}
