/** Go: mistakes, and the correct versions. */

import type { LanguageSamples } from "../support.ts";

export const go: LanguageSamples = {
  language: "go",
  script: (lines) => `package main

func main() {
	selector, value := os.Args[1], os.Args[2]
${lines}
	answer := map[string]interface{}{"error": 3, "message": "Unknown selector"}
	if selector == "id" || selector == "ip" {
		answer = map[string]interface{}{"error": 0, "data": find(selector, value)}
	}
	text, _ := json.Marshal(answer)
	fmt.Println(string(text))
}
`,
  bad: [
    { rule: "no-timeout", lines: `peer, err := ⟪no-timeout⟫net.Dial("tcp", "db:80")⟪⟫` },
    { rule: "syntax-error", lines: `rows := ⟪syntax-error⟫"a"⟪⟫ "b"` },
    {
      rule: "sql-from-text",
      lines: `	q := ⟪sql-from-text⟫"SELECT id FROM agent WHERE id = '" + value + "'"⟪⟫`,
    },
    {
      rule: "sql-from-text",
      lines: `	q := ⟪sql-from-text⟫fmt.Sprintf("SELECT id FROM agent WHERE id = '%s'", value)⟪⟫`,
    },
    { rule: "output-before-answer", lines: `	⟪output-before-answer⟫fmt.Println("Connecting")⟪⟫` },
    { rule: "output-before-answer", lines: `	⟪output-before-answer⟫fmt.Fprintln(os.Stderr, problem)⟪⟫` },
    { rule: "output-before-answer", lines: `	⟪output-before-answer⟫log.Printf("asking %s", value)⟪⟫` },
    {
      rule: "hand-made-json",
      lines: `	t := ⟪hand-made-json⟫fmt.Sprintf("{\\"error\\": 4, \\"message\\": \\"%s\\"}", value)⟪⟫`,
    },
    { rule: "hand-made-json", lines: '	t := ⟪hand-made-json⟫`{"error": 4, "message": "` + value + `"}`⟪⟫' },
    { rule: "id-as-number", lines: `	id, err := ⟪id-as-number⟫strconv.Atoi(os.Args[2])⟪⟫` },
    { rule: "id-as-number", lines: '	type agent struct {\n		ID ⟪id-as-number⟫int⟪⟫ `json:"id"`\n	}' },
    { rule: "password-in-source", lines: `	password := ⟪password-in-source⟫"s3cret"⟪⟫` },
    {
      rule: "password-in-source",
      lines: `	db, err := sql.Open("mysql", ⟪password-in-source⟫"keys:s3cret@tcp(db:3306)/agents?timeout=5s"⟪⟫)`,
    },
    { rule: "no-timeout", lines: `	db, err := ⟪no-timeout⟫sql.Open("mysql", source)⟪⟫` },
    { rule: "no-timeout", lines: `	response, err := ⟪no-timeout⟫http.Get(url)⟪⟫` },
    {
      rule: "exit-after-answer",
      lines: `	if value == "" {\n		fmt.Println("{\\"error\\": 1}")\n		⟪exit-after-answer⟫os.Exit(1)⟪⟫\n	}`,
    },
    {
      rule: "unreachable-code",
      lines: `	if value == "" {\n		return\n		⟪unreachable-code⟫connect()⟪⟫\n	}`,
    },
  ],
  good: [
    { rule: "no-timeout", lines: `peer, err := net.DialTimeout("tcp", "db:80", limit)` },
    { rule: "syntax-error", lines: "rows := []string{`(`}; _ = rows" },
    { rule: "sql-from-text", lines: `	rows, err := db.Query("SELECT id FROM agent WHERE id = ?", value)` },
    {
      rule: "output-before-answer",
      lines: `	if len(os.Args) != 3 {\n		fmt.Println("usage: poll id 001")\n	}`,
    },
    { rule: "output-before-answer", lines: `	log.SetOutput(io.Discard)\n	log.Printf("asking %s", value)` },
    { rule: "hand-made-json", lines: '	t := `{"error": 4, "message": "none"}`' },
    { rule: "id-as-number", lines: '	type agent struct {\n		ID string `json:"id"`\n	}' },
    { rule: "password-in-source", lines: `	password := os.Getenv("KEYS_PASSWORD")` },
    { rule: "no-timeout", lines: `	client := http.Client{Timeout: 10 * time.Second}` },
    {
      rule: "exit-after-answer",
      lines: `	if value == "" {\n		fmt.Println("{\\"error\\": 1}")\n		os.Exit(0)\n	}`,
    },
    { rule: "unreachable-code", lines: `	if value == "" {\n		return\n	}` },
  ],
};
