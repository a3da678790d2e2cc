/** How Go asks each source: a driver for each database or directory, the standard library for the rest. */

import { attributes, code, type Language, preset, query } from "../../code.ts";
import type { SourceId } from "../../sources.ts";

/** Go finds out which modules the program imports. */
const MODULES = ["go mod init agent_key_poll", "go mod tidy"];

const queries = (placeholder: string) => code`
var queries = map[string]string{
	"id": "${query("id", placeholder)}",
	"ip": "${query("ip", placeholder)}",
}`;

const setting = (source: SourceId, name: string) => `setting("${name}", "${preset(source, name)}")`;

const select = code`
	limit, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	rows, err := database.QueryContext(limit, queries[selector], value)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var agents []agent
	for rows.Next() {
		var id, name, ip, key sql.NullString
		if err := rows.Scan(&id, &name, &ip, &key); err != nil {
			return nil, err
		}
		agents = append(agents, agent{id.String, name.String, ip.String, key.String})
	}
	return agents, rows.Err()`;

const same = code`
	var same []agent
	for _, one := range agents {
		if selector == "id" && one.ID == value || selector == "ip" && one.IP == value {
			same = append(same, one)
		}
	}
	return same, nil`;

export const lookups: Language["lookups"] = {
  mysql: {
    needs: "Go 1.16 or newer and github.com/go-sql-driver/mysql; build it with go build agent_key_poll.go",
    install: MODULES,
    imports: "context\ndatabase/sql\nio\nlog\ngithub.com/go-sql-driver/mysql",
    constants: queries("?"),
    find: code`
// find returns the agents whose id or ip is the value.
func find(selector, value string) ([]agent, error) {
	config := mysql.NewConfig()
	config.Net = "tcp"
	config.Addr = ${setting("mysql", "KEYPOLL_HOST")} + ":" + ${setting("mysql", "KEYPOLL_PORT")}
	config.DBName = ${setting("mysql", "KEYPOLL_DATABASE")}
	config.User = ${setting("mysql", "KEYPOLL_USER")}
	config.Passwd = setting("KEYPOLL_PASSWORD", "")
	config.Timeout, config.ReadTimeout, config.WriteTimeout = timeout, timeout, timeout
	mysql.SetLogger(log.New(io.Discard, "", 0)) // It would write to the stream that the manager reads.
	database, err := sql.Open("mysql", config.FormatDSN())
	if err != nil {
		return nil, err
	}
	defer database.Close()
${select}
}`,
  },
  postgresql: {
    needs: "Go 1.16 or newer and github.com/lib/pq; build it with go build agent_key_poll.go",
    install: MODULES,
    settings: [
      {
        name: "KEYPOLL_SSLMODE",
        meaning: "verify-full where the server is another machine",
        preset: "disable",
      },
    ],
    imports: 'context\ndatabase/sql\nnet/url\n_ "github.com/lib/pq"',
    constants: queries("$1"),
    find: code`
// find returns the agents whose id or ip is the value.
func find(selector, value string) ([]agent, error) {
	source := url.URL{
		Scheme: "postgres",
		User:   url.UserPassword(${setting("postgresql", "KEYPOLL_USER")}, setting("KEYPOLL_PASSWORD", "")),
		Host:   ${setting("postgresql", "KEYPOLL_HOST")} + ":" + ${setting("postgresql", "KEYPOLL_PORT")},
		Path:   ${setting("postgresql", "KEYPOLL_DATABASE")},
		RawQuery: url.Values{
			"connect_timeout":   {fmt.Sprintf("%.0f", timeout.Seconds())},
			"statement_timeout": {fmt.Sprint(timeout.Milliseconds())},
			"sslmode":           {setting("KEYPOLL_SSLMODE", "disable")},
		}.Encode(),
	}
	database, err := sql.Open("postgres", source.String())
	if err != nil {
		return nil, err
	}
	defer database.Close()
${select}
}`,
  },
  sqlite: {
    needs:
      "Go 1.16 or newer, a C compiler and github.com/mattn/go-sqlite3; build it with go build agent_key_poll.go",
    install: MODULES,
    imports: 'context\ndatabase/sql\nnet/url\n_ "github.com/mattn/go-sqlite3"',
    constants: queries("?"),
    find: code`
// find returns the agents whose id or ip is the value.
func find(selector, value string) ([]agent, error) {
	// Read-only: otherwise a wrong path would leave an empty database there.
	path := url.URL{Path: ${setting("sqlite", "KEYPOLL_DATABASE")}}
	options := fmt.Sprintf("?mode=ro&_busy_timeout=%d", timeout.Milliseconds())
	database, err := sql.Open("sqlite3", "file:"+path.EscapedPath()+options)
	if err != nil {
		return nil, err
	}
	defer database.Close()
${select}
}`,
  },
  ldap: {
    needs: "Go 1.16 or newer and github.com/go-ldap/ldap/v3; build it with go build agent_key_poll.go",
    install: MODULES,
    imports: "net\ngithub.com/go-ldap/ldap/v3",
    constants: code`
var attributes = map[string]string{
	"id":   "${attributes.id}",
	"name": "${attributes.name}",
	"ip":   "${attributes.ip}",
	"key":  "${attributes.key}",
}`,
    find: code`
// find returns the agents whose id or ip is the value.
func find(selector, value string) ([]agent, error) {
	directory, err := ldap.DialURL(
		${setting("ldap", "KEYPOLL_URL")},
		ldap.DialWithDialer(&net.Dialer{Timeout: timeout}),
	)
	if err != nil {
		return nil, err
	}
	defer directory.Close()
	directory.SetTimeout(timeout)
	account := ${setting("ldap", "KEYPOLL_BIND_DN")}
	if err := directory.Bind(account, setting("KEYPOLL_PASSWORD", "")); err != nil {
		return nil, err
	}
	found, err := directory.Search(ldap.NewSearchRequest(
		${setting("ldap", "KEYPOLL_BASE")},
		ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, int(timeout.Seconds()), false,
		fmt.Sprintf("(%s=%s)", attributes[selector], ldap.EscapeFilter(value)),
		[]string{attributes["id"], attributes["name"], attributes["ip"], attributes["key"]},
		nil,
	))
	if err != nil {
		return nil, err
	}
	var agents []agent
	for _, entry := range found.Entries {
		text := func(field string) string { return entry.GetAttributeValue(attributes[field]) }
		agents = append(agents, agent{text("id"), text("name"), text("ip"), text("key")})
	}
	return agents, nil
}`,
  },
  csv: {
    needs: "Go 1.16 or newer, nothing else; build it with go build agent_key_poll.go",
    imports: "encoding/csv",
    find: code`
// find returns the agents of the file whose id or ip is the value.
func find(selector, value string) ([]agent, error) {
	file, err := os.Open(${setting("csv", "KEYPOLL_FILE")})
	if err != nil {
		return nil, err
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.FieldsPerRecord = 4
	if _, err := reader.Read(); err != nil { // the header
		return nil, err
	}
	rows, err := reader.ReadAll()
	if err != nil {
		return nil, err
	}
	var agents []agent
	for _, row := range rows {
		agents = append(agents, agent{row[0], row[1], row[2], row[3]})
	}
${same}
}`,
  },
  json: {
    needs: "Go 1.16 or newer, nothing else; build it with go build agent_key_poll.go",
    find: code`
// find returns the agents of the file whose id or ip is the value.
func find(selector, value string) ([]agent, error) {
	text, err := os.ReadFile(${setting("json", "KEYPOLL_FILE")})
	if err != nil {
		return nil, err
	}
	var agents []agent
	if err := json.Unmarshal(text, &agents); err != nil {
		return nil, err
	}
${same}
}`,
  },
  http: {
    needs: "Go 1.16 or newer, nothing else; build it with go build agent_key_poll.go",
    imports: "errors\nnet/http\nnet/url",
    find: code`
// find returns the agents whose id or ip is the value.
func find(selector, value string) ([]agent, error) {
	address := ${setting("http", "KEYPOLL_URL")} + "?" + url.Values{selector: {value}}.Encode()
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Authorization", "Bearer "+setting("KEYPOLL_TOKEN", ""))
	client := http.Client{
		Timeout: timeout,
		// No redirections: they would carry the token to another address.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, errors.New(response.Status)
	}
	var agents []agent
	if err := json.NewDecoder(response.Body).Decode(&agents); err != nil {
		return nil, err
	}
	return agents, nil
}`,
  },
};
