/** Perl: mistakes, and the correct versions. */

import type { LanguageSamples } from "../support.ts";

export const perl: LanguageSamples = {
  language: "perl",
  script: (lines) => `#!/usr/bin/env perl
use strict;
use JSON::PP;

my ($selector, $value) = @ARGV;
my $row = {};
${lines}
if ($selector eq 'id' || $selector eq 'ip') {
    print encode_json({error => 0, data => find($selector, $value)});
} else {
    print encode_json({error => 3, message => 'Unknown selector'});
}
`,
  bad: [
    { rule: "no-timeout", lines: `my $peer = ⟪no-timeout⟫IO::Socket::INET->new(PeerAddr => "db")⟪⟫;` },
    { rule: "syntax-error", lines: `my %rows = ⟪syntax-error⟫(⟪⟫name => 1;` },
    { rule: "sql-from-text", lines: `my $q = ⟪sql-from-text⟫"SELECT id FROM agent WHERE id = '$value'"⟪⟫;` },
    {
      rule: "sql-from-text",
      lines: `my $q = ⟪sql-from-text⟫"SELECT id FROM agent WHERE id = '" . $value . "'"⟪⟫;`,
    },
    {
      rule: "sql-from-text",
      lines: `my $q = ⟪sql-from-text⟫sprintf("SELECT id FROM agent WHERE id = '%s'", $value)⟪⟫;`,
    },
    {
      rule: "sql-from-text",
      lines: `my $s = $db->prepare(⟪sql-from-text⟫qq{SELECT id FROM agent WHERE ip = '$value'}⟪⟫);`,
    },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫print "Connecting\\n"⟪⟫;` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫say("Looking for $value")⟪⟫;` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫print STDOUT "Looking"⟪⟫;` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫warn "no such agent"⟪⟫;` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫print STDERR "no such agent"⟪⟫;` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫print {*STDERR} $problem⟪⟫;` },
    { rule: "output-before-answer", lines: `⟪output-before-answer⟫STDERR->print($problem)⟪⟫;` },
    {
      rule: "hand-made-json",
      lines: `my $t = ⟪hand-made-json⟫"{\\"error\\": 4, \\"message\\": \\"no $value\\"}"⟪⟫;`,
    },
    {
      rule: "hand-made-json",
      lines: `my $t = ⟪hand-made-json⟫'{"error": 4, "message": "' . $value . '"}'⟪⟫;`,
    },
    {
      rule: "hand-made-json",
      lines: `my $t = ⟪hand-made-json⟫sprintf('{"error": 4, "message": "%s"}', $value)⟪⟫;`,
    },
    { rule: "id-as-number", lines: `my $id = ⟪id-as-number⟫int($ARGV[1])⟪⟫;` },
    { rule: "id-as-number", lines: `my $id = ⟪id-as-number⟫$row->{id} + 0⟪⟫;` },
    { rule: "id-as-number", lines: `my $data = {id => ⟪id-as-number⟫int($row->{'id'})⟪⟫, name => 'x'};` },
    { rule: "id-as-number", lines: `my %data = (id => ⟪id-as-number⟫1⟪⟫, name => 'web-01');` },
    { rule: "password-in-source", lines: `my $password = ⟪password-in-source⟫'s3cret'⟪⟫;` },
    { rule: "password-in-source", lines: `use constant DB_PASSWORD => ⟪password-in-source⟫'s3cret'⟪⟫;` },
    {
      rule: "password-in-source",
      lines: `my $db = DBI->connect('dbi:mysql:agents;mysql_connect_timeout=5', 'root', ⟪password-in-source⟫'s3cret'⟪⟫);`,
    },
    {
      rule: "password-in-source",
      lines: `$ldap->bind('cn=keys', password => ⟪password-in-source⟫'s3cret'⟪⟫);`,
    },
    {
      rule: "no-timeout",
      lines: `my $db = ⟪no-timeout⟫DBI->connect('dbi:Pg:dbname=agents', $user, $word)⟪⟫;`,
    },
    { rule: "no-timeout", lines: `my $ldap = ⟪no-timeout⟫Net::LDAP->new('localhost')⟪⟫;` },
    { rule: "no-timeout", lines: `my $web = ⟪no-timeout⟫LWP::UserAgent->new()⟪⟫;` },
    {
      rule: "exit-after-answer",
      lines: `unless (defined $value) {\n  print encode_json({error => 1});\n  ⟪exit-after-answer⟫exit 1⟪⟫;\n}`,
    },
    { rule: "unreachable-code", lines: `sub f {\n  return 1, 2;\n  ⟪unreachable-code⟫connect_it()⟪⟫;\n}` },
    { rule: "unreachable-code", lines: `sub f {\n  die 'x';\n  ⟪unreachable-code⟫connect_it()⟪⟫;\n}` },
  ],
  good: [
    { rule: "no-timeout", lines: `my $peer = IO::Socket::INET->new(PeerAddr => "db", Timeout => 5);` },
    { rule: "syntax-error", lines: `my %rows = (id => qw(a b)); my $text = <<~END;\n  ( {\n  END` },
    { rule: "sql-from-text", lines: `my $s = $db->prepare('SELECT id FROM agent WHERE id = ?');` },
    {
      rule: "sql-from-text",
      lines: `my $q = 'SELECT id FROM agent WHERE id = ' . $db->quote($value);`,
    },
    { rule: "output-before-answer", lines: `if (@ARGV != 2) {\n  print "usage: poll id 001\\n";\n}` },
    { rule: "output-before-answer", lines: `print "usage: poll id 001\\n" unless @ARGV == 2;` },
    { rule: "output-before-answer", lines: `open STDERR, '>', '/dev/null';\nwarn 'no such agent';` },
    { rule: "output-before-answer", lines: `local $SIG{__WARN__} = sub { };\nwarn 'no such agent';` },
    { rule: "output-before-answer", lines: `die "no database" unless $db;` },
    { rule: "output-before-answer", lines: `print $log "started\\n";` },
    { rule: "hand-made-json", lines: `my $t = '{"error": 4, "message": "none"}';` },
    { rule: "id-as-number", lines: `my $id = sprintf('%03d', int($ARGV[1]));` },
    { rule: "id-as-number", lines: `my $next = $row->{count} + 0;` },
    { rule: "password-in-source", lines: `my $password = $ENV{KEYS_PASSWORD};` },
    { rule: "no-timeout", lines: `my $db = DBI->connect('dbi:SQLite:dbname=agents.db', '', '');` },
    { rule: "no-timeout", lines: `alarm 10;\nmy $ldap = Net::LDAP->new('localhost');` },
    {
      rule: "exit-after-answer",
      lines: `unless (defined $value) {\n  print encode_json({error => 1});\n  exit 0;\n}`,
    },
    { rule: "unreachable-code", lines: `sub f {\n  return 1 if $value;\n  return 2;\n}` },
  ],
};
