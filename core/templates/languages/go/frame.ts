/** The Go poll program around its look-up: arguments, settings, checks, the answer, the socket. */

import {
  code,
  commented,
  fieldRules,
  type Language,
  type Lookup,
  type Parts,
  paragraphs,
  SOCKET,
} from "../../code.ts";
import { lookups } from "./lookups.ts";

export const go: Language = {
  id: "go",
  title: "Go",
  fileName: "agent_key_poll.go",
  program: "agent_key_poll",
  build: "go build",
  forms: ["script", "daemon"],
  lookups,
  write(lookup, parts) {
    const daemon = parts.form === "daemon";
    return `${paragraphs(
      `${commented(parts.head, "//")}\n\npackage main`,
      imports(lookup, parts),
      parts.waits ? "const timeout = 10 * time.Second // the manager itself waits 60" : "",
      code`
type agent struct {
	ID   string \`json:"id"\`
	Name string \`json:"name"\`
	IP   string \`json:"ip"\`
	Key  string \`json:"key"\`
}

type answer struct {
	Error   int    \`json:"error"\`
	Message string \`json:"message,omitempty"\`
	Data    *agent \`json:"data,omitempty"\`
}

// What the manager can work with. A blank in a name, for example, would stop its daemons.
var (
	idRule   = regexp.MustCompile(\`^(?:${fieldRules.id})$\`)
	nameRule = regexp.MustCompile(\`^(?:${fieldRules.name})$\`)
	ipRule   = regexp.MustCompile(\`^(?:${fieldRules.ip})$\`)
	keyRule  = regexp.MustCompile(\`^(?:${fieldRules.key})$\`)
)

// unusable names the first field that the manager cannot work with, if any.
func (a agent) unusable() string {
	switch {
	case !idRule.MatchString(a.ID):
		return "id"
	case !nameRule.MatchString(a.Name):
		return "name"
	case !ipRule.MatchString(a.IP):
		return "ip"
	case !keyRule.MatchString(a.Key):
		return "key"
	}
	return ""
}`,
      lookup.constants ?? "",
      setting,
      lookup.find,
      poll(parts),
      daemon ? server : "",
      daemon ? daemonMain : main,
    )}\n`;
  },
};

function imports(lookup: Lookup, parts: Parts): string {
  const own = ["encoding/json", "fmt", "os", "path/filepath", "regexp", "strings"];
  const wanted = (lookup.imports ?? "").split("\n").filter((line) => line !== "");
  const forDaemon = parts.form === "daemon" ? ["net", "syscall"] : [];
  const forLimit = parts.waits ? ["time"] : [];
  const standard = [...own, ...forDaemon, ...forLimit, ...wanted]
    .filter((line) => !line.includes("."))
    .sort();
  const others = wanted.filter((line) => line.includes(".")).sort();
  const quoted = (line: string) => (line.includes('"') ? `\t${line}` : `\t"${line}"`);
  const block = [...new Set(standard)].map(quoted).join("\n");
  return `import (\n${paragraphs(block, others.map(quoted).join("\n"))}\n)`;
}

const setting = code`
// setting is read from the environment, or from keypoll.env beside this program.
func setting(name, preset string) string {
	if value, found := os.LookupEnv(name); found {
		return value
	}
	program, _ := os.Executable()
	text, _ := os.ReadFile(filepath.Join(filepath.Dir(program), "keypoll.env"))
	for _, line := range strings.Split(string(text), "\n") {
		if strings.HasPrefix(line, name+"=") {
			return strings.TrimSuffix(line[len(name)+1:], "\r")
		}
	}
	return preset
}`;

const failed = ({ failure }: Parts) => code`
	if err != nil { // Its text may name accounts and hosts, so only its kind is named.
		return errorAnswer(2, fmt.Sprintf("The ${failure}: %T", err))
	}`;

const agentsFound = (parts: Parts) =>
  parts.exact
    ? code`
	agents, err := find(selector, value)
${failed(parts)}`
    : code`
	found, err := find(selector, value)
${failed(parts)}
	// The ${parts.noun} may compare loosely (letter case, blanks at the end), so compare again.
	var agents []agent
	for _, one := range found {
		if selector == "id" && one.ID == value || selector == "ip" && one.IP == value {
			agents = append(agents, one)
		}
	}`;

const poll = (parts: Parts) => code`
func errorAnswer(number int, message string) answer {
	return answer{Error: number, Message: message}
}

// poll answers a request: a selector, id or ip, and the value to look for.
func poll(request []string) answer {
	if len(request) != 2 || request[1] == "" {
		return errorAnswer(1, "Expected two arguments: id or ip, and a value")
	}
	selector, value := request[0], request[1]
	if selector != "id" && selector != "ip" {
		return errorAnswer(3, "Unknown selector, expected id or ip")
	}
${agentsFound(parts)}
	if len(agents) == 0 {
		return errorAnswer(4, "No agent has this "+selector)
	}
	if len(agents) > 1 {
		return errorAnswer(5, "Several agents have this "+selector)
	}
	if field := agents[0].unusable(); field != "" {
		return errorAnswer(6, "The manager cannot work with the "+field+" of this agent")
	}
	return answer{Data: &agents[0]}
}`;

const main = code`
func main() {
	text, _ := json.Marshal(poll(os.Args[1:]))
	fmt.Println(string(text))
}`;

const server = code`
func serve(path string) error {
	if state, err := os.Stat(path); err == nil && state.Mode()&os.ModeSocket != 0 {
		os.Remove(path) // left behind by an earlier run
	}
	syscall.Umask(0o177) // only root, as which the manager runs, may ask for keys
	listener, err := net.Listen("unix", path)
	if err != nil {
		return err
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer connection.Close()
			connection.SetDeadline(time.Now().Add(3 * timeout))
			request := make([]byte, 1024)
			length, err := connection.Read(request)
			if err != nil {
				return // The manager also connects without asking, to see whether anyone is there.
			}
			text, _ := json.Marshal(poll(strings.SplitN(string(request[:length]), ":", 2)))
			connection.Write(text)
		}()
	}
}`;

const daemonMain = code`
func main() {
	if len(os.Args) > 1 {
		// With arguments it answers them and ends, as exec_path wants it where the socket does not answer.
		text, _ := json.Marshal(poll(os.Args[1:]))
		fmt.Println(string(text))
		return
	}
	if err := serve(setting("KEYPOLL_SOCKET", "${SOCKET}")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}`;
