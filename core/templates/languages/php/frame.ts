/** The PHP poll script around its look-up. */

import { code, fieldRules, type Language, type Parts, paragraphs } from "../../code.ts";
import { lookups } from "./lookups.ts";

export const php: Language = {
  id: "php",
  title: "PHP",
  fileName: "agent_key_poll.php",
  forms: ["script"],
  lookups,
  write(lookup, parts) {
    return `${paragraphs(
      ["#!/usr/bin/env php", "<?php", ...parts.head.map((line) => `// ${line}`.trimEnd())].join("\n"),
      code`
declare(strict_types=1);

// The manager reads both streams as one: a warning before the answer would spoil it.
ini_set('display_errors', '0');
ini_set('log_errors', '0');
// A warning would mean a wrong answer; a deprecation means nothing yet.
set_error_handler(function (int $level, string $text): void {
    throw new ErrorException($text, 0, $level);
}, E_ALL & ~E_DEPRECATED);`,
      parts.waits ? "const TIMEOUT = 10; // seconds; the manager itself waits 60" : "",
      code`
// What the manager can work with. A blank in a name, for example, would stop its daemons.
const RULES = [
    'id' => '~\A(?:${fieldRules.id})\z~',
    'name' => '~\A(?:${fieldRules.name})\z~',
    'ip' => '~\A(?:${fieldRules.ip})\z~',
    'key' => '/\A(?:${fieldRules.key})\z/',
];`,
      lookup.constants ?? "",
      setting,
      lookup.find,
      poll(parts),
      "echo json_encode(poll(array_slice($argv, 1))), PHP_EOL;",
    )}\n`;
  },
};

const setting = code`
/** A setting from the environment, or from keypoll.env beside this script. */
function setting(string $name, string $preset = ''): string
{
    if (getenv($name) !== false) {
        return getenv($name);
    }
    $path = __DIR__ . '/keypoll.env';
    foreach (is_file($path) ? file($path, FILE_IGNORE_NEW_LINES) : [] as $line) {
        if (strpos($line, $name . '=') === 0) {
            return rtrim(substr($line, strlen($name) + 1), "\r");
        }
    }
    return $preset;
}`;

const compare = ({ noun, exact }: Parts) =>
  exact
    ? "        $agents = find($selector, $value);"
    : code`
        // The ${noun} may compare loosely (letter case, blanks at the end), so compare again.
        $same = fn (array $agent): bool => ($agent[$selector] ?? null) === $value;
        $agents = array_values(array_filter(find($selector, $value), $same));`;

const poll = (parts: Parts) => code`
function error(int $number, string $message): array
{
    return ['error' => $number, 'message' => $message];
}

/** The answer to a request: a selector, id or ip, and the value to look for. */
function poll(array $arguments): array
{
    if (count($arguments) !== 2 || $arguments[1] === '') {
        return error(1, 'Expected two arguments: id or ip, and a value');
    }
    [$selector, $value] = $arguments;
    if ($selector !== 'id' && $selector !== 'ip') {
        return error(3, 'Unknown selector, expected id or ip');
    }
    try {
${compare(parts)}
    } catch (Throwable $problem) { // Its text may name accounts and hosts, so only its kind is named.
        return error(2, 'The ${parts.failure}: ' . get_class($problem));
    }
    if ($agents === []) {
        return error(4, "No agent has this $selector");
    }
    if (count($agents) > 1) {
        return error(5, "Several agents have this $selector");
    }
    $data = [];
    foreach (RULES as $field => $rule) {
        $data[$field] = $agents[0][$field] ?? null;
        if (!is_string($data[$field]) || !preg_match($rule, $data[$field])) {
            return error(6, "The manager cannot work with the $field of this agent");
        }
    }
    return ['error' => 0, 'data' => $data];
}`;
