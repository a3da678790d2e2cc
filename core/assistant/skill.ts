/** How to work with the tools: the instructions that an assistant gets once, at the start. */

export const skill = `Key Poll knows what a Wazuh manager does with a key-poll script and with client.keys. Ask it instead of guessing.

To write a script: new_script, then adapt the query and the settings; keep its error numbers.
To fix a script: lint_script, fix what it names, then test_script with an id and an address that exist and one that does not. Fix the first finding, then look at "next". Stop when ok is true for all.
Where nothing may be run: judge_answer with the output that the person has.
Where the database and client.keys may differ: reconcile.
A code or a line of ossec.log that is not clear: explain.

The rules of an answer: exactly one JSON object on standard output and nothing else on either stream; error is a number, every member of data a string; ids keep their zeros; an agent that is not known is an error answer, not an empty one; exit code 0.

client.keys holds secrets. Never read, print or copy it, and never put a key into an answer: give its path to lint_keys, reconcile or upgrade_check. Keys come back hidden; do not try to read them.
`;
