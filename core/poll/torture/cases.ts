/**
 * The torture cases as a table: what is sent to a poll script, what must be true of the result, and why. To add a case,
 * add a row.
 */

import type { KeyRequest, Selector } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import type { TortureCase } from "./case.ts";
import {
  all,
  answersOnlyWhatItGot,
  answersReadably,
  answersWhoWasAsked,
  answersWithError,
  isDropped,
  someSuccess,
  staysSame,
  staysTheSame,
} from "./judges.ts";

const send =
  (...texts: readonly `${Selector}:${string}`[]) =>
  (): readonly KeyRequest[] =>
    texts.map((text) => ({ selector: text.startsWith("ip:") ? "ip" : "id", value: text.slice(3) }));

const theHits = (hits: readonly KeyRequest[]): readonly KeyRequest[] => hits;
const firstHit = (hits: readonly KeyRequest[]): readonly KeyRequest[] => hits.slice(0, 1);

const notAnAgent = (): string => say`an error answer, never an agent`;
/** If the manager's own splitter changes the value, the script cannot know what was asked. */
const noOtherAgent = (): string => say`an error answer, or the agent with exactly the value that arrives`;
const whatPeersSend = (): string =>
  say`Anyone who reaches port 1514 chooses the value of a request. The manager checks only its length.`;

export const tortureCases: readonly TortureCase[] = [
  {
    name: "success-is-seen",
    sent: theHits,
    mustHold: () => say`at least one sample is answered with an agent`,
    why: () =>
      say`A script whose broad except turns every bug into a well-formed error answer passes every other case.`,
    judge: someSuccess,
  },
  {
    name: "asked-agent-is-answered",
    sent: theHits,
    mustHold: () => say`each agent in an answer is the requested one`,
    why: () => say`The manager registers anyone who is in the answer, and replaces an agent of that id.`,
    judge: answersWhoWasAsked,
  },
  {
    name: "single-quote",
    sent: send("id:'", "id:' OR 1=1", "ip:'OR'1'='1", "ip:'||'1'='1'--"),
    mustHold: notAnAgent,
    why: () => `${whatPeersSend()} ${say`A quote ends a string in SQL that is built from text.`}`,
    judge: answersWithError,
  },
  {
    name: "double-quote",
    sent: send('id:"', 'ip:"1.2.3.4"', 'id:a"b'),
    mustHold: noOtherAgent,
    why: () =>
      say`From 4.2 on the manager removes the quote when it splits the command line. Before 4.2 its child process ends before the script runs. A socket gets the quote.`,
    judge: answersOnlyWhatItGot,
  },
  {
    name: "backslash",
    sent: send("id:\\", "id:0\\01", "ip:\\'"),
    mustHold: noOtherAgent,
    why: () =>
      say`From 4.2 on the manager removes a backslash when it splits the command line, so the script gets another value than the agent sent. A socket gets the backslash.`,
    judge: answersOnlyWhatItGot,
  },
  {
    name: "shell-characters",
    sent: send("id:;id", "id:|id", "id:`id`", "id:$(id)", "id:$HOME", "ip:;cat</etc/hostname", "id:a>b"),
    mustHold: notAnAgent,
    why: () =>
      `${whatPeersSend()} ${say`The manager uses no shell. A script that passes the value to a shell runs a stranger's commands.`}`,
    judge: answersWithError,
  },
  {
    name: "wildcards",
    sent: send("id:%", "id:_", "id:___", "id:*", "id:0*", "ip:%", "ip:*", "ip:192.168.%"),
    mustHold: notAnAgent,
    why: () => say`LIKE in SQL and the filters of LDAP find an agent by a wildcard.`,
    judge: answersWithError,
  },
  {
    name: "option-like",
    sent: send("id:-h", "id:--help", "id:-1", "id:--"),
    mustHold: notAnAgent,
    why: () => say`An option parser reads the value as an option, prints its help and ends with 0 or 2.`,
    judge: answersWithError,
  },
  {
    name: "empty-value",
    sent: send("id:", "ip:"),
    mustHold: notAnAgent,
    why: () =>
      say`An agent that sends !! causes a request for the empty id. From 4.2 on the script then gets only one argument.`,
    judge: answersWithError,
  },
  {
    name: "blanks-in-value",
    sent: send("id:1 2 3", "id: 001", "id:001 ", "ip:1.2.3.4 or 1=1"),
    mustHold: noOtherAgent,
    why: () =>
      say`The manager splits the value at blanks too, so the script gets more than two arguments. A socket gets the blanks.`,
    judge: answersOnlyWhatItGot,
  },
  {
    name: "line-feed",
    sent: send("id:001\n", "id:\n", "id:a\tb"),
    mustHold: () => say`an error answer, or the agent without the line feed; nothing that breaks the JSON`,
    why: () => say`A request sent by hand with echo ends with a line feed, which becomes part of the value.`,
    judge: answersReadably,
  },
  {
    name: "not-utf-8",
    sent: send("id:\xff\xfe", "id:\xe9", "id:\xc3\xa4"),
    mustHold: notAnAgent,
    why: () =>
      `${whatPeersSend()} ${say`Printing such a value fails in a script that relies on the default encoding.`}`,
    judge: answersWithError,
  },
  {
    name: "not-an-id",
    sent: send("id:abc", "id:null", "id:None", "id:0x1", "id:1e0", "id:+1"),
    mustHold: notAnAgent,
    why: () => say`The manager passes letters on. A database that compares numbers turns them into 0 or 1.`,
    judge: answersWithError,
  },
  {
    name: "zero-padding",
    sent: send("id:0", "id:00", "id:000", "id:00000000"),
    mustHold: notAnAgent,
    why: () => say`000 is the manager itself. A numeric column finds it by any number of zeros.`,
    judge: answersWithError,
  },
  {
    name: "largest-id",
    sent: send("id:99999999", "id:-9999999", "ip:999.999.999.999"),
    mustHold: notAnAgent,
    why: () => say`The longest id that the manager passes on.`,
    judge: answersWithError,
  },
  {
    name: "id-too-long",
    sent: send("id:000000001", `id:${"9".repeat(200)}`),
    mustHold: () => say`the manager discards the request`,
    why: () => say`An id of more than 8 bytes never reaches the script, so the script need not handle it.`,
    judge: isDropped,
  },
  {
    name: "ipv6",
    sent: send("ip:::1", "ip:fe80::1", "ip:2001:db8::1"),
    mustHold: notAnAgent,
    why: () =>
      say`A short IPv6 address can be requested by hand. The script's database is unlikely to have it.`,
    judge: answersWithError,
  },
  {
    name: "ipv6-expanded",
    sent: send("ip:2001:0DB8:0000:0000:0000:0000:0000:0001"),
    mustHold: () => say`the manager discards the request`,
    why: () =>
      say`remoted writes IPv6 with 39 characters, and the manager discards a request with more than 19: it never asks for an agent on IPv6.`,
    judge: isDropped,
  },
  {
    name: "address-forms",
    sent: send("ip:any", "ip:0.0.0.0", "ip:0.0.0.0/0", "ip:192.168.1.0/24", "ip:1", "ip:0300.0250.1.1"),
    mustHold: noOtherAgent,
    why: () =>
      say`A request for a range, or for an address in another form, must not return an agent that only matches it.`,
    judge: answersOnlyWhatItGot,
  },
  {
    name: "unknown-selector",
    sent: send("id:001"),
    extraWords: "name",
    mustHold: notAnAgent,
    why: () =>
      say`Words after exec_path shift the arguments: the script gets name, id and 001, so it reads an unknown selector.`,
    judge: answersWithError,
  },
  {
    name: "eight-at-once",
    sent: firstHit,
    atOnce: true,
    repeat: 8,
    mustHold: () => say`eight equal answers`,
    why: () =>
      say`A manager discards equal requests while one is pending, but every node of a cluster sends its own.`,
    judge: all(someSuccess, staysTheSame),
  },
  {
    name: "all-at-once",
    sent: theHits,
    atOnce: true,
    repeat: 4,
    mustHold: () => say`each gets its own answer`,
    why: () =>
      say`With more than one thread, scripts run at the same time, with the same lock files and temporary names.`,
    judge: all(answersWhoWasAsked, staysTheSame),
  },
  {
    name: "long-row",
    sent: firstHit,
    repeat: "row",
    mustHold: () => say`the same answer each time, nothing left running, and no slower at the end`,
    why: () => say`After an outage every agent asks within minutes. Leaks and lost connections show up then.`,
    judge: staysSame,
  },
];
