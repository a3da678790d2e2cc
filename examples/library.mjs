// What would the manager do with this answer, this script, this client.keys? Run it: node library.mjs ./poll.sh client.keys
import { readFileSync } from "node:fs";
import { fixKeyFile, judgeAnswer, lintKeyFile, pollScript } from "keypoll";

const [script = "./poll.sh", file = "client.keys"] = process.argv.slice(2);
const keys = readFileSync(file, "utf8");

const judged = judgeAnswer("id:042", '{"error": 4, "message": "No such agent"}', { keys, release: "4.14" });
console.log(`${judged.request}: ${judged.title}. ${judged.consequence}`);

const { verdict, durationMs } = await pollScript(script, "id:001", { keys, timeout: 10 });
console.log(`${verdict.request}: ${verdict.title} after ${durationMs < 10_000 ? "less" : "more"} than 10 s`);
for (const { rule, message, advice } of verdict.findings) console.log(`  ${rule}: ${message} ${advice}`);

for (const { rule, range, message } of lintKeyFile(keys).findings) {
  console.log(`${file}:${range.start.line + 1}: ${message} [${rule}]`);
}
console.log(`${fixKeyFile(keys).fixed} can be fixed.`);
