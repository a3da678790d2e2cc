/** What Python loads before a script: it writes down each line of the script when it runs for the first time. */

/**
 * A `sitecustomize` in a folder of `PYTHONPATH`. It takes itself out of the path and the environment, then loads the system's
 * own `sitecustomize`. A record is opened for each line and closed again, so that no descriptor of the script is another one, and
 * a script that is killed has left what it ran. Also for Python 2.7.
 */
export const PYTHON_HOOK = `
import os, sys

def _start(opened=os.open, write=os.write, close=os.close, flags=os.O_WRONLY | os.O_APPEND | os.O_CREAT):
    environment = os.environ
    record = environment.pop("KEYPOLL_COVERAGE")
    root = environment.pop("KEYPOLL_COVERAGE_ROOT")
    if "KEYPOLL_COVERAGE_PYTHONPATH" in environment:
        environment["PYTHONPATH"] = environment.pop("KEYPOLL_COVERAGE_PYTHONPATH")
    else:
        environment.pop("PYTHONPATH", None)
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [each for each in sys.path if os.path.abspath(each) != here]
    start = os.getcwd()
    files, seen = {}, set()

    def note(text):
        try:
            descriptor = opened(record, flags, 0o600)
        except EnvironmentError:
            return
        try:
            write(descriptor, text.encode("utf-8", "replace") if sys.version_info[0] > 2 else text)
        except EnvironmentError:
            pass
        close(descriptor)

    def own(name):
        if name not in files:
            real = os.path.realpath(os.path.join(start, name))
            files[name] = real if real.startswith(root) else None
        return files[name]

    def lines(code, found):
        if hasattr(code, "co_lines"):
            found.update(line for _, _, line in code.co_lines() if line)
        else:
            import dis
            found.update(line for _, line in dis.findlinestarts(code))
        for each in code.co_consts:
            if hasattr(each, "co_consts"):
                lines(each, found)
        return found

    def on_line(frame, event, _):
        if event == "line":
            key = (frame.f_code.co_filename, frame.f_lineno)
            if key not in seen:
                seen.add(key)
                note("R\\t%d\\t%s\\n" % (key[1], own(key[0])))
        return on_line

    def on_call(frame, event, _):
        code = frame.f_code
        real = own(code.co_filename)
        if real is None:
            return None
        if code.co_name == "<module>":
            note("E\\t%s\\t%s\\n" % (" ".join(map(str, sorted(lines(code, set())))), real))
        return on_line

    note("S\\n")
    import threading
    threading.settrace(on_call)
    sys.settrace(on_call)

_own = sys.modules.pop("sitecustomize", None)
_start()
_trace = sys.gettrace()
sys.settrace(None)
try:
    import sitecustomize
except ImportError:
    if "sitecustomize" in str(sys.exc_info()[1]):
        sys.modules["sitecustomize"] = _own
    else:
        raise
finally:
    sys.settrace(_trace)
`;
