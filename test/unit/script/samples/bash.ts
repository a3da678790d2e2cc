/** Shell: mistakes, and the correct versions. */

import type { LanguageSamples } from "../support.ts";

export const bash: LanguageSamples = {
  language: "bash",
  script: (lines) => `#!/usr/bin/env bash
id=$2
${lines}
case $1 in
  id) data=$(find_by_id "$2") ;;
  ip) data=$(find_by_ip "$2") ;;
  *) jq -cn '{error: 3, message: "Unknown selector"}'; exit 0 ;;
esac
jq -cn --argjson data "$data" '{error: 0, data: $data}'
`,
  bad: [
    { rule: "no-timeout", lines: `row=$(⟪no-timeout⟫nc db 80⟪⟫ </dev/null)` },
    { rule: "syntax-error", lines: `rows=⟪syntax-error⟫\${1⟪⟫` },
    {
      rule: "sql-from-text",
      lines: `mysql --connect-timeout=5 -e ⟪sql-from-text⟫"SELECT id FROM agent WHERE id = '$2'"⟪⟫`,
    },
    { rule: "sql-from-text", lines: `query=⟪sql-from-text⟫"SELECT id FROM agent WHERE ip='"$2"'"⟪⟫` },
    {
      rule: "sql-from-text",
      lines: `mysql --connect-timeout=5 <<SQL\n⟪sql-from-text⟫SELECT id FROM agent WHERE id = '\${id}';\n⟪⟫SQL`,
    },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫set -x⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫set -eux⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫set -o xtrace⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫echo "Connecting"⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫echo -n "Looking for $2"⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫echo "$problem" >&2⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫printf 'asking %s\\n' "$2"⟪⟫` },
    {
      rule: "hand-made-json",
      lines: `text=⟪hand-made-json⟫"{\\"error\\": 4, \\"message\\": \\"no $2\\"}"⟪⟫`,
    },
    {
      rule: "hand-made-json",
      lines: `text='{"x": 1}'\ntext=⟪hand-made-json⟫'{"error": 0, "message": "'"$2"'"}'⟪⟫`,
    },
    {
      rule: "hand-made-json",
      lines: `text=$(cat <<EOF\n⟪hand-made-json⟫{"error": 0, "data": {"name": "$name"}}\n⟪⟫EOF\n)`,
    },
    { rule: "id-as-number", lines: `number=⟪id-as-number⟫$((10#$2))⟪⟫` },
    { rule: "id-as-number", lines: `data=$(jq -cn ⟪id-as-number⟫--argjson id⟪⟫ "$2" '{$id}')` },
    {
      rule: "id-as-number",
      lines: `text=⟪hand-made-json⟫"{\\"error\\": 0, \\"data\\": {\\"id\\": ⟪id-as-number⟫$id⟪⟫}}"⟪⟫`,
    },
    { rule: "password-in-source", lines: `PASSWORD=⟪password-in-source⟫'s3cret'⟪⟫` },
    { rule: "password-in-source", lines: `export PGPASSWORD=⟪password-in-source⟫hunter22⟪⟫` },
    {
      rule: "password-in-source",
      lines: `mysql --connect-timeout=5 -u keys ⟪password-in-source⟫-ps3cret⟪⟫ agents`,
    },
    { rule: "password-in-source", lines: `curl --max-time 5 -u ⟪password-in-source⟫keys:s3cret⟪⟫ "$url"` },
    { rule: "no-timeout", lines: `rows=$(⟪no-timeout⟫mysql -u keys agents⟪⟫)` },
    { rule: "no-timeout", lines: `rows=$(⟪no-timeout⟫curl --silent "$url"⟪⟫)` },
    { rule: "no-timeout", lines: `rows=$(⟪no-timeout⟫psql -At agents⟪⟫)` },
    {
      rule: "exit-after-answer",
      lines: `if [ -z "$2" ]; then\n  echo '{"error": 1, "message": "no value"}'\n  ⟪exit-after-answer⟫exit 1⟪⟫\nfi`,
    },
  ],
  good: [
    { rule: "no-timeout", lines: `row=$(nc -w 5 db 80 </dev/null)` },
    { rule: "syntax-error", lines: `for each do :; done; x=$((10#1)); echo "\${x@Q}" >/dev/null` },
    { rule: "sql-from-text", lines: `query="SELECT id FROM $table WHERE id = ?"` },
    { rule: "output-before-answer", lines: `if [ $# -ne 2 ]; then\n  echo "usage: poll id 001"\nfi` },
    { rule: "output-before-answer", lines: `exec 2>/dev/null\nset -x\necho "$problem" >&2` },
    {
      rule: "output-before-answer",
      lines: `set -euo pipefail\nname=$(echo "x")\necho "x" >>/tmp/log\necho "x" | logger`,
    },
    { rule: "output-before-answer", lines: `quote() {\n  echo "'$1'"\n}` },
    { rule: "hand-made-json", lines: `text='{"error": 4, "message": "none"}'` },
    { rule: "id-as-number", lines: `padded=$(printf '%03d' "$((10#$2))")` },
    { rule: "id-as-number", lines: `data=$(jq -cn --arg id "$2" '{$id}')` },
    {
      rule: "password-in-source",
      lines: `PASSWORD=$(cat /etc/keys.password)\nPASSWORD_FILE=/etc/keys.password`,
    },
    { rule: "password-in-source", lines: `mysql --connect-timeout=5 -p"$PASSWORD" agents` },
    { rule: "no-timeout", lines: `rows=$(timeout 10 mysql agents)\nrows=$(curl -m 10 "$url")` },
    { rule: "exit-after-answer", lines: `if [ -z "$2" ]; then\n  echo '{"error": 1}'\n  exit 0\nfi` },
  ],
};
