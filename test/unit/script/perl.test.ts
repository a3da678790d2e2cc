/** Perl texts that perl rejects, found by their tokens, and unusual ones that it accepts. */

import { describe, expect, it } from "vitest";
import { perlError } from "../../../core/lint/script/perl/errors.ts";

const SCRIPT = `#!/usr/bin/perl
# keypoll: poll script
use strict;
use warnings;
use JSON::PP;

my $kind = shift;
my ($value, %known) = (shift // "", id => 1);
my %agents = (
    "001" => { name => "web", keys => [1, 2] },
);
sub find {
    my ($id) = @_;
    return { error => 4, message => "No agent $id" } unless exists $agents{$id};
    if ($kind eq "id") {
        return { error => 0, data => $agents{$id} };
    } elsif ($kind eq "ip") {
        return { error => 5, message => 'No address' };
    }
    return {};
}
my $answer = eval { find($value) };
if ($@) {
    $answer = { error => 9, message => "$@" };
}
my $json = JSON::PP->new->canonical;
print $json->encode($answer);
exit 0;
`;

function told(text: string): string | undefined {
  const fault = perlError(text);
  return fault && `${text.slice(0, fault.start).split("\n").length}: ${fault.what}`;
}

describe("Perl that perl rejects", () => {
  it.each([
    ["shift;\nmy", "shift\nmy", "7: ; is missing"],
    ["use warnings;", "use warnings", "4: ; is missing"],
    ["id => 1);", "id => 1)", "8: ; is missing"],
    ["= @_;", "= @_", "13: ; is missing"],
    ["{ find($value) };", "{ find($value) }", "22: ; is missing"],
    ["->canonical;", "->canonical", "26: ; is missing"],
    ["encode($answer);", "encode($answer)", "27: ; is missing"],
    ["} elsif (", "} else if (", "17: Perl writes elsif"],
    ["} elsif (", "} elif (", "17: Perl writes elsif"],
    ["($kind eq", "($kind[ eq", "15: [ is never closed"],
    ["return {};\n}", "return {};", "12: { is never closed"],
    ["exit 0;", "exit 0; }", "28: } closes nothing"],
    ["'No address'", "'No address", "18: the text that begins with ' does not end"],
    ["exit 0;", "print <<EOT;\nx\n", "28: the text that begins with <<EOT does not end"],
  ])("%s → %s", (from, to, expected) => {
    expect(SCRIPT).toContain(from);
    expect(told(SCRIPT.replace(from, to))).toBe(expected);
  });
});

/** Words before a variable that is then a value, and neither a file handle nor an object. */
const PLAIN = [
  ..."my our local state not ref defined lc uc lcfirst ucfirst length chomp scalar".split(" "),
  ..."undef chop int hex oct abs".split(" "),
  ..."or and xor x eq ne lt gt le ge cmp".split(" ").map((word) => `$y ${word}`),
  ..."if unless while until for foreach".split(" ").map((word) => `f() ${word}`),
];

/** What `perl -c` of 5.36 rejects, and what is told about it. Signs are reported with their line. */
describe("a part of Perl that perl rejects", () => {
  it.each([
    ["f(1;", "1: ( is never closed"],
    ["my @a = [1;", "1: [ is never closed"],
    ["if (1) {\n1;", "1: { is never closed"],
    ["if (1) { f(1; }", "1: ( is never closed"],
    ["f(1));", "1: ) closes nothing"],
    ["1;\n}", "2: } closes nothing"],
    ["my $x = 1];", "1: ] closes nothing"],
    ["f('a;\n(", "1: the text that begins with ' does not end"],
    ["my $x = q (a;", "1: the text that begins with q ( does not end"],
    ["f(1;\nmy $x = 'a;", "2: the text that begins with ' does not end"],
    ["if (1) { 1 } else if (2) { 2 }", "1: Perl writes elsif"],
    ["if (1) { 1 }\nelse if (2) { 2 }", "2: Perl writes elsif"],
    ["if (1) { 1 } elseif (2) { 2 }", "1: Perl writes elsif"],
    ["if (1) { 1 } elif (2) { 2 }", "1: Perl writes elsif"],
    ["my $x = 1\nmy $y = 2;", "1: ; is missing"],
    ["my $x = 1\n\n# then\n$y = 2;", "1: ; or , is missing"],
    ["my $x = 'a'\n'b';", "1: ; or , is missing"],
    ["my $x = 'a'\n1;", "1: ; or , is missing"],
    ["my $x = 'a'\n@y;", "1: ; or , is missing"],
    ["my %h = (a => 1\n  b => 2);", "1: ; is missing"],
    ["my %h = (a => 1\n  'b' => 2);", "1: ; or , is missing"],
    ["my $x = f(1)\nreturn 2;", "1: ; is missing"],
    ["my $x = [1]\nreturn 2;", "1: ; is missing"],
    ["my $x = { a => 1 }\nreturn 2;", "1: ; is missing"],
    ["my $x = 1\nif (2) { 3 }", "1: ; is missing"],
    ["my $x = 1\nunless (2) { 3 }", "1: ; is missing"],
    ["my $x = 1\nwhile (2) { 3 }", "1: ; is missing"],
    ["my $x = 1\nuntil (2) { 3 }", "1: ; is missing"],
    ["my $x = 1\nfor (2) { 3 }", "1: ; is missing"],
    ["my $x = 1\nforeach (2) { 3 }", "1: ; is missing"],
    ["my $x = 1\nfor my $y (2) { 3 }", "1: ; is missing"],
    ["my $x = 1\nforeach our $y (2) { 3 }", "1: ; is missing"],
    ["my $x = shift\nmy $y = 1;", "1: ; is missing"],
    ["my $x = pop\nreturn $x;", "1: ; is missing"],
    ["my $x = shift\n$y = 1;", "1: ; or , is missing"],
    ["use strict\nuse warnings;", "1: ; is missing"],
    ["use strict\nno warnings;", "1: ; is missing"],
    ["no strict\nmy $x;", "1: ; is missing"],
    ["package Foo\nuse strict;", "1: ; is missing"],
    ["require Foo\nrequire Bar;", "1: ; is missing"],
    ["use Foo\npackage Bar;", "1: ; is missing"],
    ["use strict\nour $x;", "1: ; is missing"],
    ["use strict\nlocal $x;", "1: ; is missing"],
    ["use strict\nsub f { 1 }", "1: ; is missing"],
    ["use strict\nBEGIN { 1 }", "1: ; is missing"],
    ["use strict\nprint 1;", "1: ; is missing"],
    ["$x->name\nmy $y;", "1: ; is missing"],
    ["$h{a}\n$y = 1;", "1: ; or , is missing"],
    ["print 'a'\nprint 'b';", "1: ; is missing"],
    ["print $x . $y\nprint 'b';", "1: ; is missing"],
    ["$i++\n$j++;", "1: ; or , is missing"],
    ["my $x = q(a)\nmy $y;", "1: ; is missing"],
    ["my $x = do { 1 }\nmy $y;", "1: ; is missing"],
    ["my $x = 1 x 3\nmy $y;", "1: ; is missing"],
  ])("%s", (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  // It reads on into the next line, which nobody means.
  it.each(["use strict\nreturn 1;", "return $x\nmy $z;"])("or reads in another way: %s", (text) => {
    expect(told(text)).toBe("1: ; is missing");
  });

  it.each(PLAIN)("a variable after %s, and a line that begins another statement", (before) => {
    expect(told(`${before} $x\nmy $z;`)).toBe("1: ; is missing");
  });
});

/** What `perl -c` of 5.36 accepts. */
describe("a part of Perl that perl accepts", () => {
  it.each([
    "my $x = 1\n  + 2;",
    "my $x = 'a'\n  . 'b';",
    "my $x = f(1,\n  2\n);",
    "my %h = (a => 1,\n  b => 2,\n);",
    "my $x = 1\n  if 2;",
    "my $x = 1\n  if (2);",
    "my $x = 1\n  unless (2);",
    "$x = 1\n  while $y;",
    "$x = 1\n  until ($y);",
    "$x = 1\n  for 1, 2;",
    "$x = 1\n  foreach (1, 2);",
    "$x = 1\n  for @y;",
    "my $x = $y\n  and $z;",
    "my $x = $y\n  or $z;",
    "my $x = ($y\n  xor $z);",
    "my $x = $y\n  eq $z;",
    "my $x = $y\n  ne $z;",
    "my $x = $y\n  lt $z;",
    "my $x = $y\n  gt $z;",
    "my $x = $y\n  le $z;",
    "my $x = $y\n  ge $z;",
    "my $x = $y\n  cmp $z;",
    "my $x = $y\n  x 3;",
    "my $x = $y\n  x3;",
    "my $x = $y\n  isa Foo;",
    "my $x = $y\n  % $z;",
    "my $x = $y\n  %$z;",
    "my $x = $y\n  & $z;",
    "my $x = $y\n  * $z;",
    "my $x = shift\n  || 1;",
    "my $x = shift\n  @y;",
    "my $x = pop\n  @y;",
    "my @x = sort\n  @y;",
    "print $out\n  'a';",
    "print STDERR\n  'a';",
    "print {$out}\n  'a';",
    "my $x = new\n  Foo;",
    "use POSIX\n  qw(floor);",
    "use POSIX\n  'floor';",
    "use POSIX 1.0\n  qw(floor);",
    "sub shift_it { 1 }\nshift_it\n  1;",
    "if (1) { 1 } else { if (2) { 2 } }",
    "if (1) { 1 } elsif (2) { 2 }",
    "my %elif = (elif => 1, else => 2);",
    "if (1) { 1 }\nf(2);",
    "if (1) { 1 }\n$x = 2;",
    "sub f { 1 }\nsub g { 2 }",
    "for my $y (1) { 1 }\n$x = 2;",
    "my $x = sub { 1 };\nmy $y;",
    "{ 1 }\n$x = 2;",
    "A:\n$x = 1;",
    "eval { 1 }\n  or 2;",
    "do { 1 }\n  while 0;",
    "my ($x, $y) =\n  @z;",
    "print\n  'a';",
    "return\n  $x;",
    "f(\n  1,\n)\n  if 1;",
    "my $x = 1 ? 2\n  : 3;",
    "my @x = map { $_ }\n  @y;",
    "my @x = map { $_ => 1 }\n  grep { 1 }\n  sort { $a <=> $b }\n  @y;",
    "my $x = $y->a\n  ->b(1)\n  ->c;",
    "my $x = 'a\nb';\nmy $y;",
    "my $x = q(a\nb) . qq{\n};",
    "f(<<A,\na\nA\n  1);",
    "1",
    "",
  ])("%s", (text) => {
    expect(told(text)).toBeUndefined();
  });
});

const ODD = `#!/usr/bin/perl
# keypoll: poll script
=pod

It's { not ( code

=cut
my $x = "a"
    . "b"
    x 2
    if 1;
print $fh
    "text";
print {$ok ? *STDOUT : *STDERR}
    "text";
my @list = map { $_ => 1 } sort by_name
    @names;
my $text = <<"A" . <<'B' . "c";
it's $x {
A
" ( B
B
(my $copy = $x) =~ s,/+,",g;
s{a}
 {b}gex;
my %h = (s => 1, y => 2, q => {}, m => [qw( a ' b )]);
print $h{s} / 2, $h{y}, $$, $#{$a}, $#list, "/", split /'/, $x;
sub y { return $_[0] }
sub s($$;@) { 1 }
my $f = sub { 1 };
LINE: for my $y (@list) { next LINE unless my $z = $h{$y} / 2 }
do { $x++ } while ($x < 3);
print $out <<EOT if $x;
it's
EOT
local $, = "'"; local $" = ' ';
*SEP = *";
use Foo 1.2
    qw(a b);
format STDOUT =
@<<< it's
$x
.
try { 1 } catch { 2 };
@list = (1,
    2);
die "x"
    unless $x
    and $y;
__END__
it's { not ( code
`;

describe("Perl that perl accepts", () => {
  it("as it is usually written", () => {
    expect(told(SCRIPT)).toBeUndefined();
  });

  it("is accepted if it is unusual", () => {
    expect(told(ODD)).toBeUndefined();
  });

  it("takes linear time, whatever is in it", () => {
    expect(perlError("$x\nif (".repeat(50_000))?.what).toBe("( is never closed");
  });
});
