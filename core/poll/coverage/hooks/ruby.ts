/** What Ruby loads before a script: it writes down each line of the script when it runs for the first time. */

/**
 * A file for `RUBYOPT`. `TracePoint` reports a line at once, so that a script that is killed has left what it ran; the library
 * `coverage` would tell at the end. Which lines can run stands in the compiled script.
 */
export const RUBY_HOOK = `
lambda do
  record = ENV.delete("KEYPOLL_COVERAGE")
  root = ENV.delete("KEYPOLL_COVERAGE_ROOT")
  before = ENV.delete("KEYPOLL_COVERAGE_RUBYOPT")
  before.nil? ? ENV.delete("RUBYOPT") : ENV["RUBYOPT"] = before
  seen = {}
  files = {}
  note = lambda do |text|
    begin
      File.open(record, "a", 0o600) { |file| file.write(text) }
    rescue SystemCallError
      nil
    end
  end
  own = lambda do |name|
    files.fetch(name) do
      real = File.exist?(name) ? File.realpath(name) : ""
      files[name] = real.start_with?(root) ? real : nil
    end
  end
  lines = lambda do |code, found|
    code.trace_points.each { |line, event| found << line if event == :line }
    code.each_child { |child| lines.call(child, found) }
    found
  end
  note.call("S\\n")
  kept = {}
  TracePoint.new(:line) do |point|
    name, line = point.path, point.lineno
    key = [name, line]
    next if seen[key]
    seen[key] = true
    real = own.call(name)
    next if real.nil?
    unless kept[real]
      kept[real] = true
      all = lines.call(RubyVM::InstructionSequence.compile_file(real), []).uniq.sort
      note.call("E\\t#{all.join(" ")}\\t#{real}\\n")
    end
    note.call("R\\t#{line}\\t#{real}\\n")
  end.enable
end.call
`;
