/** PHP: mistakes, and the correct versions. */

import type { LanguageSamples } from "../support.ts";

export const php: LanguageSamples = {
  language: "php",
  script: (lines) => `#!/usr/bin/env php
<?php
$selector = $argv[1];
$value = $argv[2];
${lines}
if ($selector === 'id' || $selector === 'ip') {
    $answer = ['error' => 0, 'data' => find($selector, $value)];
} else {
    $answer = ['error' => 3, 'message' => 'Unknown selector'];
}
echo json_encode($answer), PHP_EOL;
`,
  bad: [
    {
      rule: "password-in-source",
      lines: `function f($user = "x", string $password = ⟪password-in-source⟫"y"⟪⟫) {}`,
    },
    { rule: "syntax-error", lines: `$rows = [1, ⟪syntax-error⟫2⟪⟫;` },
    { rule: "sql-from-text", lines: `$q = ⟪sql-from-text⟫"SELECT id FROM agent WHERE id = '$value'"⟪⟫;` },
    {
      rule: "sql-from-text",
      lines: `$q = ⟪sql-from-text⟫"SELECT id FROM agent WHERE id = '{$value}'"⟪⟫;`,
    },
    {
      rule: "sql-from-text",
      lines: `$q = ⟪sql-from-text⟫"SELECT id FROM agent WHERE id = '" . $argv[2] . "'"⟪⟫;`,
    },
    {
      rule: "sql-from-text",
      lines: `$q = ⟪sql-from-text⟫sprintf("SELECT id FROM agent WHERE ip = '%s'", $value)⟪⟫;`,
    },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫echo "Connecting\\n";⟪⟫` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫die("Connection failed")⟪⟫;` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫fwrite(STDERR, $problem)⟪⟫;` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫error_log("slow")⟪⟫;` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫ini_set('display_errors', 1)⟪⟫;` },
    { rule: "hand-made-json", lines: `$t = ⟪hand-made-json⟫'{"error": 4, "message": "' . $value . '"}'⟪⟫;` },
    {
      rule: "hand-made-json",
      lines: `$t = ⟪hand-made-json⟫"{\\"error\\": 4, \\"message\\": \\"$value\\"}"⟪⟫;`,
    },
    {
      rule: "hand-made-json",
      lines: `$t = ⟪hand-made-json⟫sprintf('{"error": 4, "message": "%s"}', $value)⟪⟫;`,
    },
    { rule: "id-as-number", lines: `$id = ⟪id-as-number⟫(int) $argv[2]⟪⟫;` },
    { rule: "id-as-number", lines: `$id = ⟪id-as-number⟫intval($row['id'])⟪⟫;` },
    { rule: "id-as-number", lines: `$data = ['id' => ⟪id-as-number⟫(int) $row[0]⟪⟫, 'name' => $row[1]];` },
    { rule: "password-in-source", lines: `$password = ⟪password-in-source⟫'s3cret'⟪⟫;` },
    { rule: "password-in-source", lines: `define('DB_PASSWORD', ⟪password-in-source⟫'s3cret'⟪⟫);` },
    {
      rule: "password-in-source",
      lines: `$c = new PDO($dsn, 'keys', ⟪password-in-source⟫'s3cret'⟪⟫, [PDO::ATTR_TIMEOUT => 5]);`,
    },
    { rule: "no-timeout", lines: `$c = ⟪no-timeout⟫new mysqli($host, $user, $password)⟪⟫;` },
    { rule: "no-timeout", lines: `$c = ⟪no-timeout⟫new PDO($dsn, $user, $password)⟪⟫;` },
    { rule: "no-timeout", lines: `$c = ⟪no-timeout⟫curl_init($url)⟪⟫;` },
    {
      rule: "exit-after-answer",
      lines: `if ($value === '') {\n    echo json_encode(['error' => 1]);\n    ⟪exit-after-answer⟫exit(1);⟪⟫\n}`,
    },
    {
      rule: "unreachable-code",
      lines: `function f()\n{\n    return 1;\n    ⟪unreachable-code⟫connect();⟪⟫\n}`,
    },
    {
      rule: "bug-as-answer",
      lines: `try { $a = find(); } ⟪bug-as-answer⟫catch (\\Throwable $e)⟪⟫ { $a = ['error' => 2, 'message' => 'No database']; }`,
    },
  ],
  good: [
    { rule: "password-in-source", lines: `function f($user = "x", $password = null) {}` },
    { rule: "syntax-error", lines: `$rows = [...[1, 2]]; $x = $rows[0] ?? fn($a) => "{$a}";` },
    {
      rule: "bug-as-answer",
      lines: `try { $a = find(); } catch (Exception $e) { $a = ['error' => 2, 'message' => get_class($e)]; }`,
    },
    {
      rule: "bug-as-answer",
      lines: `try { $a = find(); } catch (PDOException $e) { $a = ['error' => 2, 'message' => 'No database']; }`,
    },
    { rule: "sql-from-text", lines: `$s = $c->prepare('SELECT id FROM agent WHERE id = ?');` },
    { rule: "sql-from-text", lines: `$s = "SELECT id FROM agent WHERE id = " . $c->quote($value);` },
    {
      rule: "output-before-answer",
      lines: `if ($argc !== 3 || count($argv) !== 3) {\n    echo "usage: poll id 001";\n}`,
    },
    {
      rule: "output-before-answer",
      lines: `ini_set('display_errors', '0');\nini_set('log_errors', '0');\nerror_log("slow");`,
    },
    { rule: "hand-made-json", lines: `$t = '{"error": 0, "data": ' . json_encode($data) . '}';` },
    { rule: "id-as-number", lines: `$id = sprintf('%03d', (int) $argv[2]);` },
    { rule: "id-as-number", lines: `$id = str_pad((string) intval($argv[2]), 3, '0', STR_PAD_LEFT);` },
    { rule: "password-in-source", lines: `$password = getenv('KEYS_PASSWORD');` },
    { rule: "no-timeout", lines: `$c = mysqli_init();\n$c->options(MYSQLI_OPT_CONNECT_TIMEOUT, 10);` },
    { rule: "no-timeout", lines: `$c = new PDO('sqlite:/var/agents.db');` },
    {
      rule: "exit-after-answer",
      lines: `if ($value === '') {\n    echo json_encode(['error' => 1]);\n    exit(0);\n}`,
    },
    {
      rule: "unreachable-code",
      lines: `function f($x)\n{\n    if ($x) {\n        return 1;\n    }\n    return 2;\n}`,
    },
  ],
};
