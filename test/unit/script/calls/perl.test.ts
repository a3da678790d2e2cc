/** What a call means in a Perl script, by its name. */

import { describe } from "vitest";
import { expectFixed, expectFound, nothing, whole } from "../found.ts";

describe("a connection without a limit", () => {
  expectFound("no-timeout", [
    ["perl", "my $d = DBI->connect($s);", "DBI->connect($s)"],
    ["perl", "my $d = DBI->connect_cached($s);", "DBI->connect_cached($s)"],
    ["perl", "my $d = Net::LDAP->new('db');", "Net::LDAP->new('db')"],
    ["perl", "my $d = HTTP::Tiny->new();", "HTTP::Tiny->new()"],
    ["perl", "my $d = LWP::UserAgent->new();", "LWP::UserAgent->new()"],
    ["perl", "my $d = IO::Socket::INET->new($s);", "IO::Socket::INET->new($s)"],
    ["perl", "my $d = IO::Socket::IP->new($s);", "IO::Socket::IP->new($s)"],
    ["perl", "my $d = IO::Socket::SSL->new($s);", "IO::Socket::SSL->new($s)"],
    ["perl", `my $d = DBI->connect("dbi:mysql:agents");`, `DBI->connect("dbi:mysql:agents")`],
    ["perl", `my $s = "dbi:mysql:a"; my $d = DBI->connect($s);`, "DBI->connect($s)"],
    ["perl", `my $x = "see dbi:SQLite:"; my $d = DBI->connect($s);`, "DBI->connect($s)"],
  ]);
});

describe("a limit, or a file", () => {
  expectFound(
    "no-timeout",
    nothing(
      "perl",
      "my $d = DBI->connect('dbi:mysql:agents;mysql_connect_timeout=1');",
      "alarm 5; my $d = DBI->connect($s);",
      "my $d = LWP::UserAgent->new(timeout => 1);",
      "alarm 5; my $d = LWP::UserAgent->new();",
      "my $d = IO::Socket::INET->new(Timeout => 1);",
      "my $d = IO::Socket::INET->new(Listen => 1);",
      `my $d = DBI->connect("dbi:SQLite:agents.db");`,
      `my $d = DBI->connect("DBI:sqlite:$file");`,
      `my $s = "dbi:SQLite:agents.db"; my $d = DBI->connect($s);`,
      `my $x = "a"; my $s = "dbi:SQLite:agents.db"; my $d = DBI->connect($s);`,
    ),
  );
});

describe("the fix of a connection", () => {
  expectFixed("no-timeout", [
    ["perl", "my $d = Net::LDAP->new('db');", "my $d = Net::LDAP->new('db', timeout => 10);"],
    ["perl", "my $d = LWP::UserAgent->new();", "my $d = LWP::UserAgent->new(timeout => 10);"],
    ["perl", "my $d = IO::Socket::IP->new(a => 1);", "my $d = IO::Socket::IP->new(a => 1, Timeout => 10);"],
    ["perl", "my $d = DBI->connect($s);", undefined],
  ]);
});

describe("what goes to standard error", () => {
  expectFound("output-before-answer", [
    ...["warn", "carp", "cluck"].flatMap((name) => whole("perl", `${name} $x`, `${name}($x)`)),
    ...nothing("perl", "other $x", "local $SIG{__WARN__} = sub { };\nwarn $x"),
    ["perl", "print STDERR $x;", "print STDERR $x"],
    ["perl", "close(STDERR);\nprint STDERR $x;"],
  ]);
});

describe("a call that makes JSON", () => {
  expectFound("output-before-answer", [
    ...nothing(
      "perl",
      `print encode_json($a);\nprint "b";`,
      `print to_json($a);\nprint "b";`,
      `print JSON->new->encode($a);\nprint "b";`,
    ),
    ["perl", `print other($a);\nprint "b";`, `print "b"`],
  ]);
});
